import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import type { Held } from '#domain/agreement/agreement-need.ts'
import { type Risk, riskOf } from '#domain/assessment/risk.ts'
import { type AskedBy, answersOf } from '#domain/campaign/campaigns.ts'
import { childLessons, childNow } from '#domain/child/child-now.ts'
import { chinaDay, type PlainDate } from '#domain/dates.ts'
import { parentContacts } from '#domain/duty/contact-duty.ts'
import { DUTY_FACTS, type Duty, type DutyReason, dutiesOf, TIER } from '#domain/duty/duties.ts'
import { DUTIES } from '#domain/duty/duty-acts.ts'
import type { PolicyBook } from '#domain/policy/policy.ts'
import { actsOfFiles } from '../act/read-acts.ts'
import { insertRisks, replaceRisks } from '../assessment/write-assessments.ts'
import { type AnsweredChild, insertAnswers, replaceAnswers } from '../campaign/write-answers.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'
import { insertContacts, replaceContacts } from '../supervision/write-contacts.ts'

type Writing = { db: Db; deps: Pick<Deps, 'county' | 'policy' | 'now'> }

const COLUMNS = [
  'county',
  'child',
  'area_code',
  'rule',
  'period',
  'opens',
  'due',
  'ends',
  'tier',
  'reasons',
  'last_on',
  'postponed',
  'assignee',
  'assigned_in',
  'assigned_by_day',
]

/** What has to be done, and the colour, the answers to campaigns and the days of contact that come of the same reading. */
type Told = { duties: readonly Duty[]; risk: Risk | null; contacts: readonly PlainDate[] } & Pick<
  AnsweredChild,
  'asked' | 'answers'
>
/** `sameContacts`: nothing was said of contacts, so that they stand as they are. */
export type Owed = { child: string; area: string; sameContacts?: boolean } & Told

/** A fact as it is; the rest after a sign of its kind. */
function codeOfReason(reason: DutyReason): string {
  if ('fact' in reason) return reason.fact
  if ('problem' in reason) return `!${reason.problem}`
  if ('template' in reason) return `@${reason.template}`
  if ('measure' in reason) return `+${reason.measure}`
  if ('trigger' in reason) return `~${reason.trigger}`
  if ('round' in reason) return `^${reason.round}`
  if ('campaign' in reason) return `#${reason.campaign}`
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
        duty.opens ?? '-infinity',
        duty.due,
        duty.ends ?? 'infinity',
        TIER[duty.tier].n,
        duty.reasons.map(codeOfReason),
        duty.lastOn,
        duty.postponed,
        duty.assigned?.to ?? null,
        duty.assigned?.in ?? null,
        duty.assigned?.by ?? null,
      ]),
    ),
  )

export async function replaceOwed(on: Writing, owed: readonly Owed[]): Promise<void> {
  const cleared = on.db.run('delete from duty where county = $1 and child = any($2::uuid[])', [
    on.deps.county.code,
    owed.map(({ child }) => child),
  ])
  const contacts = owed.filter(({ sameContacts }) => !sameContacts)
  await Promise.all([
    cleared,
    insertDuties(on, owed),
    replaceRisks(on, owed),
    replaceAnswers(on, owed),
    ...(contacts.length > 0 ? [replaceContacts(on, contacts)] : []),
  ])
}

/** Of new files. */
export const insertOwed = (on: Pick<Writing, 'db'> & { deps: Pick<Deps, 'county'> }, owed: readonly Owed[]) =>
  Promise.all([
    insertDuties(on, owed),
    insertRisks(on, owed),
    insertAnswers(on, owed),
    insertContacts(on, owed),
  ])

const ASKED = new Set([...DUTY_FACTS, 'guardianship', 'birthDate', 'birthMonth'])

/** A child's own acts, those about its relatives, its spells, and the campaigns that ask about it. */
export type DutyStory = {
  acts: readonly StoredAct[]
  relatives: readonly StoredAct[]
  held: readonly Held[]
  asked: readonly AskedBy[]
}

/** From what a file says and what holds of the child on the day. */
export function owedFrom(
  { acts, relatives, held, asked }: DutyStory,
  book: PolicyBook,
  today: PlainDate,
): Told {
  const answered = { asked, answers: answersOf(acts, asked) }
  const lessons = childLessons(acts).flatMap((lesson) => {
    const facts = Object.entries(lesson.facts).filter(([key]) => ASKED.has(key))
    return facts.length > 0 ? [{ ...lesson, facts: Object.fromEntries(facts) }] : []
  })
  const now = childNow(acts, { on: today }, lessons)
  const contacts = parentContacts(acts)
  if (!now) return { duties: [], risk: null, contacts, ...answered }
  const circumstances = bitsOn(held, today)
  const watched = { now, acts, relatives, held, circumstances, campaigns: asked, templates: book.templates }
  const policy = book.on(now.area, today)
  const risk = riskOf(watched, policy, today)
  return { duties: dutiesOf(watched, policy, today, risk), risk, contacts, ...answered }
}

const bitsOn = (held: readonly Held[], day: PlainDate): number =>
  held.find(({ from, until }) => from <= day && (until === null || day < until))?.circumstances ?? 0

/** Circumstances of all times of these children, as their spells say. */
export async function heldOf(
  db: Db,
  county: string,
  children: readonly string[],
): Promise<Map<string, Held[]>> {
  const rows = await db.rows<Held & { child: string }>(
    `select child, from_day as "from", nullif(until_day, 'infinity') as until, circumstances from child_state
      where county = $1 and child = any($2::uuid[]) order by from_day`,
    [county, children],
  )
  return Map.groupBy(rows, ({ child }) => child)
}

/** Of children whose spells stay as they are. */
export async function retellDuties(
  on: Writing,
  children: readonly {
    child: string
    area: string
    acts: readonly StoredAct[]
    asked: readonly AskedBy[]
    sameContacts: boolean
  }[],
): Promise<void> {
  if (children.length === 0) return
  const { db, deps } = on
  const county = deps.county.code
  const today = chinaDay(deps.now())
  // What becomes of an agreement follows from the relatives too; of other children their acts are not asked for.
  const entrusted = children.filter(({ acts }) => acts.some((act) => isKind(act, 'agreement.draft')))
  const [held, files] = await Promise.all([
    heldOf(
      db,
      county,
      children.map(({ child }) => child),
    ),
    entrusted.length > 0
      ? actsOfFiles(
          db,
          county,
          entrusted.map(({ child }) => child),
        )
      : new Map<string, StoredAct[]>(),
  ])
  db.later(
    replaceOwed(
      on,
      children.map(({ child, area, acts, asked, sameContacts }) => ({
        child,
        area,
        sameContacts,
        ...owedFrom(
          {
            acts,
            relatives: (files.get(child) ?? []).filter((act) => !act.child),
            held: held.get(child) ?? [],
            asked,
          },
          deps.policy.book(),
          today,
        ),
      })),
    ),
  )
}
