import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFindings } from '#server/audit/problems.ts'
import { verifyActs } from '#server/audit/verify-acts.ts'
import { inTransaction } from '#server/db/db.ts'
import { aChild } from '#testing/acts.ts'
import { verify } from '#testing/audit.ts'
import { newId, openTestCounty, type TestCounty } from '#testing/county.ts'
import { recordActs } from './record-acts.ts'

let county: TestCounty
beforeAll(async () => {
  county = await openTestCounty()
})
afterAll(() => county.close())

/** Somebody who goes by the order and remembers how far he got. */
function reader() {
  let cursor = 0
  const read: string[] = []
  return {
    read,
    async pull() {
      const { rows } = await county.database.owner.query<{ seq: number; child: string }>(
        `select p.seq, a.child from act_place p join act a on a.county = p.county and a.id = p.act
          where p.county = $1 and p.seq > $2 order by p.seq`,
        [county.deps.county.code, cursor],
      )
      for (const { seq, child } of rows) {
        expect(seq).toBe(cursor + 1)
        cursor = seq
        read.push(child)
      }
    },
  }
}

/** A transaction on a connection of its own that opens a child's file, and waits for a word before it commits. */
function slowly(child: string) {
  let go = () => {}
  const word = new Promise<void>((resolve) => {
    go = resolve
  })
  let written = () => {}
  const begun = new Promise<void>((resolve) => {
    written = resolve
  })
  const { deps } = county
  const actor = county.actor('countyOfficer')
  const done = inTransaction(deps.pool, deps.county.code, actor.reach, async (db) => {
    await recordActs({ db, deps, actor }, [aChild({ child })])
    written()
    await word
  })
  return {
    begun,
    commit: () => {
      go()
      return done
    },
  }
}

test('an act whose transaction began earlier and committed later is not missed', async () => {
  const follower = reader()
  const [early, middle, late] = [newId(), newId(), newId()]
  const first = slowly(early)
  await first.begun
  const second = slowly(middle)
  await second.begun
  await slowly(late).commit()
  await follower.pull()
  expect(follower.read).toEqual([late])
  await second.commit()
  await follower.pull()
  await first.commit()
  await follower.pull()
  expect(follower.read).toEqual([late, middle, early])
})

test('while many write at once, a reader sees every act once, in an order without gaps', {
  timeout: 60_000,
}, async () => {
  const follower = reader()
  await follower.pull()
  const before = follower.read.length
  const written: string[] = []
  let running = true
  const following = (async () => {
    while (running) await follower.pull()
    await follower.pull()
  })()
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let n = 0; n < 15; n += 1) {
        const child = newId()
        const transaction = slowly(child)
        await transaction.begun
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
        await transaction.commit()
        written.push(child)
      }
    }),
  )
  running = false
  await following
  expect(follower.read.slice(before).sort()).toEqual(written.sort())
  expect((await verify(county)).problems).toEqual([])
})

test.each([
  ['a place taken away', 'delete from act_place where seq = 2', ['placeCounter', 'actWithoutPlace']],
  [
    'the last act taken away',
    'delete from act where id = (select act from act_place order by seq desc limit 1)',
    ['placeWithoutAct'],
  ],
  [
    'an act put in',
    `insert into act select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).* from act a limit 1`,
    ['actWithoutPlace'],
  ],
  ['the counter put back', 'update act_counter set last = 1', ['placeCounter']],
])('%s is found by a verification', async (_what, sql, codes) => {
  const client = await county.database.owner.connect()
  await client.query('begin')
  await client.query(sql)
  const findings = createFindings()
  await verifyActs(client, findings)
  await client.query('rollback')
  client.release()
  expect(findings.problems.map(({ code }) => code)).toEqual(codes)
})
