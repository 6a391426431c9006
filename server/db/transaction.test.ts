import { afterAll, beforeAll, expect, test } from 'vitest'
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
