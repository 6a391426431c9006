import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { isRoot, temporaryFolder } from '#testing/program.ts'
import { mendLinks } from './embedded/binaries.ts'
import { findPlaces, removeCluster } from './embedded/places.ts'
import { readPostmaster } from './embedded/postmaster.ts'
import { makeRunFolder } from './embedded/run-folder.ts'
import { type Embedded, findRunning, startEmbedded } from './embedded.ts'

const undo: (() => unknown)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const folder = () => {
  const made = temporaryFolder()
  undo.push(() => made.remove())
  return made
}

async function start(data: string): Promise<Embedded> {
  const server = await startEmbedded(data, { forTests: true })
  undo.push(() => server.stop())
  return server
}

async function ask<T extends pg.QueryResultRow>(
  config: pg.ClientConfig,
  sql: string,
): Promise<T | undefined> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows[0]
  } finally {
    await client.end()
  }
}

test('listens on a socket only, sorts by code point, keeps checksums and Chinese time', async () => {
  const { owner } = await start(folder().data)
  const settings = await ask(
    owner,
    `select current_setting('listen_addresses') as tcp, current_setting('data_checksums') as checksums,
            current_setting('TimeZone') as zone, datlocprovider as provider, datlocale as locale
     from pg_database where datname = current_database()`,
  )
  expect(settings).toEqual({
    tcp: '',
    checksums: 'on',
    zone: 'Asia/Shanghai',
    provider: 'b',
    locale: 'C.UTF-8',
  })
  expect(statSync(owner.host!).mode & 0o777).toBe(0o700)
  expect(await ask(owner, `select '张' < '王' collate "zh-Hans-CN-x-icu" as later`)).toEqual({ later: false })
})

test('two users of one folder share the server, and the last to leave stops it', async () => {
  const { data } = folder()
  const [first, second] = await Promise.all([startEmbedded(data), startEmbedded(data)])
  expect([first.adopted, second.adopted].sort()).toEqual([false, true])
  await first.stop()
  expect(await ask(findRunning(data)!.owner, 'select 1 as one')).toEqual({ one: 1 })
  await second.stop()
  expect(findRunning(data)).toBeUndefined()
})

test('a pid that was given to another process, or whose process is gone, does not stop the start', async () => {
  const { data } = folder()
  await (await startEmbedded(data)).stop()
  const { cluster } = findPlaces(data)!
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `${process.pid}\n${cluster}\n1\n5432\n/tmp\n\n  1 2\nready\n`,
  )
  expect((await start(data)).adopted).toBe(false)
})

test('a half-made cluster of a killed first start is made again', async () => {
  const { data } = folder()
  await (await startEmbedded(data)).stop()
  const { cluster } = findPlaces(data)!
  renameSync(cluster, `${cluster}.new`)
  rmSync(join(`${cluster}.new`, 'PG_VERSION'))
  expect(await ask((await start(data)).owner, 'select 1 as one')).toEqual({ one: 1 })
})

test('a socket folder that somebody else made, or linked, is not used', async () => {
  const { path } = folder()
  const account = { name: 'x', uid: process.getuid!(), gid: process.getgid!() }
  const places = { dataDir: path, home: path, cluster: join(path, 'pg'), log: '', account }
  const usual = makeRunFolder(places)
  expect(makeRunFolder(places)).toBe(usual)
  rmSync(usual, { recursive: true })
  mkdirSync(join(path, 'elsewhere'))
  symlinkSync(join(path, 'elsewhere'), usual)
  const other = makeRunFolder(places)
  undo.push(() => rmSync(other, { recursive: true }))
  undo.push(() => rmSync(usual))
  expect(other).not.toBe(usual)
  expect(statSync(other).mode & 0o777).toBe(0o700)
})

test('a socket left in its folder by a killed server is no obstacle', async () => {
  const { data } = folder()
  const first = await start(data)
  const { pid } = readPostmaster(findPlaces(data)!.cluster)!
  await first.stop()
  mkdirSync(first.owner.host!)
  writeFileSync(join(first.owner.host!, '.s.PGSQL.5432.lock'), `${pid}\n`)
  expect((await start(data)).adopted).toBe(false)
})

test('missing library links are made', () => {
  const { path } = folder()
  const native = join(path, 'copy')
  mkdirSync(join(native, 'lib'), { recursive: true })
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links))
  writeFileSync(join(native, 'lib/libpq.so.5.18'), 'library')
  mendLinks(native)
  mendLinks(native)
  expect(readFileSync(join(native, 'lib/libpq.so.5'), 'utf8')).toBe('library')
})

test('nothing that a query carries reaches the log, not even when its process dies', async () => {
  const { data } = folder()
  const { owner } = await start(data)
  const secret = '210421201503120017'
  await ask(owner, `select '${secret}'::date`).catch(() => {})
  await ask(
    owner,
    `create table t (id text primary key); insert into t values ('${secret}'), ('${secret}')`,
  ).catch(() => {})
  const dying = ask(owner, `select pg_sleep(30), '${secret}'`).catch(() => {})
  const { log } = findPlaces(data)!
  const backend = async () =>
    (
      await ask<{ pid: number }>(
        owner,
        `select pid from pg_stat_activity where query like 'select pg_sleep%'`,
      )
    )?.pid
  await expect.poll(backend).toBeDefined()
  process.kill((await backend())!, 'SIGKILL')
  await dying
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('terminated by signal 9')
  expect(readFileSync(log, 'utf8')).not.toContain(secret)
})

test.runIf(isRoot)('a moved data folder keeps its database; a copied one is refused', async () => {
  const { path, data } = folder()
  await (await startEmbedded(data)).stop()
  const { home } = findPlaces(data)!
  const moved = join(path, 'moved')
  renameSync(data, moved)
  await (await startEmbedded(moved)).stop()
  expect(findPlaces(moved)!.home).toBe(home)
  cpSync(moved, data, { recursive: true })
  expect(() => findPlaces(data)).toThrow('copy')
  rmSync(data, { recursive: true })
  undo.push(() => removeCluster(moved))
})

test.runIf(isRoot)(
  'the database of a deleted folder does not come back under a new one; its remains are said',
  async () => {
    const { data } = folder()
    await (await startEmbedded(data)).stop()
    const { home } = findPlaces(data)!
    undo.push(() => rmSync(home, { recursive: true }))
    rmSync(data, { recursive: true })
    const again = await start(data)
    expect(findPlaces(data)!.home).not.toBe(home)
    expect(again.orphans).toEqual([home])
  },
)
