import { createContext, type ReactNode, useContext, useId, useMemo } from 'react'
import type { ShownFacts } from '#domain/child/child-api.ts'
import { type Catalogue, type Draft, type DraftEntry, type Problem, problemsOf } from './fact-draft.ts'
import { useToday } from './today.ts'

type FactFormState = {
  catalogue: Catalogue
  shown: ShownFacts
  draft: Draft
  problems: Record<string, Problem>
  /** Facts that must be known before saving. */
  needed: readonly string[]
  /** Missing needed facts are marked only after the first attempt to save. */
  marked: boolean
  idPrefix: string
  set(key: string, entry: DraftEntry): void
}
const FactFormContext = createContext<FactFormState | null>(null)

type Props = {
  catalogue: Catalogue
  shown?: ShownFacts
  draft: Draft
  needed?: readonly string[]
  marked?: boolean
  onDraft(draft: Draft): void
  children: ReactNode
}

const NOTHING: ShownFacts = {}
const NO_KEYS: readonly string[] = []

/** The ground on which <FactField of="…"/> stands: a catalogue, what is on record, what was typed. */
export function FactForm(props: Props) {
  const { catalogue, shown = NOTHING, draft, needed = NO_KEYS, marked = false, onDraft, children } = props
  const idPrefix = useId()
  const today = useToday()
  const state = useMemo<FactFormState>(
    () => ({
      catalogue,
      shown,
      draft,
      needed,
      marked,
      idPrefix,
      problems: problemsOf(catalogue, draft, today),
      set: (key, entry) => onDraft({ ...draft, [key]: entry }),
    }),
    [catalogue, shown, draft, needed, marked, idPrefix, today, onDraft],
  )
  return <FactFormContext value={state}>{children}</FactFormContext>
}

export function useFactForm(): FactFormState {
  const form = useContext(FactFormContext)
  if (!form) throw new Error('FactField outside of a FactForm')
  return form
}
