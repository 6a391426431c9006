import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import { childNow } from '#domain/child/child-now.ts'
import { addDays } from '#domain/dates.ts'
import { dutiesOf, dutyId } from '#domain/duty/duties.ts'
import { isRemovable } from '#domain/duty/duty-acts.ts'
import type { FactValue } from '#domain/fact/fact.ts'
import { type SliceChild, sliceActs, sliceDuties } from '#domain/phone/slice.ts'
import { SHIPPED_BOOK } from '#domain/policy/shipped.ts'
import { randomOf } from './random.ts'

const AREA = '210421101215'
const PROBLEMS = ['safety', 'health', 'schooling', 'mind']
const BEGIN = '2025-01-01'

type Case = { acts: StoredAct[]; bits: number; today: string }

/** A child's life of a year or two as its acts tell it, the same one for the same seed. */
function caseOf(seed: number): Case {
  const random = randomOf(seed)
  const below = (n: number) => Math.floor(random() * n)
  const chance = (share: number) => random() < share
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const acts: StoredAct[] = []
  const add = (kind: string, day: string, body: object) => {
    const seq = acts.length + 1
    acts.push({
      id: `act-${seed}-${seq}`,
      kind,
      seq,
      day,
      receivedAt: `${day}T08:00:00Z`,
      child: `child-${seed}`,
      body: { day, ...body },
    } as unknown as StoredAct)
  }
  const facts = (): object => ({
    ...(chance(0.4) && {
      guardianship: { state: 'known', value: pick(['good', 'fair', 'nobody', 'parentIncapable']) },
    }),
    ...(chance(0.2) && { keyAttention: { state: 'known', value: chance(0.5) } }),
    ...(chance(0.3) && {
      lastParentContactOn: chance(0.9)
        ? { state: 'known', value: addDays(day, -below(20)) }
        : { state: 'notApplicable' },
    }),
  })
  let day = addDays(BEGIN, below(300))
  const born = addDays('2008-01-01', below(6000))
  add('child.open', day, {
    area: AREA,
    family: [],
    facts: { birthDate: { state: 'known', value: born }, ...facts() },
  })
  for (let i = 0, n = below(14); i < n; i++) {
    day = addDays(day, below(40))
    const kind = below(10)
    const found = acts.filter(
      (act) => isKind(act, 'service.record') && (act.body.problems as readonly string[]).length > 0,
    )
    if (kind < 5)
      add('service.record', day, {
        service: pick(['homeVisit', 'schoolVisit', 'phoneCall', 'urging']),
        occasion: `on-${i}`,
        childSeen: chance(0.8),
        problems: PROBLEMS.filter(() => chance(0.15)),
        words: {},
        facts: chance(0.2) ? facts() : {},
        ...(chance(0.1) && acts.some((act) => isKind(act, 'service.record'))
          ? { corrects: acts.filter((act) => isKind(act, 'service.record')).at(-1)!.id, reason: '写错' }
          : {}),
      })
    else if (kind < 7 && found.length > 0) {
      const one = pick(found)
      const { problems } = one.body as unknown as { problems: string[] }
      add('problem.close', day, { found: one.id, problem: pick(problems), outcome: 'solved', words: {} })
    } else if (kind === 7) {
      const owed = serverDuties({ acts, bits: 0, today: day })[0]
      const how = below(10)
      if (owed && how < 3)
        add('duty.assign', day, {
          rule: owed.rule,
          period: owed.period,
          to: chance(0.7) ? 'somebody' : null,
          words: {},
        })
      else if (owed && how < 6 && isRemovable(owed.rule))
        add('duty.remove', day, { rule: owed.rule, period: owed.period, reason: '住院' })
      else if (owed)
        add('duty.postpone', day, {
          rule: owed.rule,
          period: owed.period,
          until: addDays(day, 1 + below(30)),
          reason: '外出',
        })
    } else if (kind === 8) {
      const visits = acts.filter((act) => isKind(act, 'service.record'))
      if (visits.length > 0 && chance(0.6))
        add(chance(0.7) ? 'visit.return' : 'visit.accept', day, { visit: pick(visits).id, reason: '请补充' })
      else add('fact.record', day, { facts: facts() })
    } else if (kind === 9 && chance(0.5)) {
      const [template] = SHIPPED_BOOK.templates.filter(({ body }) => body.inUse)
      if (chance(0.6))
        add('assessment.record', day, {
          template: template!.template,
          version: 1,
          grade: 1 + below(3),
          colour: pick(['red', 'yellow', 'green']),
          answers: {},
          facts: chance(0.3) ? facts() : {},
        })
      else if (chance(0.5))
        add('risk.override', day, { colour: pick(['red', 'green']), until: addDays(day, below(60)) })
      else
        add('need.record', day, {
          need: pick(PROBLEMS),
          measures: [{ measure: 'aid', responsible: 'civilAffairs', due: addDays(day, below(30)) }],
        })
      const needs = acts.filter((act) => isKind(act, 'need.record'))
      if (needs.length > 0 && chance(0.5))
        add('measure.end', day, { need: pick(needs).id, measure: 'aid', outcome: 'done' })
    } else if (kind === 9 && chance(0.3)) {
      add('child.leave', day, { why: 'deceased' })
      if (chance(0.8)) {
        day = addDays(day, 1 + below(60))
        add('child.return', day, { reason: '回来了' })
      } else break
    }
  }
  return { acts, bits: below(1 << 12), today: addDays(day, below(200)) }
}

const serverDuties = ({ acts, bits, today }: Case) => {
  const now = childNow(acts, { on: today })
  return now
    ? dutiesOf(
        { now, acts, circumstances: bits, templates: SHIPPED_BOOK.templates },
        SHIPPED_BOOK.on(AREA, today),
        today,
      )
    : []
}

/** As the server would send it. */
function sliceOf({ acts, bits, today }: Case): SliceChild | undefined {
  const now = childNow(acts, { on: today })
  if (!now || now.status === 'left') return undefined
  const known = Object.values(now.facts).filter(({ state }) => state === 'known')
  return {
    id: acts[0]!.child as SliceChild['id'],
    area: AREA,
    opened: now.openedOn,
    carerKind: null,
    facts: Object.fromEntries(known.map(({ key, value }) => [key, value as FactValue])),
    none: Object.values(now.facts).flatMap(({ key, state }) => (state === 'notApplicable' ? [key] : [])),
    family: [],
    spells: [[today, null, bits]],
    acts: sliceActs(acts),
    answers: [],
    told: [],
  }
}

export type DutyAnswer = { server: string; phone: string }

/** What has to be done for random children on random days: from the whole file, and from what a phone holds. */
export function answersOfDuties(count: number): DutyAnswer[] {
  return Array.from({ length: count }, (_, seed) => {
    const one = caseOf(seed + 1)
    const told = (duties: ReturnType<typeof serverDuties>) =>
      JSON.stringify(duties.map((duty) => ({ ...duty, id: dutyId(one.acts[0]!.child!, duty) })))
    const slice = sliceOf(one)
    return {
      server: told(serverDuties(one)),
      phone: slice ? told(sliceDuties(slice, SHIPPED_BOOK, one.today)) : '[]',
    }
  })
}
