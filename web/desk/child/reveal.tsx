import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { revealFact, type ShownFact } from '#domain/child/child-api.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import type { ChildId, PersonId } from '#domain/ids.ts'
import { call } from '#web/api/client.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'

type Asked = { key: string; def: FactDef; person?: PersonId }
const placeOf = ({ key, person }: Pick<Asked, 'key' | 'person'>) => `${person ?? ''}/${key}`

/** A value in clear stays on the screen only for a moment: screens in offices are seen by others. */
const SHOWN_FOR_MS = 60_000

export type Reveal = {
  /** The fact, in clear if it has just been revealed. */
  see(fact: ShownFact | undefined, key: string, person?: PersonId): ShownFact | undefined
  ask(asked: Asked): void
  dialog: ReactNode
}

export function useReveal(child: ChildId): Reveal {
  const { t, label } = useLanguage()
  const [asked, setAsked] = useState<Asked>()
  const [clear, setClear] = useState<Record<string, string | string[]>>({})

  useEffect(() => {
    if (Object.keys(clear).length === 0) return
    const timer = setTimeout(() => setClear({}), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [clear])

  const see = useCallback(
    (fact: ShownFact | undefined, key: string, person?: PersonId) => {
      const value = clear[placeOf({ key, person })]
      return fact && value !== undefined ? { ...fact, value, masked: false } : fact
    },
    [clear],
  )
  const dialog = asked && (
    <ReasonDialog
      title={t.fact.revealTitle(label(asked.def))}
      hint={t.fact.revealHint}
      onClose={() => setAsked(undefined)}
      onSubmit={async (reason) => {
        const { key, person } = asked
        const { value } = await call(revealFact, { params: { child }, body: { key, person, reason } })
        if (value !== null) setClear((before) => ({ ...before, [placeOf(asked)]: value }))
      }}
    />
  )
  return { see, ask: setAsked, dialog }
}
