import { PlusOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useLanguage } from '#web/messages/language.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { type FamilyGroup, groupOf, useOpenFile } from './child-file.ts'
import { RelativeCard } from './RelativeCard.tsx'
import { RelativeDialog } from './RelativeDialog.tsx'
import type { Reveal } from './reveal.tsx'

const GROUPS: readonly FamilyGroup[] = ['parents', 'grandparents', 'others']

/** Parents, grandparents and other carers side by side. */
export function FamilyBlock({ reveal }: { reveal: Reveal }) {
  const { t } = useLanguage()
  const { file, unless } = useOpenFile()
  const [adding, setAdding] = useState(false)
  const titles = { parents: t.file.parents, grandparents: t.file.grandparents, others: t.file.others }
  const family = [...file.family].sort((a, b) => Number(a.endedOn !== null) - Number(b.endedOn !== null))
  return (
    <section className="block" aria-labelledby="block-family">
      <div className="block-head">
        <h2 id="block-family">{t.file.family}</h2>
        <ReasonedButton
          size="small"
          className="no-print"
          icon={<PlusOutlined aria-hidden />}
          unless={unless('record')}
          onClick={() => setAdding(true)}
        >
          {t.file.addRelative}
        </ReasonedButton>
      </div>
      {family.length === 0 && <p className="block-empty">{t.file.noFamily}</p>}
      {GROUPS.map((group) => {
        const members = family.filter((relative) => groupOf(relative.relation) === group)
        if (members.length === 0) return null
        return (
          <div key={group} className="family-group">
            <h3>{titles[group]}</h3>
            <div className="relatives">
              {members.map((relative) => (
                <RelativeCard key={relative.person} relative={relative} reveal={reveal} />
              ))}
            </div>
          </div>
        )
      })}
      {adding && <RelativeDialog onClose={() => setAdding(false)} />}
    </section>
  )
}
