import { mkdirSync, realpathSync } from 'node:fs'
import { actorNamed, countyOfficer } from '#server/account/actor-of.ts'
import type { AuditEntry } from '#server/audit/audit-log.ts'
import { sealNow } from '#server/audit/sealer.ts'
import { type OpenCounty, openCounty } from '#server/county/open-county.ts'
import { type Database, openDatabase } from '#server/db/connect.ts'
import { type Db, inTransaction, withoutReach } from '#server/db/db.ts'
import type { Actor } from '#server/deps.ts'
import { ExplainedError } from '#server/explained-error.ts'
import { dataFolder, isNew } from './setup.ts'

export type AtCounty = { deps: OpenCounty; database: Database; dataDir: string }

/** Options that every command about a county takes. */
export const COUNTY_OPTIONS = {
  data: { type: 'string', value: 'DIR', help: '数据文件夹，默认 data/county 或 data/demo\ndata folder' },
  json: { type: 'boolean', help: '输出 JSON\nanswer as JSON' },
} as const
export const AS = {
  type: 'string',
  value: 'USER',
  help: '以谁的名义，默认县民政经办人\nlogin of the person who acts; by default the county officer',
} as const

/** Opens the county of a data folder, beside a running server or without one. */
export async function withCounty<T>(
  values: { data?: string },
  use: (at: AtCounty) => Promise<T>,
): Promise<T> {
  const folder = dataFolder(values)
  if (!process.env.DATABASE_URL && isNew(folder))
    throw new ExplainedError(
      `${folder} 里还没有数据。请先运行 ./tonghu start 或 ./tonghu area load 县代码。`,
      `${folder} holds no data yet. Run ./tonghu start or ./tonghu area load CODE first.`,
    )
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const dataDir = realpathSync(folder)
  const database = await openDatabase(dataDir)
  try {
    const deps = await openCounty(database, dataDir)
    if (!deps)
      throw new ExplainedError(
        '数据库里还没有县。请先运行 ./tonghu area load 县代码。',
        'The database holds no county yet. Run ./tonghu area load CODE first.',
      )
    try {
      return await use({ deps, database, dataDir })
    } finally {
      // What was done here is chained like a request; a running server that is at it has the lock.
      await sealNow(deps, () => {})
      await deps.close()
    }
  } finally {
    await database.close()
  }
}

export type Asking = {
  db: Db
  deps: OpenCounty
  actor: Actor
  log: Pick<AuditEntry, 'children' | 'reason' | 'details'>
}

/** One question or deed of the command line: as somebody, within a reach, in the log, like a request. */
export async function askAs<T>(
  { deps }: AtCounty,
  { as, endpoint }: { as?: string; endpoint: string },
  ask: (asking: Asking) => Promise<T>,
): Promise<T> {
  const outside = withoutReach(deps.pool)
  const actor = as ? await actorNamed(outside, deps, as) : await countyOfficer(outside, deps)
  const log: Asking['log'] = {}
  return inTransaction(deps.pool, deps.county.code, actor.reach, async (db) => {
    const answer = await ask({ db, deps, actor, log })
    await deps.audit.writeIn(db, {
      at: deps.now(),
      account: actor.account,
      role: actor.role,
      endpoint,
      outcome: 'answered',
      status: 200,
      ...log,
    })
    return answer
  })
}
