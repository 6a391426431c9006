import { App } from 'antd'
import { useMemo, useState } from 'react'
import { childHistory, openChildFile } from '#domain/child/child-api.ts'
import {
  CHOICES,
  type ConflictChoice,
  type ConflictItem,
  decideConflict,
  listConflicts,
} from '#domain/conflict/conflict-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import type { ActId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { FactField } from '#web/ui/FactField.tsx'
import { FactForm } from '#web/ui/FactForm.tsx'
import { type Catalogue, type Draft, problemsOf } from '#web/ui/fact-draft.ts'
import { factText } from '#web/ui/fact-text.ts'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { defOf, nameOfConflict, sideText } from './conflict-text.ts'

/** Which of the two holds, or what else; written as a correction with its reason. */
export function DecideDialog({ conflict, onClose }: { conflict: ConflictItem; onClose(): void }) {
  const words = useLanguage()
  const { t } = words
  const { message } = App.useApp()
  const today = useToday()
  const { child, person, fact, first, second } = conflict
  const [choice, setChoice] = useState<ConflictChoice>()
  const [draft, setDraft] = useState<Draft>({})
  const decide = useCall(decideConflict, [listConflicts, openChildFile, childHistory])
  // Sent again, because its answer was lost, it is the same decision.
  const acts = useMemo(() => [newId(), newId()] as [ActId, ActId], [])
  const catalogue: Catalogue = person ? RELATIVE_FACTS : CHILD_FACTS
  const entry = draft[fact]
  const typed = entry !== undefined && Object.keys(problemsOf(catalogue, draft, today)).length === 0
  const said = (side: typeof first) => factText(defOf(conflict), side.value, words)
  return (
    <ReasonDialog
      title={t.conflicts.decideTitle(nameOfConflict(conflict, words))}
      hint={t.conflicts.decideHint}
      ready={choice !== undefined && (choice !== 'other' || typed)}
      onClose={onClose}
      onSubmit={async (reason) => {
        const wish = { child, second: second.act, fact, acts, reason, choice: choice! }
        await decide.mutateAsync({ body: { ...wish, ...(choice === 'other' && { entry }) } })
        message.success(t.common.saved)
      }}
    >
      <Choice<ConflictChoice>
        vertical
        label={t.conflicts.choose}
        value={choice}
        options={CHOICES.map((value) => ({
          value,
          label: value === 'other' ? t.conflicts.other : said(value === 'first' ? first : second),
        }))}
        onChoose={setChoice}
      />
      {(choice === 'first' || choice === 'second') && (
        <p className="field-hint">{sideText(choice === 'first' ? first : second, words)}</p>
      )}
      {choice === 'other' && (
        <FactForm catalogue={catalogue} draft={draft} onDraft={setDraft}>
          <FactField of={fact} />
        </FactForm>
      )}
    </ReasonDialog>
  )
}
