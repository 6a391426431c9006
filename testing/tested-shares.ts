import type pg from 'pg'
import { addDays, chinaDay, lastOfMonth } from '#domain/dates.ts'
import { agreementCoverageOf } from '#server/agreement/coverage.ts'
import type { Db } from '#server/db/db.ts'
import type { Actor, Deps } from '#server/deps.ts'
import { coverageOf } from '#server/service/coverage.ts'
import { supervisionOf } from '#server/supervision/figures.ts'
import { agreementsFromActs } from './agreements-from-acts.ts'
import { supervisionFromActs } from './contact-from-acts.ts'
import { coverageFromActs } from './coverage-from-acts.ts'

export type On = { db: Db; deps: Deps; actor: Actor }
/** Of a village: out of how many, how many. */
export type ShareRow = { area: string; of: number; counted: number }
/** A month and its last day, or today where it is not over. */
export type ShareMonth = { county: string; month: string; until: string }

/** A share that the program counts from what is now, and SQL in this folder over acts alone. */
export type TestedShare = {
  name: string
  /** As the program says of the villages of a township. */
  software(on: On, wished: { month: string; area: string }): Promise<ShareRow[]>
  /** As the acts say of all villages. In a transaction of the owner. */
  acts(owner: pg.ClientBase, asked: ShareMonth): Promise<ShareRow[]>
  /** Puts what is now wrong by a day for one child, as a program would count that does; answers how to take it back. */
  plant(owner: pg.ClientBase, asked: ShareMonth): Promise<() => Promise<unknown>>
}

const first = async (owner: pg.ClientBase, text: string, values: unknown[]): Promise<{ id: string }> => {
  const { rows } = await owner.query<{ id: string }>(text, values)
  if (!rows[0]) throw new Error('no row shows the difference of a day')
  return rows[0]
}

const visits: TestedShare = {
  name: '走访率',
  async software(on, wished) {
    const { rows } = await coverageOf(on, wished)
    return rows.map(({ area, values }) => ({ area, of: values.children, counted: values.visited }))
  },
  async acts(owner, { county, month, until }) {
    const rows = await coverageFromActs(owner, county, { from: `${month}-01`, until })
    return rows.map(({ area, children, visited }) => ({ area, of: children, counted: visited }))
  },
  /** The only visit of its month counts for the day after the month. */
  async plant(owner, { county, month, until }) {
    const { id } = await first(
      owner,
      `select min(s.id::text) as id from service s join child_state c on c.county = s.county and c.child = s.child
          and c.from_day <= $3 and c.until_day > $3 and c.status = 1 and c.birth_date > $3::date - interval '17 years'
        where s.county = $1 and s.day between $2 and $3 and s.child_seen and s.service in (1, 2)
        group by s.child having count(*) = 1 limit 1`,
      [county, `${month}-01`, until],
    )
    const moved = (day: string) =>
      owner.query('update service set day = $3 where county = $1 and id = $2', [county, id, day])
    const { rows } = await owner.query<{ day: string }>(
      'select day from service where county = $1 and id = $2',
      [county, id],
    )
    await moved(addDays(until, 1))
    return () => moved(rows[0]!.day)
  },
}

const agreements: TestedShare = {
  name: '签订率',
  async software(on, wished) {
    const { rows } = await agreementCoverageOf(on, wished)
    return rows.map(({ area, values }) => ({ area, of: values.needed, counted: values.covered }))
  },
  async acts(owner, { county, until }) {
    const rows = await agreementsFromActs(owner, { county, on: until })
    return rows.map(({ area, needed, covered }) => ({ area, of: needed, counted: covered }))
  },
  /** One that is in force on the last day of the month has run out on it. */
  async plant(owner, { county, until }) {
    const { id } = await first(
      owner,
      `select min(a.id::text) as id from agreement a join child_state c on c.county = a.county and c.child = a.child
          and c.from_day <= $2 and c.until_day > $2 and c.status = 1 and c.circumstances & 1 = 1
          and c.birth_date > $2::date - interval '15 years'
        where a.county = $1 and a.holds_from <= $2 and a.holds_until > $2
        group by a.child having count(*) = 1 limit 1`,
      [county, until],
    )
    const { rows } = await owner.query<{ until: string }>(
      'select holds_until as until from agreement where county = $1 and id = $2',
      [county, id],
    )
    const held = (day: string) =>
      owner.query('update agreement set holds_until = $3 where county = $1 and id = $2', [county, id, day])
    await held(until)
    return () => held(rows[0]!.until)
  },
}

const SEEN = 'child_seen and service in (1, 2)'

/**
 * A share of the children to be supervised, on the last day of the month. Planted is that the last contact, or visit, of a
 * child counts that was just too long ago: `days` and more.
 */
const supervised = (
  name: string,
  key: 'contacted' | 'visited' | 'unsupervised',
  { table, days, counts = 'true' }: { table: 'parent_contact' | 'service'; days: number; counts?: string },
): TestedShare => ({
  name,
  async software(on, { month, area }) {
    const until = [lastOfMonth(month), chinaDay(on.deps.now())].sort()[0]!
    const { rows } = await supervisionOf(on, { on: until, area })
    return rows.map((row) => ({ area: row.area, of: row.values.children, counted: row.values[key] }))
  },
  async acts(owner, { county, until }) {
    const rows = await supervisionFromActs(owner, { county, on: until })
    return rows.map((row) => ({ area: row.area, of: row.children, counted: row[key] }))
  },
  async plant(owner, { county, until }) {
    const since = addDays(until, -days)
    // Of 失管 neither may have been.
    const unheard =
      key === 'unsupervised'
        ? `and not exists (select from service o where o.county = t.county and o.child = t.child and o.day > $3 and o.day <= $2 and o.child_seen and o.service in (1, 2))
           and c.carer_kind is distinct from 4 and c.guardianship is distinct from 1`
        : ''
    const { id, day } = (await first(
      owner,
      `select t.child as id, max(t.day) as day from ${table} t join child_state c on c.county = t.county and c.child = t.child
          and c.from_day <= $2 and c.until_day > $2 and c.status = 1 and c.circumstances & 1 = 1
          and c.birth_date > $2::date - interval '15 years'
        where t.county = $1 and t.day <= $2 and ${counts} ${unheard}
        group by t.child having max(t.day) <= $3 order by max(t.day) desc, t.child limit 1`,
      [county, until, since],
    )) as { id: string; day: string }
    const move = (from: string, to: string) =>
      owner.query(
        `update ${table} t set day = $4 where county = $1 and child = $2 and day = $3 and ${counts}`,
        [county, id, from, to],
      )
    await move(day, addDays(since, 1))
    return () => move(addDays(since, 1), day)
  },
})

const WEEK = 7
const LONG = 31

/** All of them; `name` is what officials call it. */
export const TESTED_SHARES = {
  visits,
  agreements,
  contact: supervised('每周联系率', 'contacted', { table: 'parent_contact', days: WEEK }),
  weeklyVisits: supervised('每周走访率', 'visited', { table: 'service', days: WEEK, counts: SEEN }),
  unsupervised: supervised('失管率', 'unsupervised', { table: 'parent_contact', days: LONG }),
} as const satisfies Record<string, TestedShare>

/** Only villages with somebody in them, in order: so that both sides can be compared. */
export const told = (rows: readonly ShareRow[]): ShareRow[] =>
  rows.filter((row) => row.of > 0).sort((a, b) => (a.area < b.area ? -1 : 1))

/** What the acts say, and nothing of the work tables stays. */
export async function byActs(
  owner: pg.ClientBase,
  share: TestedShare,
  asked: ShareMonth,
): Promise<ShareRow[]> {
  await owner.query('begin')
  try {
    return told(await share.acts(owner, asked))
  } finally {
    await owner.query('rollback')
  }
}

export const countedIn = (rows: readonly ShareRow[]): number =>
  rows.reduce((sum, { counted }) => sum + counted, 0)
