import type { FactEntries } from '../fact/fact.ts'

/** An act as far as a conflict asks for it, in the county's order; acts being written come last. */
export type Said = {
  act: string
  seq: number
  author: string
  /** Up to which place in the county's order its author had read; null: it does not say. */
  knew: number | null
  facts: FactEntries
  corrects?: string | undefined
}

/** The second act did not know of the first, and says something else of the same fact. */
export type Conflict = { fact: string; first: string; second: string }

type Entry = FactEntries[string]

/**
 * The facts of an act in which somebody else got in between: written by another author, behind the place up to which
 * this one had read, with another value, and not put right before it. Both entries stand; until somebody decides, the
 * fold holds as for any two acts: what began later, of the same day what came later. `same` compares values, which may be
 * sealed.
 */
export function conflictsOf(
  second: Said,
  before: readonly Said[],
  same: (a: Entry, b: Entry) => boolean,
): Conflict[] {
  const { knew } = second
  if (knew === null) return []
  const earlier = before.filter(({ seq, act }) => seq < second.seq && act !== second.act)
  return Object.entries(second.facts).flatMap(([fact, entry]) => {
    const rival = earlier
      .filter(({ seq, author, facts }) => seq > knew && author !== second.author && facts[fact])
      .findLast(({ act }) => !earlier.some(({ corrects, facts }) => corrects === act && facts[fact]))
    return rival && !same(rival.facts[fact]!, entry) ? [{ fact, first: rival.act, second: second.act }] : []
  })
}

/** Whether an act may have met somebody: worth asking who wrote the others. */
export const mayConflict = (
  { knew, facts }: Pick<Said, 'knew' | 'facts'>,
  before: readonly Pick<Said, 'seq' | 'facts'>[],
): boolean =>
  knew !== null && before.some((one) => one.seq > knew && Object.keys(facts).some((key) => one.facts[key]))
