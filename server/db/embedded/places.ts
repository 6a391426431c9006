import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { ExplainedError } from '#server/explained-error.ts'
import { type Account, isRoot, ownAccount, ownerOf, systemAccount } from './account.ts'
import { SYSTEM_HOME } from './binaries.ts'

/** Where a data folder's cluster lies and who runs it. */
export type Places = { dataDir: string; home: string; cluster: string; log: string; account: Account }

// In the data folder of a county that root started: the path of its cluster, which the user tonghu must be able to reach.
const POINTER = 'pg.location'
// In such a cluster's home: the data folder that it belongs to, so that a moved folder is told from a copied one.
const BELONGS_TO = 'data-folder'

/** The places of a cluster that exists, finished or not. */
export function findPlaces(folder: string): Places | undefined {
  if (!existsSync(folder)) return undefined
  const dataDir = realpathSync(folder)
  const pointer = join(dataDir, POINTER)
  if (existsSync(pointer)) return systemPlaces(dataDir, readFileSync(pointer, 'utf8').trim())
  if (existsSync(join(dataDir, 'pg'))) return at(dataDir, dataDir, runnerOf(join(dataDir, 'pg')))
  return undefined
}

export function findOrMakePlaces(folder: string): Places {
  const found = findPlaces(folder)
  if (found) return found
  const dataDir = realpathSync(folder)
  return isRoot() ? makeSystemPlaces(dataDir) : at(dataDir, dataDir, ownAccount())
}

/** Clusters of data folders that have since been deleted and made anew at the same path: kept, and said. */
export function orphansOf({ dataDir, home }: Places): string[] {
  if (home === dataDir) return []
  const prefix = systemName(dataDir)
  return readdirSync(SYSTEM_HOME)
    .filter((name) => name.startsWith(prefix) && join(SYSTEM_HOME, name) !== home)
    .map((name) => join(SYSTEM_HOME, name))
}

export function removeCluster(folder: string): void {
  const places = findPlaces(folder)
  if (!places) return
  rmSync(places.cluster, { recursive: true, force: true })
  if (places.home !== places.dataDir) rmSync(places.home, { recursive: true, force: true })
}

const at = (dataDir: string, home: string, account: Account): Places => ({
  dataDir,
  home,
  cluster: join(home, 'pg'),
  log: join(home, 'postgresql.log'),
  account,
})

const systemName = (dataDir: string): string =>
  createHash('sha256').update(dataDir).digest('hex').slice(0, 12)

function makeSystemPlaces(dataDir: string): Places {
  const account = systemAccount()
  mkdirSync(SYSTEM_HOME, { recursive: true })
  chmodSync(SYSTEM_HOME, 0o755)
  // Random at the end: after `rm -r` of a data folder its old cluster must not come back under a new one's keys.
  const home = join(SYSTEM_HOME, `${systemName(dataDir)}-${randomBytes(3).toString('hex')}`)
  mkdirSync(home, { mode: 0o700 })
  chownSync(home, account.uid, account.gid)
  writeFileSync(join(home, BELONGS_TO), dataDir)
  writeFileSync(join(dataDir, POINTER), `${home}\n`)
  return at(dataDir, home, account)
}

function systemPlaces(dataDir: string, home: string): Places {
  if (!isRoot()) {
    throw new ExplainedError(
      `该数据文件夹由 root 建立，数据库在 ${home}，请仍以 root 运行。`,
      `This data folder was made by root and its database is in ${home}; run as root again.`,
    )
  }
  if (!existsSync(home)) {
    throw new ExplainedError(
      `该数据文件夹的数据库 ${home} 不见了，请从备份恢复到一个新的文件夹。`,
      `The database of this data folder, ${home}, is missing; restore a backup into a new folder.`,
    )
  }
  checkBelonging(dataDir, home)
  return at(dataDir, home, ownerOf(home))
}

function checkBelonging(dataDir: string, home: string): void {
  const mark = join(home, BELONGS_TO)
  const before = existsSync(mark) ? readFileSync(mark, 'utf8') : dataDir
  if (before === dataDir) return
  const other = join(before, POINTER)
  if (existsSync(other) && readFileSync(other, 'utf8').trim() === home) {
    throw new ExplainedError(
      `${dataDir} 是 ${before} 的复制品，两者不能共用一个数据库；请用 ./tonghu backup 和 restore 复制。`,
      `${dataDir} is a copy of ${before}, and two folders cannot share one database; copy with ./tonghu backup and restore.`,
    )
  }
  writeFileSync(mark, dataDir)
}

function runnerOf(cluster: string): Account {
  const owner = ownerOf(cluster)
  if (isRoot() || owner.uid === process.getuid?.()) return owner
  throw new ExplainedError(
    `该数据文件夹属于用户 ${owner.name}，请以该用户运行。`,
    `This data folder belongs to the user ${owner.name}; run as that user.`,
  )
}
