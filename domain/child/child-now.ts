import { isKind, type StoredAct } from '../act/stored-act.ts'
import type { PlainDate } from '../dates.ts'
import type { CarerKind } from '../fact/code-lists.ts'
import { type AsOf, foldFacts, type KnownFacts, type Lesson } from '../fact/fold-facts.ts'
import { carerKind } from '../family/carer-kind.ts'
import { type Kin, kinOf } from '../family/kinship.ts'
import { type HandOver, lifeOf } from './life.ts'

/** What a child's own acts say of one day. Facts of relatives are folded apart, since siblings share them. */
export type ChildNow = {
  area: string
  status: 'registered' | 'left'
  openedOn: PlainDate
  leftOn: PlainDate | null
  leaveReason: string | null
  handOver: HandOver | null
  facts: KnownFacts
  family: Kin[]
  carerKind: CarerKind | undefined
}

/** Acts that teach facts about the child itself, as lessons to fold. */
export const childLessons = (acts: readonly StoredAct[]): Lesson[] =>
  acts.flatMap((act) => {
    if (isKind(act, 'child.open')) return [{ ...lesson(act), facts: act.body.facts as Lesson['facts'] }]
    if (isKind(act, 'fact.record') || isKind(act, 'service.record') || isKind(act, 'assessment.record'))
      return [{ ...lesson(act), facts: act.body.facts as Lesson['facts'], corrects: act.body.corrects }]
    return []
  })

/** What only named holders may know, as lessons to fold. Sealed to everybody else. */
export const restrictedLessons = (acts: readonly StoredAct[]): Lesson[] =>
  acts.flatMap((act) =>
    isKind(act, 'restricted.record')
      ? [{ ...lesson(act), facts: act.body.facts as Lesson['facts'], corrects: act.body.corrects }]
      : [],
  )

/** Acts about a relative, as lessons to fold. */
export const relativeLessons = (acts: readonly StoredAct[], person: string): Lesson[] =>
  acts.flatMap((act) =>
    isKind(act, 'relative.record') && act.person === person
      ? [{ ...lesson(act), facts: act.body.facts as Lesson['facts'], corrects: act.body.corrects }]
      : [],
  )

/**
 * What an opening act tells of relatives, as acts about them beside it: from then on nobody need know in which of the
 * two ways it was written. They share its id; subjects are folded apart.
 */
export const withRelatives = (acts: readonly StoredAct[]): StoredAct[] =>
  acts.flatMap((act): StoredAct[] => {
    if (!isKind(act, 'child.open') || !act.body.relatives) return [act]
    const about = Object.entries(act.body.relatives).map(
      ([person, facts]): StoredAct => ({
        ...act,
        kind: 'relative.record',
        person,
        body: { day: act.body.day, facts: facts! },
      }),
    )
    return [act, ...about]
  })

const lesson = (act: StoredAct) => ({ act: act.id, seq: act.seq, day: act.day, receivedAt: act.receivedAt })

const yes = (facts: KnownFacts, key: string) => {
  const fact = facts[key]
  return fact?.state === 'known' ? (fact.value as boolean) : undefined
}

/** The child on a day, or undefined before its file was opened. Pure: the phone and the server give the same answer. */
export function childNow(
  acts: readonly StoredAct[],
  asOf: AsOf,
  lessons: readonly Lesson[] = childLessons(acts),
): ChildNow | undefined {
  const written = acts.filter(
    (act) => act.day <= asOf.on && (!asOf.knownAt || act.receivedAt <= asOf.knownAt),
  )
  const known = written.toSorted((a, b) => (a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1))
  const opened = known.find((act) => isKind(act, 'child.open'))
  if (!opened) return undefined
  const turned = known.findLast((act) => isKind(act, 'child.leave') || isKind(act, 'child.return'))
  const left = turned && isKind(turned, 'child.leave') ? turned : undefined
  const moved = known.findLast((act) => isKind(act, 'child.move') || isKind(act, 'child.claim'))
  const facts = foldFacts(lessons, asOf)
  const family = kinOf(acts, asOf)
  const carer = family.find((member) => member.carer && !member.endedOn)
  return {
    area: moved?.body.area ?? opened.body.area,
    status: left ? 'left' : 'registered',
    openedOn: opened.day,
    leftOn: left?.day ?? null,
    leaveReason: left?.body.why ?? null,
    handOver: lifeOf(written)?.handOver ?? null,
    facts,
    family,
    carerKind: carerKind({
      carer: carer?.relation,
      oneAwayOtherIncapable: yes(facts, 'oneAwayOtherIncapable'),
      entrusted: yes(facts, 'entrusted'),
    }),
  }
}
