import { isKind } from '#domain/act/stored-act.ts'
import { TRIGGER, type Trigger } from '#domain/agreement/agreement-renewal.ts'
import { rangeOf } from '#domain/area/area.ts'
import { MEASURE, type Measure } from '#domain/assessment/needs.ts'
import { COLOUR } from '#domain/assessment/template.ts'
import { versionsOn } from '#domain/assessment/template-book.ts'
import { addDays, chinaDay } from '#domain/dates.ts'
import { CONTACT_FACT } from '#domain/duty/contact-duty.ts'
import { TIER, type Tier } from '#domain/duty/duties.ts'
import { DUTIES, type DutyRule } from '#domain/duty/duty-acts.ts'
import { DUTY_PAGES, type DutyFilter, type DutyRow, type When } from '#domain/duty/duty-api.ts'
import { ROUNDS, type Round } from '#domain/duty/holiday-visits.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CIRCUMSTANCE, type Circumstance } from '#domain/fact/code-lists.ts'
import type { AccountId } from '#domain/ids.ts'
import { PROBLEM, type Problem } from '#domain/service/problems.ts'
import { inReach } from '../act/reach.ts'
import { storedActs } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { areaNames } from '../area/area-names.ts'
import { CHECKS_OWED } from '../check/check-owed.ts'
import { listChildren } from '../child/list-children.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { workers } from './people.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Asked = DutyFilter & { page: number; size: number }
export type Row = {
  child: string
  rule: number
  period: string
  due: string
  tier: number
  reasons: string[]
  last_on: string | null
  postponed: boolean
  assignee: string | null
  assigned_in: string | null
  assigned_by_day: string | null
}

const keyOf = <K extends string>(list: Record<K, { n: number }>, n: number) =>
  (Object.keys(list) as K[]).find((key) => list[key].n === n)!

export const ruleOf = (n: number): DutyRule => keyOf<DutyRule>(DUTIES, n)

const WEEK = 7

/** After how many days overdue this role is told of it; a director sees everything that is hers anyway. */
function lateAfter({ deps, actor }: Omit<On, 'db'>, today: string): number | null {
  const policy = deps.policy.book().on(deps.county.code, today)
  if (actor.role === 'townshipSupervisor') return policy.visitTownshipDays.value
  return actor.role === 'villageDirector' ? null : policy.visitCountyDays.value
}

/** What follows from the files, and random checks: of these villages see no row, and nobody is given them. */
const OWED = `from (
    select child, rule, period, due, tier, reasons, last_on, postponed, assignee, assigned_in, assigned_by_day, area_code from duty
     where county = $1 and area_code >= $2 and area_code < $3 and ends > $4 and opens <= $4 and rule = any($5::smallint[])
    union all ${CHECKS_OWED} and ${DUTIES.check.n} = any($5::smallint[]) group by d.child) owed where true`

/** Tasks in reach that somebody asks for, without their days: a part of a statement, and its values. */
async function owedBy({ db, deps }: On, { area, about, rule, person }: DutyFilter) {
  const today = chinaDay(deps.now())
  const { lo, hi } = rangeOf(area ?? `${deps.county.code}000000`)
  const among: readonly DutyRule[] = about ? DUTY_PAGES[about] : (Object.keys(DUTIES) as DutyRule[])
  const rules = among.filter((one) => !rule || one === rule).map((one) => DUTIES[one].n)
  const reached: unknown[] = [deps.county.code, lo, hi, today, rules]
  if (!person) return { today, owed: OWED, reached }
  const all = await workers({ db, deps })
  // What was given to somebody who has gone is again whoever's who has the village.
  return {
    today,
    owed: `${OWED} and (assignee = $6 or (assignee is null or assignee <> all($8::uuid[])) and area_code = any($7::text[]))`,
    reached: [...reached, person, all.find(({ id }) => id === person)?.own ?? [], all.map(({ id }) => id)],
  }
}

/** Days on which a task is due that is asked for in this way. */
function daysOf(when: When, today: string, late: number | null): [from: string, until: string] {
  const until: Record<When, string> = {
    overdue: addDays(today, -1),
    week: addDays(today, WEEK),
    late: addDays(today, -(late ?? 0) - 1),
    all: '9999-12-31',
  }
  return [when === 'week' ? today : '0001-01-01', until[when]]
}

/** Every task that a filter finds, as a part of a statement. */
export async function owedTo(on: On, filter: DutyFilter): Promise<{ from: string; values: unknown[] }> {
  const { today, owed, reached } = await owedBy(on, filter)
  const n = reached.length
  return {
    from: `${owed} and rule <> ${DUTIES.check.n} and due >= $${n + 1} and due <= $${n + 2}`,
    values: [...reached, ...daysOf(filter.when, today, lateAfter(on, today))],
  }
}

/** What has to be done in reach, the most urgent first; of one day the children that are watched most closely. */
export async function dutiesInReach(on: On, { page, size, ...filter }: Asked) {
  const { db, deps } = on
  const { when } = filter
  const { today, owed, reached } = await owedBy(on, filter)
  const late = lateAfter(on, today)
  const n = reached.length
  const [counted, found] = await Promise.all([
    db.one<Record<When, number>>(
      `select count(*)::int as "all", count(*) filter (where due < $4)::int as overdue,
              count(*) filter (where due >= $4 and due <= $${n + 1})::int as week,
              count(*) filter (where due <= $${n + 2})::int as late ${owed}`,
      [...reached, daysOf('week', today, late)[1], daysOf('late', today, late)[1]],
    ),
    db.rows<Row>(
      `select child, rule, period, due, tier, reasons, last_on, postponed, assignee, assigned_in, assigned_by_day
         ${owed} and due >= $${n + 1} and due <= $${n + 2}
        order by due, tier, child limit $${n + 3} offset $${n + 4}`,
      [...reached, ...daysOf(when, today, late), size, (page - 1) * size],
    ),
  ])
  const counts = { ...counted!, late: late === null ? 0 : counted!.late }
  const given = await assignments(on, found)
  const [shown, said] = await Promise.all([
    childrenById(
      on,
      found.map(({ child }) => child),
    ),
    reasonsOfReturns(on, found),
  ])
  const asked = versionsOn(deps.policy.book().templates, today)
  const campaigns = await campaignNames(on, found)
  const titleOf: TitleOf = (key) =>
    campaigns.get(key) ?? asked.find(({ template }) => template === key)?.body ?? { zh: key, en: key }
  return {
    today,
    lateAfter: late,
    counts,
    total: counts[when],
    rows: found.flatMap((row): DutyRow[] => {
      const child = shown.get(row.child)
      return child
        ? [{ ...child, ...showDuty(row, titleOf), said: said.get(row.period) ?? null, assigned: given(row) }]
        : []
    }),
  }
}

/** To whom tasks were given, with the words that went along. */
async function assignments({ db, deps }: On, rows: readonly Row[]) {
  const put = rows.filter(({ assignee }) => assignee !== null)
  if (put.length === 0) return () => null
  const county = deps.county.code
  const [names, acts, keys] = await Promise.all([
    db.rows<{ id: string; name: string }>('select id, name from account where id = any($1::uuid[])', [
      put.map(({ assignee }) => assignee),
    ]),
    db.rows<{ id: string; body: { words?: unknown } }>(
      'select id, body from act where county = $1 and id = any($2::uuid[])',
      [county, put.map((row) => row.assigned_in)],
    ),
    deps.keys.of(
      db,
      put.map(({ child }) => child),
    ),
  ])
  return (row: Row): DutyRow['assigned'] => {
    if (row.assignee === null) return null
    const words = acts.find(({ id }) => id === row.assigned_in)?.body.words
    const told = openValue(deps.vault, keys.get(row.child), words) as { note?: string } | undefined
    return {
      to: {
        id: row.assignee as AccountId,
        name: names.find(({ id }) => id === row.assignee)?.name ?? '',
      },
      by: row.assigned_by_day,
      note: told?.note ?? null,
    }
  }
}

async function childrenById({ db, deps }: On, ids: readonly string[]) {
  const { rows } = await listChildren(
    db,
    deps,
    { status: 'registered', where: {}, columns: [], sort: 'name', page: 1, size: Math.max(1, ids.length) },
    ids,
  )
  return new Map(rows.map((row) => [row.id as string, row]))
}

/** What the campaigns are called for which something has to be done. */
async function campaignNames({ db, deps }: On, found: readonly Row[]) {
  const ids = found.flatMap(({ rule, period }) => (rule === DUTIES.campaign.n ? [period] : []))
  if (ids.length === 0) return new Map<string, { zh: string; en: string }>()
  const rows = await db.rows<{ id: string; name: string }>(
    'select id, name from campaign where county = $1 and id = any($2::uuid[])',
    [deps.county.code, ids],
  )
  return new Map(rows.map(({ id, name }) => [id, { zh: name, en: name }]))
}

/** Why visits were returned, by the act that says it. */
async function reasonsOfReturns({ db, deps }: On, found: readonly Row[]): Promise<Map<string, string>> {
  const returned = found.filter(({ rule }) => rule === DUTIES.returned.n)
  if (returned.length === 0) return new Map()
  const [acts, keys] = await Promise.all([
    storedActs(db, 'a.county = $1 and a.id = any($2::uuid[])', [
      deps.county.code,
      returned.map(({ period }) => period),
    ]),
    deps.keys.of(
      db,
      returned.map(({ child }) => child),
    ),
  ])
  return new Map(
    acts.flatMap((act) => {
      const said = isKind(act, 'visit.return') && openValue(deps.vault, keys.get(act.child!), act.body.reason)
      return typeof said === 'string' ? [[act.id, said] as const] : []
    }),
  )
}

type TitleOf = (template: string) => { zh: string; en: string }

const showDuty = (row: Row, titleOf: TitleOf) => ({
  rule: ruleOf(row.rule),
  period: row.period,
  due: row.due,
  tier: keyOf<Tier>(TIER, row.tier),
  lastOn: row.last_on,
  postponed: row.postponed,
  reasons: row.reasons.map((reason) => tellReason(reason, row.tier, titleOf)),
})

/** What is recorded of guardianship follows from the tier: 差 makes it high, 一般 middle. */
function tellReason(reason: string, tier: number, titleOf: TitleOf): { zh: string; en: string } {
  const { zh, en } = entryOf(reason, tier, titleOf)
  return { zh, en: en || zh }
}

function entryOf(reason: string, tier: number, titleOf: TitleOf): { zh: string; en: string } {
  const code = reason.slice(1)
  if (reason.startsWith('!')) return PROBLEM[code as Problem]
  if (reason.startsWith(':')) return CIRCUMSTANCE[code as Circumstance]
  if (reason.startsWith('*')) return COLOUR[code as keyof typeof COLOUR]
  if (reason.startsWith('+')) return MEASURE[code as Measure]
  if (reason.startsWith('@') || reason.startsWith('#')) return titleOf(code)
  if (reason.startsWith('~')) return TRIGGER[code as Trigger]
  if (reason.startsWith('^')) return ROUNDS[code as Round]
  return reason === 'guardianship'
    ? GUARDED[tier === TIER.high.n ? 'poor' : 'fair']
    : (FACT[reason] ?? CHILD_FACTS.keyAttention)
}
const FACT: Record<string, { zh: string; en: string }> = { [CONTACT_FACT]: CHILD_FACTS[CONTACT_FACT] }
const GUARDED = {
  poor: { zh: '监护情况差', en: 'Poor guardianship' },
  fair: { zh: '监护情况一般', en: 'Fair guardianship' },
}

/** Everybody who does tasks in reach, with how many. */
export async function peopleWithDuties(on: On) {
  const { db, deps } = on
  const { owed, reached } = await owedBy(on, { when: 'all' })
  const [all, counted, names] = await Promise.all([
    workers(on),
    db.rows<{ area: string; assignee: string | null; open: number; overdue: number }>(
      `select area_code as area, assignee, count(*)::int as open, count(*) filter (where due < $4)::int as overdue
         ${owed} group by 1, 2`,
      reached,
    ),
    areaNames(deps.pool, db, deps.county.code),
  ])
  const known = new Set(all.map(({ id }) => id))
  const isHis = (id: string, own: readonly string[]) => (row: (typeof counted)[number]) =>
    row.assignee && known.has(row.assignee) ? row.assignee === id : own.includes(row.area)
  const inSight = (own: readonly string[]) => own.filter((village) => inReach(on.actor.reach, village))
  return {
    people: all
      .filter(
        ({ own, id }) => id === on.actor.account || inSight(own).length > 0 || counted.some(isHis(id, [])),
      )
      .map(({ id, name, role, own }) => {
        const his = counted.filter(isHis(id, own))
        const sum = (key: 'open' | 'overdue') => his.reduce((n, row) => n + row[key], 0)
        return {
          id: id as AccountId,
          name,
          role,
          villages: role === 'villageDirector' ? inSight(own).map((village) => names.name(village)) : [],
          open: sum('open'),
          overdue: sum('overdue'),
        }
      }),
  }
}
