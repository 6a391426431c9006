import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { childrenOf, temporaryFolder } from '#testing/program.ts'
import { findPlaces } from './embedded/places.ts'
import { readPostmaster } from './embedded/postmaster.ts'
import { startEmbedded } from './embedded.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

/** Inserts until the server dies; answers what it had said yes to. */
async function insertUntilKilled(config: pg.ClientConfig, from: number): Promise<number[]> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  await client.connect()
  const acknowledged: number[] = []
  try {
    for (let n = from; ; n += 1) {
      await client.query('insert into kept (n) values ($1)', [n])
      acknowledged.push(n)
    }
  } catch {
    return acknowledged
  }
}

/** As a power cut would: the server and all its processes, at once. */
function killAll(data: string): void {
  const { pid } = readPostmaster(findPlaces(data)!.cluster)!
  for (const one of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // A backend that had just ended by itself.
    }
  }
}

test('kill -9 of everything, three rounds under writing, loses no acknowledged row', {
  timeout: 60_000,
}, async () => {
  const acknowledged: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const server = await startEmbedded(folder.data)
    const pool = new pg.Pool({ ...server.owner, max: 1 })
    pool.on('error', () => {})
    await pool.query('create table if not exists kept (n integer primary key)')
    const { rows } = await pool.query<{ n: number }>('select n from kept')
    const found = new Set(rows.map(({ n }) => n))
    expect(acknowledged.filter((n) => !found.has(n))).toEqual([])
    const writers = [1, 2, 3].map((w) => insertUntilKilled(server.owner, round * 10_000_000 + w * 1_000_000))
    setTimeout(() => killAll(folder.data), 500)
    for (const rowsOfOne of await Promise.all(writers)) acknowledged.push(...rowsOfOne)
    await pool.end()
    await server.stop()
  }
  expect(acknowledged.length).toBeGreaterThan(100)
  const last = await startEmbedded(folder.data)
  const client = new pg.Client(last.owner)
  await client.connect()
  const { rows } = await client.query<{ missing: number }>(
    'select count(*)::int as missing from unnest($1::int[]) as a(n) where not exists (select from kept where kept.n = a.n)',
    [acknowledged],
  )
  expect(rows[0]?.missing).toBe(0)
  await client.end()
  await last.stop()
})
