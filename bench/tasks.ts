import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { NewAct } from '#domain/act/act.ts'
import { addDays, chinaDay } from '#domain/dates.ts'
import { uuidv7 } from '#domain/ids.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { newDay, respellSome } from '#server/circumstance/due.ts'
import { openCounty } from '#server/county/open-county.ts'
import { withDatabase } from '#server/db/connect.ts'
import { inTransaction } from '#server/db/db.ts'
import { withClient } from '#server/db/with-client.ts'
import type { Deps } from '#server/deps.ts'
import { tellEverybody } from '#server/notice/tell-everybody.ts'
import { loader } from './load-children.ts'
import { type Line, single } from './result.ts'

const MOST_SECONDS = 60

type Measuring = { deps: Deps; owner: pg.Client; say(text: string): void }

/**
 * The nightly pass, as the program makes it: those of whom something turns are told anew, and every account of its
 * tasks. And how far one act reaches.
 */
export const measureTasks = (dataDir: string, say: (text: string) => void): Promise<Line[]> =>
  withDatabase(dataDir, (database) =>
    withClient(database.owner, async (owner) => {
      const deps = (await openCounty(database, dataDir))!
      const on = { deps, owner, say }
      // What was left waiting by a run before.
      while ((await respellSome(deps)) > 0);
      const lines = [...(await passes(on)), ...(await oneAct(on))]
      await deps.close()
      return lines
    }),
  )

async function passes({ deps, owner, say }: Measuring): Promise<Line[]> {
  const today = chinaDay(deps.now())
  const pass = async (last: string) => {
    await owner.query('delete from duty_pass')
    await owner.query('insert into duty_pass (county, day) values ($1, $2)', [deps.county.code, last])
    const began = performance.now()
    await newDay(deps, undefined)
    let children = 0
    for (let some = await respellSome(deps); some > 0; some = await respellSome(deps)) children += some
    const seconds = (performance.now() - began) / 1_000
    say(`${last} → ${today}: ${children} children, ${seconds.toFixed(1)} s`)
    return { children, seconds }
  }
  const night = await pass(addDays(today, -1))
  // As after a machine that stood still for a month.
  const month = await pass(addDays(today, -30))
  await owner.query('delete from notice_day')
  const began = performance.now()
  await tellEverybody(deps)
  const telling = (performance.now() - began) / 1_000
  const under = (key: string, operation: string, amount: number) =>
    single(key, operation, amount, { unit: 's', most: MOST_SECONDS })
  return [
    under('nightly pass', `nightly task pass, ${night.children} children told anew`, night.seconds),
    under('monthly pass', `the same after 30 days, ${month.children} children told anew`, month.seconds),
    under('telling', 'every account told of its tasks', telling),
  ]
}

/** How many children have tasks that were written by an act, beside how many belong to the family. */
async function oneAct({ deps, owner }: Measuring): Promise<Line[]> {
  const { rows } = await owner.query<{ person: string; children: string[] }>(
    `select person, array_agg(child::text order by child) as children from kin
      where county = $1 and relation in (1, 2) group by person having count(*) >= 2 order by person limit 1`,
    [deps.county.code],
  )
  const { person, children } = rows[0]!
  const day = chinaDay(deps.now())
  const act = (kind: string, more: object): NewAct =>
    ({
      id: uuidv7(Date.now(), randomBytes(10)),
      kind,
      child: children[0],
      writtenAt: deps.now().toISOString(),
      ...more,
    }) as unknown as NewAct
  const visit = {
    day,
    service: 'homeVisit',
    occasion: uuidv7(Date.now(), randomBytes(10)),
    childSeen: true,
    problems: [],
    words: {},
    facts: {},
  }
  const facts = { parentState: { state: 'known', value: 'outOfContact' } }
  const reaches = async (key: string, what: string, one: NewAct, most: number) => {
    const touched = await childrenTouched({ deps, owner }, one)
    return single(key, `children whose tasks were written after ${what}`, touched, { unit: 'children', most })
  }
  return [
    await reaches('one visit', 'a visit', act('service.record', { body: visit }), 1),
    await reaches(
      'one parent',
      `a fact about a parent of ${children.length}`,
      act('relative.record', { person, body: { day, facts } }),
      children.length,
    ),
  ]
}

async function childrenTouched(
  { deps, owner }: Pick<Measuring, 'deps' | 'owner'>,
  act: NewAct,
): Promise<number> {
  const actor = loader(deps)
  const before = await owner.query<{ id: string }>('select pg_current_xact_id()::text as id')
  await inTransaction(deps.pool, deps.county.code, actor.reach, (db) =>
    recordActs({ db, deps, actor }, [act]),
  )
  while ((await respellSome(deps)) > 0);
  const { rows } = await owner.query<{ n: number }>(
    'select count(distinct child)::int as n from duty where county = $1 and xmin::text::bigint > $2::bigint',
    [deps.county.code, before.rows[0]!.id],
  )
  return rows[0]!.n
}
