import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { ExplainedError } from '#server/explained-error.ts'
import { type Binaries, packagedBinaries } from './embedded/binaries.ts'
import { makeCluster } from './embedded/cluster.ts'
import { findOrMakePlaces, findPlaces, orphansOf, type Places } from './embedded/places.ts'
import { type Postmaster, readPostmaster, startPostmaster, stopPostmaster } from './embedded/postmaster.ts'
import { connectPresence, keepPresence, othersPresent } from './embedded/presence.ts'
import { makeRunFolder, removeRunFolder } from './embedded/run-folder.ts'
import { APP, DATABASE, type Options, OWNER, writeSettings } from './embedded/settings.ts'
import { type FileLock, waitForLock } from './file-lock.ts'

export type Connections = { owner: pg.ClientConfig; app: pg.ClientConfig }
export type Embedded = Connections & {
  /** The server was running already: for another command, or left behind by a killed one. */
  adopted: boolean
  /** Databases that deleted data folders of the same path left behind. */
  orphans: string[]
  /** Leaves; the last to leave stops the server. */
  stop(): Promise<void>
}
export type EmbeddedOptions = Options & { binaries?: Binaries }

type Joined = {
  places: Places
  binaries: Binaries
  adopted: boolean
  connections: Connections
  presence: pg.Client
}

const STOP_SECONDS = 2

/** Starts the data folder's PostgreSQL, or joins it where it runs. */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const joined = await joinOrStart(dataDir, options)
  const watch = keepPresence(joined.presence, async () => (await joinOrStart(dataDir, options)).presence)
  return {
    ...joined.connections,
    adopted: joined.adopted,
    orphans: orphansOf(joined.places),
    stop: async () => leave(await watch.leave(), joined),
  }
}

/** The connections of a server that runs on this data folder now, if one does. */
export function findRunning(dataDir: string): Connections | undefined {
  const places = findPlaces(dataDir)
  const running = places && readPostmaster(places.cluster)
  return running?.status === 'ready' ? connectionsTo(running) : undefined
}

async function joinOrStart(dataDir: string, options: EmbeddedOptions): Promise<Joined> {
  refuseWindows()
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = await databaseLock(dataDir, 120_000)
  try {
    const places = findOrMakePlaces(dataDir)
    const binaries = options.binaries ?? (await packagedBinaries(places.account))
    const adopted = await settledPostmaster(places)
    if (!adopted) await startFresh(places, binaries, options)
    const running = adopted ?? readPostmaster(places.cluster)
    if (!running)
      throw new ExplainedError('数据库启动后随即停止。', `The database stopped at once; see ${places.log}.`)
    const connections = connectionsTo(running)
    const presence = await joinServer(connections.owner, places, running)
    return { places, binaries, adopted: adopted !== undefined, connections, presence }
  } finally {
    lock.release()
  }
}

async function startFresh(places: Places, binaries: Binaries, options: Options): Promise<void> {
  await makeCluster(places, binaries, options)
  writeSettings(places.cluster, makeRunFolder(places), places.account, options)
  await startPostmaster(places, binaries)
}

/** The running server once it has made up its mind: recovered after a crash, or gone after a stop. */
async function settledPostmaster(places: Places): Promise<Postmaster | undefined> {
  for (let waited = 0; ; waited += 100) {
    const found = readPostmaster(places.cluster)
    if (!found || found.status === 'ready') return found
    if (waited > 600_000) throw wedged(found, places)
    await sleep(100)
  }
}

async function joinServer(owner: pg.ClientConfig, places: Places, running: Postmaster): Promise<pg.Client> {
  try {
    return await connectPresence(owner)
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '3D000') throw wedged(running, places, error)
  }
  const maintenance = await connectPresence({ ...owner, database: 'postgres' })
  await maintenance.query(`create database ${DATABASE}`)
  await maintenance.end()
  return connectPresence(owner)
}

async function leave(presence: pg.Client, { places, binaries, connections }: Joined): Promise<void> {
  const lock = await databaseLock(places.dataDir, 1_000).catch(() => undefined)
  try {
    const last = lock !== undefined && !(await othersPresent(presence).catch(() => false))
    await presence.end().catch(() => {})
    if (!last) return
    await stopPostmaster(places, binaries, STOP_SECONDS)
    removeRunFolder(connections.owner.host)
  } finally {
    lock?.release()
  }
}

/** Held while starting and while leaving, so that nobody joins a server that is about to be stopped. */
const databaseLock = (dataDir: string, patienceMs: number): Promise<FileLock> =>
  waitForLock(join(dataDir, 'database.lock'), patienceMs)

function connectionsTo({ socketDir, port }: Postmaster): Connections {
  const server = { host: socketDir, port, database: DATABASE, ssl: false }
  return { owner: { ...server, user: OWNER }, app: { ...server, user: APP } }
}

function wedged({ pid, status }: Postmaster, { log }: Places, cause?: unknown): ExplainedError {
  const reason = cause instanceof Error ? `：${cause.message}` : ''
  return new ExplainedError(
    `数据库进程 ${pid} 还在运行（${status}），但不应答${reason}。日志：${log}`,
    `The database process ${pid} is alive (${status}) but does not answer. Its log: ${log}`,
  )
}

function refuseWindows(): void {
  if (process.platform !== 'win32') return
  throw new ExplainedError(
    '在 Windows 上请用 WSL，或用 DATABASE_URL 指定 PostgreSQL 15 以上的数据库。',
    'On Windows use WSL, or name a PostgreSQL 15 or later in DATABASE_URL.',
  )
}
