import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { found, othersHaveEnded, requests, seal, sealedLog, sealOnce, verify } from '#testing/audit.ts'
import { openTestCounty, type TestCounty } from '#testing/county.ts'
import { readHead } from './head.ts'
import { createSealer } from './sealer.ts'

let county: TestCounty
beforeEach(async () => {
  await county?.close()
  county = await openTestCounty()
})
afterAll(() => county.close())

test('reads and refusals are in the chain within the second', async () => {
  const complaints: unknown[] = []
  const sealer = createSealer(county.deps, (problem) => complaints.push(problem))
  sealer.start()
  county.deps.audit.later({
    at: county.deps.now(),
    endpoint: 'listChildren',
    outcome: 'answered',
    status: 200,
  })
  await requests(county, 2)
  await sleep(1_000)
  expect(await verify(county)).toMatchObject({ whole: true, rows: 3 })
  await othersHaveEnded(county)
  await sleep(1_000)
  expect(await verify(county)).toMatchObject({ whole: true, unsealed: 0 })
  await requests(county, 1)
  await othersHaveEnded(county)
  await sealer.stop()
  expect(await verify(county)).toMatchObject({ whole: true, rows: 4, unsealed: 0 })
  expect(complaints).toEqual([])
})

test('a row whose transaction began earlier and committed later is in a later link', async () => {
  const slow = await county.database.app.connect()
  await slow.query('begin')
  await slow.query(
    `insert into audit (county, id, epoch, at, endpoint, outcome, status, hmac)
     values ('210421', gen_random_uuid(), 1, now(), 'slow', 'answered', 200, '\\x00')`,
  )
  await requests(county, 3)
  await sealOnce(county)
  // Held back by the transaction that is still open.
  expect(await verify(county)).toMatchObject({ rows: 3, links: 0, unsealed: 3 })
  await slow.query('rollback')
  slow.release()
  await seal(county)
  expect(await verify(county)).toMatchObject({ whole: true, rows: 3, links: 1, unsealed: 0 })
})

test('transactions go by number, not by letters: 9 before 1000', async () => {
  await requests(county, 1)
  await county.database.owner.query(`update audit set txid = '9'`)
  await seal(county)
  await requests(county, 1)
  await seal(county)
  expect(await found(county)).toEqual([])
})

test('killed between the commit and the head: the next round writes it', async () => {
  await sealedLog(county)
  const head = join(county.dataDir, 'audit-head.json')
  cpSync(head, join(county.dataDir, 'before.json'))
  await requests(county, 1)
  await seal(county)
  cpSync(join(county.dataDir, 'before.json'), head)
  expect(await found(county)).toEqual([])
  expect(await seal(county)).toEqual([])
  expect(await readHead(county.dataDir, county.deps.vault)).toMatchObject({ seq: 6, rows: 16 })
})

test('of several that seal at once one does', async () => {
  await requests(county, 20)
  await Promise.all(Array.from({ length: 6 }, () => seal(county)))
  expect(await verify(county)).toMatchObject({ whole: true, rows: 20, links: 1 })
})

test('the application may neither say in which transaction it wrote, nor change or remove a row', async () => {
  await sealedLog(county)
  for (const text of [
    `insert into audit (county, id, txid, epoch, at, endpoint, outcome, status, hmac)
     values ('210421', gen_random_uuid(), '5', 1, now(), 'x', 'answered', 200, '\\x00')`,
    'update audit set status = 200',
    'delete from audit',
    'update audit_link set rows = 0',
    'delete from audit_link',
    'truncate audit',
  ])
    await expect(county.database.app.query(text)).rejects.toThrow('permission denied')
})

test('data put back by other means, whose transactions began anew, are noticed', async () => {
  await sealedLog(county)
  await county.database.owner.query(`update audit_link set until_txid = '900000000' where seq = 5`)
  await requests(county, 1)
  await expect(seal(county)).rejects.toThrow('sealed up to transaction')
  expect(await found(county)).toContain('transactionsBeganAnew')
})

test('a million rows are verified in flat memory', { timeout: 900_000 }, async () => {
  const rows = Number(process.env.TONGHU_AUDIT_ROWS ?? 20_000)
  for (let n = 0; n < rows; n += 5_000) {
    for (let m = 0; m < 5_000; m += 1)
      county.deps.audit.later({
        at: county.deps.now(),
        endpoint: 'listChildren',
        outcome: 'answered',
        status: 200,
        children: [county.actor('countyOfficer').account],
      })
    await county.deps.audit.flush()
    await seal(county)
  }
  const before = process.memoryUsage.rss()
  const began = Date.now()
  expect(await verify(county)).toMatchObject({ whole: true, rows })
  const grown = (process.memoryUsage.rss() - before) / 1024 / 1024
  if (rows > 100_000) console.log(`${rows} rows: ${Date.now() - began} ms, ${grown.toFixed(0)} MB more`)
  expect(grown).toBeLessThan(100)
})
