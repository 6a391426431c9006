import type { PlainDate } from '../dates.ts'
import type { FactEntries, FactEntry } from './fact.ts'

/** What one act taught about one subject. `day` is the day that the act describes; `seq` its place in the county's order. */
export type Lesson = {
  act: string
  seq: number
  day: PlainDate
  receivedAt: string
  /** The act whose entries of the same keys this one replaces. */
  corrects?: string
  facts: FactEntries
}

/** A fact with the day since which it holds and the act it comes from. */
export type KnownFact = FactEntry & { key: string; since: PlainDate; act: string; seq: number }
export type KnownFacts = Record<string, KnownFact>

export type AsOf = {
  /** What held on that day … */
  on: PlainDate
  /** … as known at that instant (ISO). Left out: as known now. */
  knownAt?: string
}

/**
 * Every entry ever recorded for each key, oldest first, corrected ones marked. The history that the file shows.
 * Order: by the day since which it holds, then by the county's order.
 */
export function historyOf(
  lessons: readonly Lesson[],
  knownAt?: string,
): Record<string, (KnownFact & { corrected: boolean })[]> {
  const known = knownAt ? lessons.filter((lesson) => lesson.receivedAt <= knownAt) : lessons
  const corrected = correctedIn(known)
  const history: Record<string, (KnownFact & { corrected: boolean })[]> = {}
  for (const { act, seq, day, facts } of known)
    for (const [key, entry] of Object.entries(facts)) {
      history[key] ??= []
      history[key].push({
        ...entry,
        key,
        since: entry.since ?? day,
        act,
        seq,
        corrected: corrected.has(`${act}/${key}`),
      })
    }
  for (const entries of Object.values(history))
    entries.sort((a, b) => (a.since === b.since ? a.seq - b.seq : a.since < b.since ? -1 : 1))
  return history
}

/**
 * What held on a day. The entry that began last before or on that day counts; when it has ended by then the
 * fact is 未采集 again, since what came before it has long been superseded.
 */
export function foldFacts(lessons: readonly Lesson[], { on, knownAt }: AsOf): KnownFacts {
  const known = knownAt ? lessons.filter((lesson) => lesson.receivedAt <= knownAt) : lessons
  const corrected = correctedIn(known)
  const facts: KnownFacts = {}
  // One pass and no history in between: every save folds a file once for each day on which something began.
  for (const { act, seq, day, facts: entries } of known)
    for (const [key, entry] of Object.entries(entries)) {
      const since = entry.since ?? day
      if (since > on || corrected.has(`${act}/${key}`)) continue
      const held = facts[key]
      if (held && (held.since > since || (held.since === since && held.seq > seq))) continue
      facts[key] = { ...entry, key, since, act, seq }
    }
  for (const [key, fact] of Object.entries(facts))
    if (fact.until && fact.until <= on) facts[key] = { ...fact, state: 'notCollected', value: undefined }
  return facts
}

/** `act/key` of every entry that a later act replaces. */
const correctedIn = (lessons: readonly Lesson[]): Set<string> =>
  new Set(
    lessons.flatMap((l) => (l.corrects ? Object.keys(l.facts).map((key) => `${l.corrects}/${key}`) : [])),
  )

/** The days on which a fold can change: every beginning and end. */
export function turningDays(lessons: readonly Lesson[]): PlainDate[] {
  const days = lessons.flatMap(({ day, facts }) =>
    Object.values(facts).flatMap(({ since, until }) => [since ?? day, ...(until ? [until] : [])]),
  )
  return [...new Set(days)].sort()
}
