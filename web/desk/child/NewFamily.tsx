import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { PersonId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { emptyRelative, type NewRelative, RelativeFields } from './RelativeFields.tsx'

const OFFERED: readonly Relation[] = ['father', 'mother', 'paternalGrandfather', 'paternalGrandmother']

type Props = { family: readonly NewRelative[]; onChange(family: NewRelative[]): void }

/** Relatives of a child whose file is being opened; one of them may be the carer. */
export function NewFamily({ family, onChange }: Props) {
  const { t, label } = useLanguage()
  const taken = family.flatMap(({ relation }) => (relation ? [{ relation, endedOn: null }] : []))
  const add = (relation?: Relation) => onChange([...family, emptyRelative(newId() as PersonId, relation)])
  const replace = (next: NewRelative) =>
    onChange(
      family.map((one) =>
        one.person === next.person ? next : next.carer && one.carer ? { ...one, carer: false } : one,
      ),
    )
  return (
    <section className="block" aria-labelledby="block-family">
      <div className="block-head">
        <h2 id="block-family">{t.file.family}</h2>
        <div className="block-buttons">
          {OFFERED.filter((relation) => !taken.some((one) => one.relation === relation)).map((relation) => (
            <Button
              key={relation}
              size="small"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => add(relation)}
            >
              {label(RELATION[relation])}
            </Button>
          ))}
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => add()}>
            {t.file.addRelative}
          </Button>
        </div>
      </div>
      {family.map((relative) => (
        <div key={relative.person} className="new-relative">
          <Button
            className="new-relative-remove"
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={`${t.common.cancel}${t.common.colon}${label(relative.relation && RELATION[relative.relation])}`}
            onClick={() => onChange(family.filter((one) => one.person !== relative.person))}
          />
          <RelativeFields relative={relative} taken={taken} onChange={replace} />
        </div>
      ))}
    </section>
  )
}
