import { useState } from 'react'
import type { Relative } from '#domain/child/child-api.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { type FamilyGroup, groupOf, useOpenFile } from './child-file.ts'
import { FactGrid } from './FactGrid.tsx'
import { FactsEditor } from './FactsEditor.tsx'
import { KinDialog } from './KinDialog.tsx'
import type { Reveal } from './reveal.tsx'

const KEYS = Object.keys(RELATIVE_FACTS)
/** What the 登记表 asks of each; anything else is shown where something is known. */
const ASKED: Record<FamilyGroup, readonly string[]> = {
  parents: ['name', 'birthDate', 'idNumber', 'phones', 'parentState', 'workPlace'],
  grandparents: ['name', 'birthDate'],
  others: ['name'],
}
const OF_CARER: readonly string[] = ['name', 'idNumber', 'phones', 'address']

export function RelativeCard({ relative, reveal }: { relative: Relative; reveal: Reveal }) {
  const { t, label } = useLanguage()
  const { file, unless } = useOpenFile()
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState<'carer' | 'end'>()
  const { person, relation, carer, endedOn, facts } = relative
  const title = label(RELATION[relation as Relation])
  const asked = [...ASKED[groupOf(relation)], ...(carer ? OF_CARER : [])]
  const keys = KEYS.filter(
    (key) => asked.includes(key) || (facts[key] && facts[key].state !== 'notCollected'),
  )
  const off = unless('record')

  return (
    <article className={endedOn ? 'relative is-ended' : carer ? 'relative is-carer' : 'relative'}>
      <header>
        <h4>{title}</h4>
        {carer && <Mark tone="blue">{t.file.isCarer}</Mark>}
        {endedOn && <Mark>{t.file.ended(endedOn)}</Mark>}
      </header>
      {editing ? (
        <FactsEditor
          subject={{ child: file.id, person }}
          catalogue={RELATIVE_FACTS}
          keys={KEYS}
          shown={facts}
          mostly="changed"
          onDone={() => setEditing(false)}
        />
      ) : (
        <FactGrid catalogue={RELATIVE_FACTS} keys={keys} facts={facts} person={person} reveal={reveal} />
      )}
      {!editing && !endedOn && (
        <footer className="no-print">
          <ReasonedButton
            size="small"
            unless={off}
            aria-label={`${t.common.edit}${t.common.colon}${title}`}
            onClick={() => setEditing(true)}
          >
            {t.common.edit}
          </ReasonedButton>
          {!carer && (
            <ReasonedButton size="small" unless={off} onClick={() => setAsking('carer')}>
              {t.file.setCarer}
            </ReasonedButton>
          )}
          <ReasonedButton size="small" unless={off} onClick={() => setAsking('end')}>
            {t.file.endKin}
          </ReasonedButton>
        </footer>
      )}
      {asking && <KinDialog relative={relative} what={asking} onClose={() => setAsking(undefined)} />}
    </article>
  )
}
