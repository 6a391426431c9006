import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestCounty, type TestCounty } from '#testing/county.ts'
import { type Db, inTransaction } from './db.ts'

let county: TestCounty
beforeAll(async () => {
  county = await openTestCounty()
})
afterAll(() => county.close())

const write = (work: (db: Db) => Promise<unknown>) =>
  inTransaction(county.deps.pool, county.deps.county.code, { role: 'tonghu_app' }, work, { tries: 2 })

/** Fails as if somebody else had written it a moment ago. */
const collides = (db: Db) =>
  db.rows(`do $$ begin raise exception 'there already' using errcode = 'unique_violation'; end $$`)

test.each([
  ['a statement after it', (db: Db) => db.rows('select 1')],
  ['the commit', async () => {}],
])(
  'what failed and was waited for by nobody is told, tried again, and not hidden by %s',
  async (_, after) => {
    let tries = 0
    const written = write(async (db) => {
      tries++
      collides(db).catch(() => {})
      await after(db)
    })
    await expect(written).rejects.toMatchObject({ code: '23505' })
    expect(tries).toBe(2)
  },
)

test('a second try finds what it needs', async () => {
  let tries = 0
  const written = write(async (db) => {
    if (tries++ === 0) collides(db).catch(() => {})
    return db.one<{ n: number }>('select 7 as n')
  })
  await expect(written).resolves.toEqual({ n: 7 })
})

test('the reach of a read ends before anything else is asked on its connection, and soon in any case', async () => {
  const { pool, county: here } = county.deps
  const { reach } = county.actor('countyOfficer')
  const ASK = `select pg_backend_pid() as pid, current_user as who, current_setting('tonghu.lo', true) as lo`
  type Told = { pid: number; who: string; lo: string }
  const read = () =>
    inTransaction(pool, here.code, reach, async (db) => (await db.one<Told>(ASK))!, { reading: true })
  const first = await read()
  expect(first).toMatchObject({ who: 'tonghu_area', lo: '210421000000' })
  expect((await pool.query(ASK)).rows[0]).toMatchObject({ pid: first.pid, who: 'tonghu_app', lo: '' })
  await read()
  const state = async () =>
    (await county.database.owner.query('select state from pg_stat_activity where pid = $1', [first.pid]))
      .rows[0].state
  await vi.waitFor(async () => expect(await state()).toBe('idle'))
  // One that writes after all is not put off.
  await inTransaction(pool, here.code, reach, async (db) => db.later(db.rows('select 1')), { reading: true })
  await vi.waitFor(async () => expect(await state()).toBe('idle'))
})
