import type { StoredAct } from '#domain/act/stored-act.ts'
import { type Risk, riskOf } from '#domain/assessment/risk.ts'
import { childLessons, childNow } from '#domain/child/child-now.ts'
import type { Spell } from '#domain/child/spells.ts'
import { chinaDay, type PlainDate } from '#domain/dates.ts'
import { DUTY_FACTS, type Duty, type DutyReason, dutiesOf, TIER } from '#domain/duty/duties.ts'
import { DUTIES } from '#domain/duty/duty-acts.ts'
import type { PolicyBook } from '#domain/policy/policy.ts'
import { insertRisks, replaceRisks } from '../assessment/write-assessments.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'

type Writing = { db: Db; deps: Pick<Deps, 'county' | 'policy' | 'now'> }

const COLUMNS = [
  'county',
  'child',
  'area_code',
  'rule',
  'period',
  'due',
  'ends',
  'tier',
  'reasons',
  'last_on',
  'postponed',
]

/** What has to be done, and the colour that comes of the same reading. */
type Told = { duties: readonly Duty[]; risk: Risk | null }
export type Owed = { child: string; area: string } & Told

/** A fact as it is; the rest after a sign of its kind. */
function codeOfReason(reason: DutyReason): string {
  if ('fact' in reason) return reason.fact
  if ('problem' in reason) return `!${reason.problem}`
  if ('template' in reason) return `@${reason.template}`
  if ('measure' in reason) return `+${reason.measure}`
  return 'colour' in reason ? `*${reason.colour}` : `:${reason.circumstance}`
}

/** Nothing stands there yet of these children. */
const insertDuties = (
  { db, deps }: Pick<Writing, 'db'> & { deps: Pick<Deps, 'county'> },
  owed: readonly Pick<Owed, 'child' | 'area' | 'duties'>[],
) =>
  insertRows(
    db,
    'duty',
    COLUMNS,
    owed.flatMap(({ child, area, duties }) =>
      duties.map((duty) => [
        deps.county.code,
        child,
        area,
        DUTIES[duty.rule].n,
        duty.period,
        duty.due,
        duty.ends ?? 'infinity',
        TIER[duty.tier].n,
        duty.reasons.map(codeOfReason),
        duty.lastOn,
        duty.postponed,
      ]),
    ),
  )

export async function replaceOwed(on: Writing, owed: readonly Owed[]): Promise<void> {
  const cleared = on.db.run('delete from duty where county = $1 and child = any($2::uuid[])', [
    on.deps.county.code,
    owed.map(({ child }) => child),
  ])
  await Promise.all([cleared, insertDuties(on, owed), replaceRisks(on, owed)])
}

/** Of new files. */
export const insertOwed = (on: Pick<Writing, 'db'> & { deps: Pick<Deps, 'county'> }, owed: readonly Owed[]) =>
  Promise.all([insertDuties(on, owed), insertRisks(on, owed)])

const ASKED = new Set([...DUTY_FACTS, 'guardianship', 'birthDate', 'birthMonth'])

/** From a child's own acts and what holds of it on the day. */
export function owedFrom(
  acts: readonly StoredAct[],
  circumstances: number,
  book: PolicyBook,
  today: PlainDate,
): Told {
  const lessons = childLessons(acts).flatMap((lesson) => {
    const facts = Object.entries(lesson.facts).filter(([key]) => ASKED.has(key))
    return facts.length > 0 ? [{ ...lesson, facts: Object.fromEntries(facts) }] : []
  })
  const now = childNow(acts, { on: today }, lessons)
  if (!now) return { duties: [], risk: null }
  const watched = { now, acts, circumstances, templates: book.templates }
  const policy = book.on(now.area, today)
  const risk = riskOf(watched, policy, today)
  return { duties: dutiesOf(watched, policy, today, risk), risk }
}

export const bitsOn = (spells: readonly Spell[], day: PlainDate): number =>
  spells.find(({ from, until }) => from <= day && (until === null || day < until))?.circumstances ?? 0

/** Of children whose spells stay as they are. */
export async function retellDuties(
  on: Writing,
  children: readonly { child: string; area: string; acts: readonly StoredAct[] }[],
): Promise<void> {
  if (children.length === 0) return
  const { db, deps } = on
  const today = chinaDay(deps.now())
  const rows = await db.rows<{ child: string; circumstances: number }>(
    `select child, circumstances from child_state
      where county = $1 and child = any($2::uuid[]) and from_day <= $3 and until_day > $3`,
    [deps.county.code, children.map(({ child }) => child), today],
  )
  const bits = new Map(rows.map(({ child, circumstances }) => [child, circumstances]))
  db.later(
    replaceOwed(
      on,
      children.map(({ child, area, acts }) => ({
        child,
        area,
        ...owedFrom(acts, bits.get(child) ?? 0, deps.policy.book(), today),
      })),
    ),
  )
}
