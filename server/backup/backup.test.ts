import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addEvidence } from '#server/child/evidence.ts'
import { withPostgres15 } from '#server/cli/test-postgres15.ts'
import { findCounty } from '#server/county/open-county.ts'
import { connectionsFrom } from '#server/db/connect.ts'
import { inTransaction } from '#server/db/db.ts'
import { removeCluster } from '#server/db/embedded/places.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { aChild, aFact, aRelative, record } from '#testing/acts.ts'
import { requests, seal, sealOnce } from '#testing/audit.ts'
import { newId, openTestCounty, type TestCounty } from '#testing/county.ts'
import { emptyDatabase } from '#testing/database.ts'
import { writeBackup } from './backup.ts'
import type { Manifest } from './manifest.ts'
import { restoreBackup } from './restore.ts'
import { countTable, PLAIN_SETTINGS } from './tables.ts'

const PASSPHRASE = '十个字以上的备份口令 ok'
const folder = mkdtempSync(join(tmpdir(), 'tonghu-backup-'))
const file = join(folder, 'county.backup')
let county: TestCounty
let manifest: Manifest

const backUp = (name = file) =>
  writeBackup(name, { owner: county.database.connections.owner, dataDir: county.dataDir }, PASSPHRASE)
const place = (name: string) => join(folder, name)

/** A file with a father, a fact, a paper: every table that a child fills. */
async function openFile(): Promise<void> {
  const officer = county.actor('countyOfficer')
  const [child, father] = [newId(), newId()]
  await record(
    county.deps,
    officer,
    aChild({
      child,
      facts: { idNumber: '210421201503041226' },
      family: [{ person: father, relation: 'father', carer: true }],
    }),
    aRelative(child, father, { name: '李大山', phones: ['13800138000'] }),
  )
  await record(county.deps, officer, aFact(child, { note: '制表符\t换行\n反斜杠\\N 引号"' }))
  await inTransaction(county.deps.pool, county.deps.county.code, officer.reach, (db) =>
    addEvidence(
      { db, deps: county.deps, actor: officer },
      child,
      { name: '证明.pdf', kind: 'pdf', bytes: Buffer.from('%PDF-1.7 x') },
      [],
    ),
  )
}

beforeAll(async () => {
  county = await openTestCounty({ now: new Date().toISOString() })
  for (let n = 0; n < 5; n += 1) await openFile()
  await requests(county, 10)
  await seal(county)
  await requests(county, 3)
  manifest = await backUp()
})
afterAll(async () => {
  await county.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Tables whose rows a restore adds to or changes: the new epoch. */
const CHANGED = ['county', 'audit_link']

async function digests(owner: pg.ClientConfig) {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(PLAIN_SETTINGS)
  const found = new Map<string, string>()
  for (const table of manifest.tables) {
    const { rows, digest } = await countTable(client, table)
    if (!CHANGED.includes(table.name)) found.set(table.name, `${rows} ${digest}`)
  }
  await client.end()
  return found
}

const backedUp = () =>
  new Map(
    manifest.tables
      .filter(({ name }) => !CHANGED.includes(name))
      .map(({ name, rows, digest }) => [name, `${rows} ${digest}`]),
  )

test('into another database: every table the same, a new epoch, the chain whole', async () => {
  const target = await emptyDatabase()
  const dataDir = place('restored')
  const restored = await restoreBackup(file, dataDir, PASSPHRASE, target.url)
  expect(restored.verified).toMatchObject({
    whole: true,
    problems: [],
    rows: 13,
    unsealed: 0,
    acts: 20,
    evidence: 5,
  })
  expect(await digests(target.owner)).toEqual(backedUp())
  expect(await findCounty(target.owner)).toMatchObject({ epoch: 2 })
  for (const name of ['keys/county.key', 'audit-head.json'])
    expect(existsSync(join(dataDir, name))).toBe(true)

  await expect(restoreBackup(file, place('again'), PASSPHRASE, target.url)).rejects.toThrow('not empty')
  expect(existsSync(place('again'))).toBe(false)
  await target.drop()
})

test('under load: what was acknowledged before is in it, and it is whole', async () => {
  let running = true
  let acknowledged = 0
  const writer = async () => {
    while (running) {
      await openFile()
      await requests(county, 1)
      acknowledged += 1
    }
  }
  const sealer = (async () => {
    while (running) await sealOnce(county)
  })()
  const writers = [writer(), writer(), writer()]
  while (acknowledged < 10) await new Promise((done) => setTimeout(done, 20))
  const before = acknowledged
  const loaded = await backUp(place('loaded.backup'))
  const after = acknowledged
  running = false
  await Promise.all([...writers, sealer])
  expect(after).toBeGreaterThan(before)

  const target = await emptyDatabase()
  const { verified } = await restoreBackup(place('loaded.backup'), place('loaded'), PASSPHRASE, target.url)
  expect(verified).toMatchObject({ whole: true, problems: [] })
  expect(verified.evidence).toBeGreaterThanOrEqual(5 + before)
  expect(loaded.tables.find(({ name }) => name === 'evidence')?.rows).toBe(verified.evidence)
  await target.drop()
})

describe('refused, and nothing touched', () => {
  const refused = async (name: string, passphrase: string, words: string) => {
    const target = await emptyDatabase()
    await expect(restoreBackup(name, place('untouched'), passphrase, target.url)).rejects.toThrow(words)
    expect(existsSync(place('untouched'))).toBe(false)
    const client = new pg.Client(target.owner)
    await client.connect()
    expect(
      (await client.query(`select from pg_class where relnamespace = 'public'::regnamespace`)).rowCount,
    ).toBe(0)
    await client.end()
    await target.drop()
  }

  test('a wrong passphrase', () => refused(file, 'another one', 'Wrong passphrase'))

  test.each([10, 51, 52, 60, 3_000, -17, -16, -1])('a file cut at %i', async (at) => {
    writeFileSync(place('cut'), readFileSync(file).subarray(0, at))
    await refused(place('cut'), PASSPHRASE, at < 0 || at > 51 ? 'cut off or damaged' : 'damaged')
  })

  test.each([60, 2_000, -20, -1])('one bit of byte %i flipped', async (at) => {
    const bytes = readFileSync(file)
    bytes[at < 0 ? bytes.length + at : at]! ^= 4
    writeFileSync(place('flipped'), bytes)
    await refused(place('flipped'), PASSPHRASE, 'damaged')
  })

  test('a folder that holds something', async () => {
    mkdirSync(place('full'))
    writeFileSync(join(place('full'), 'letter.txt'), 'mine')
    await expect(restoreBackup(file, place('full'), PASSPHRASE)).rejects.toThrow('not empty')
    expect(readdirSync(place('full'))).toEqual(['letter.txt'])
  })

  test('backing up over a file that is no backup', async () => {
    await expect(backUp(join(place('full'), 'letter.txt'))).rejects.toThrow('no backup')
    expect(readdirSync(place('full'))).toEqual(['letter.txt'])
  })
})

test('nothing in the file can be read without the passphrase', () => {
  const bytes = readFileSync(file)
  for (const plain of ['李小禾', '210421201503041226', 'child_state', 'manifest', '%PDF'])
    expect(bytes.includes(plain)).toBe(false)
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('into a data folder of its own, with the embedded PostgreSQL', { timeout: 60_000 }, async () => {
  const dataDir = place('embedded')
  const { verified } = await restoreBackup(file, dataDir, PASSPHRASE, '')
  expect(verified).toMatchObject({ whole: true, acts: 20, evidence: 5 })
  const server = await startEmbedded(dataDir)
  expect(await digests(server.owner)).toEqual(backedUp())
  await server.stop()
  removeCluster(dataDir)
})

test('a restore that fails half-way leaves the folder as it was', { timeout: 60_000 }, async () => {
  const { owner } = county.database
  await owner.query(`alter table account add column of_another_program text`)
  await backUp(place('other.backup'))
  await owner.query(`alter table account drop column of_another_program`)
  await expect(restoreBackup(place('other.backup'), place('half'), PASSPHRASE, '')).rejects.toThrow(
    'of_another_program',
  )
  expect(existsSync(place('half'))).toBe(false)
})

const POSTGRES15 = existsSync('/usr/lib/postgresql/15/bin/initdb')
test.skipIf(!POSTGRES15)(
  'into PostgreSQL 15 (skipped where Debian’s is not installed)',
  { timeout: 60_000 },
  () =>
    withPostgres15(async (url) => {
      const { verified } = await restoreBackup(file, place('fifteen'), PASSPHRASE, url)
      expect(verified).toMatchObject({ whole: true, acts: 20, evidence: 5 })
      // And back again.
      const { owner } = connectionsFrom(url)
      await writeBackup(place('from15.backup'), { owner, dataDir: place('fifteen') }, PASSPHRASE)
      const target = await emptyDatabase()
      const back = await restoreBackup(place('from15.backup'), place('back'), PASSPHRASE, target.url)
      expect(back.verified).toMatchObject({ whole: true, acts: 20, evidence: 5 })
      expect(await digests(target.owner)).toEqual(backedUp())
      expect(await findCounty(target.owner)).toMatchObject({ epoch: 3 })
      await target.drop()
    }),
)
