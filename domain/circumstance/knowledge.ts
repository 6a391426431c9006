import { isKind, type StoredAct } from '../act/stored-act.ts'
import { type ChildNow, childLessons, childNow, relativeLessons } from '../child/child-now.ts'
import { addMonths, lastOfMonth, type PlainDate } from '../dates.ts'
import {
  type AsOf,
  foldFacts,
  historyOf,
  type KnownFact,
  type KnownFacts,
  type Lesson,
} from '../fact/fold-facts.ts'
import type { PolicyBook } from '../policy/policy.ts'

export type ParentKnown = {
  person: string
  carer: boolean
  carerSince: PlainDate
  facts: KnownFacts
  lessons: readonly Lesson[]
}

/** Everything that circumstances are computed from, on one day. */
export type Knowledge = {
  on: PlainDate
  /** Last day's word on when things were known (ISO), for runs; left out: as known now. */
  knownAt?: string
  now: ChildNow
  lessons: readonly Lesson[]
  parents: { father?: ParentKnown; mother?: ParentKnown }
}

/** The file of a child, sorted once for many days: its own acts and those about its relatives. */
export type ChildStory = {
  own: readonly StoredAct[]
  relatives: readonly StoredAct[]
  lessons: readonly Lesson[]
  ofRelative(person: string): readonly Lesson[]
}

/** `only`: nothing but these facts is asked for. */
export function childStory(
  own: readonly StoredAct[],
  relatives: readonly StoredAct[],
  only?: { child: ReadonlySet<string>; relative: ReadonlySet<string> },
): ChildStory {
  const known = new Map<string, readonly Lesson[]>()
  return {
    own,
    relatives,
    lessons: narrowed(childLessons(own), only?.child),
    ofRelative(person) {
      const held = known.get(person) ?? narrowed(relativeLessons(relatives, person), only?.relative)
      known.set(person, held)
      return held
    },
  }
}

const narrowed = (lessons: Lesson[], only: ReadonlySet<string> | undefined): Lesson[] =>
  only
    ? lessons.flatMap((lesson) => {
        const facts = Object.entries(lesson.facts).filter(([key]) => only.has(key))
        return facts.length > 0 ? [{ ...lesson, facts: Object.fromEntries(facts) }] : []
      })
    : lessons

/** undefined before the file was opened. */
export function knowledgeOn(story: ChildStory, asOf: AsOf): Knowledge | undefined {
  const now = childNow(story.own, asOf, story.lessons)
  return now && knowledgeOf(now, story, asOf)
}

/** Of a child of whom it is known already what it is on the day. */
export function knowledgeOf(
  now: ChildNow,
  story: Pick<ChildStory, 'lessons' | 'ofRelative'>,
  asOf: AsOf,
): Knowledge {
  const parent = (relation: 'father' | 'mother'): ParentKnown | undefined => {
    const kin = now.family.find((member) => member.relation === relation && !member.endedOn)
    if (!kin) return undefined
    const lessons = story.ofRelative(kin.person)
    return {
      person: kin.person,
      carer: kin.carer,
      carerSince: kin.since,
      facts: foldFacts(lessons, asOf),
      lessons,
    }
  }
  return {
    ...asOf,
    now,
    lessons: story.lessons,
    parents: { father: parent('father'), mother: parent('mother') },
  }
}

/** The fact, if it is known. */
export const known = (facts: KnownFacts | undefined, key: string): KnownFact | undefined =>
  facts?.[key]?.state === 'known' ? facts[key] : undefined

export const valueIn = (facts: KnownFacts | undefined, key: string): unknown => known(facts, key)?.value

/**
 * Since when the fact has had its value without a break: somebody who says again that a father is out of contact does
 * not begin the six months anew.
 */
export function heldSince(lessons: readonly Lesson[], fact: KnownFact, { on, knownAt }: AsOf): PlainDate {
  const { key } = fact
  // Of this fact alone: told of many files, this is asked more often than anything else.
  const told = lessons.flatMap((lesson) => {
    const entry = lesson.facts[key]
    return entry && (!knownAt || lesson.receivedAt <= knownAt) ? [{ ...lesson, facts: { [key]: entry } }] : []
  })
  if (told.length === 1) return fact.since
  // Of several entries of one day the later one is what held.
  const byDay = new Map(
    (historyOf(told)[key] ?? []).filter((e) => !e.corrected).map((e) => [e.since, e] as const),
  )
  const spells = [...byDay.values()].filter(({ since }) => since <= on)
  let i = spells.length - 1
  while (i > 0 && continues(spells[i - 1]!, spells[i]!)) i--
  return spells[i]?.since ?? fact.since
}

const continues = (before: KnownFact, after: KnownFact) =>
  before.state === 'known' && before.value === after.value && (!before.until || before.until >= after.since)

/** For ages: of a month the last day, so that nobody is counted as older than he is. */
export function bornOn(facts: KnownFacts): PlainDate | undefined {
  const month = valueIn(facts, 'birthMonth') as string | undefined
  return (valueIn(facts, 'birthDate') as string | undefined) ?? (month && lastOfMonth(month))
}

/**
 * Days on which circumstances may change though nothing is recorded on them: terms of months run out, policy changes.
 * Birthdays are not among them: ages are left to those who ask.
 */
export function daysOfRules(story: ChildStory, book: PolicyBook, from: PlainDate): PlainDate[] {
  // Of all places where the child has been: a day too many makes no spell.
  const areas = story.own.flatMap((act) =>
    isKind(act, 'child.open') || isKind(act, 'child.move') || isKind(act, 'child.claim')
      ? [act.body.area]
      : [],
  )
  const terms = (
    ...keys: (
      | 'unraisedMonthsOutOfContact'
      | 'unraisedMonthsConfined'
      | 'leftBehindMonthsAway'
      | 'migrantMonths'
    )[]
  ) =>
    [...new Set(keys.flatMap((key) => areas.flatMap((area) => book.values(key, area))))].filter(
      (months) => months > 0,
    )
  const days = areas.flatMap((area) => book.changes(area)).filter((day) => day > from)
  const after = (since: PlainDate, months: readonly number[]) => {
    for (const n of months) days.push(addMonths(since, n))
  }
  const persons = new Set(story.relatives.flatMap((act) => act.person ?? []))
  for (const person of persons)
    for (const { day, facts } of story.ofRelative(person)) {
      const state = facts.parentState
      if (state?.value === 'outOfContact')
        after(state.since ?? day, terms('unraisedMonthsOutOfContact', 'leftBehindMonthsAway'))
      else if (CONFINED.includes(state?.value as string))
        after(state!.since ?? day, terms('unraisedMonthsConfined'))
      else if (state?.value === 'awayForWork' || facts.workPlace)
        after((state ?? facts.workPlace!).since ?? day, terms('leftBehindMonthsAway'))
    }
  for (const { day, facts } of story.lessons) {
    if (facts.hukouCounty) after(facts.hukouCounty.since ?? day, terms('migrantMonths'))
    for (const key of ['bothParentsAway', 'oneAwayOtherIncapable'])
      if (facts[key]) after(facts[key].since ?? day, terms('leftBehindMonthsAway'))
  }
  return days
}

/** 服刑在押, 强制隔离戒毒, 其他限制人身自由: those with a term. */
export const CONFINED: readonly string[] = ['imprisoned', 'compulsoryRehabilitation', 'otherwiseConfined']
