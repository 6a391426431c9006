import type { ChildRow } from '#domain/child/child-api.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { useLanguage } from '#web/messages/language.tsx'

type Props = { id: string; row: ChildRow; active: boolean; onChoose(): void }

/** One child found: enough to tell two of the same name apart. */
export function Suggestion({ id, row, active, onChoose }: Props) {
  const { t, label } = useLanguage()
  const { name, age, area, carer, status } = row
  return (
    <div id={id} role="option" tabIndex={-1} aria-selected={active} onMouseDown={onChoose}>
      <strong>{name ?? t.children.nameless}</strong>
      <span>
        {[
          age !== null && t.common.years(age),
          [area.township, area.village].filter(Boolean).join(' '),
          carer && `${label(RELATION[carer.relation as Relation])}${carer.name ? ` ${carer.name}` : ''}`,
          status === 'left' && t.children.left,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  )
}
