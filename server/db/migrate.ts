import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { ExplainedError } from '#server/explained-error.ts'
import { type Applied, type Migration, outstanding, readMigrations } from './migration-files.ts'

export const MIGRATIONS = fileURLToPath(new URL('./migrations/', import.meta.url))
// Two programs that start at once on one database take turns. The number is "tonghu" in letters of a telephone.
const LOCK = 866448
const OLDEST_SERVER = 150_000

/**
 * Brings the database up to this program's schema, or only as far as `upTo`, which is where a backup's rows fit in;
 * answers the migrations that were applied just now.
 */
export async function migrate(
  owner: pg.ClientConfig,
  folder: string = MIGRATIONS,
  upTo = Number.POSITIVE_INFINITY,
): Promise<Migration[]> {
  const files = readMigrations(folder)
  const client = new pg.Client(owner)
  client.on('error', () => {}) // the statement under way fails too, and says it
  await client.connect().catch((error: Error) => Promise.reject(unreachable(owner, error)))
  try {
    await checkServer(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const wanted = outstanding(files, await appliedMigrations(client)).filter(({ number }) => number <= upTo)
    for (const migration of wanted) await apply(client, migration)
    return wanted
  } finally {
    await client.end()
  }
}

function unreachable({ host, port, database, user }: pg.ClientConfig, { message }: Error): ExplainedError {
  const where = `${user}@${host}:${port}/${database}`
  return new ExplainedError(
    `无法连接数据库 ${where}：${message}`,
    `Cannot connect to the database ${where}: ${message}`,
  )
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  )
  const found = rows[0]
  if (found && found.number >= OLDEST_SERVER) return
  throw new ExplainedError(
    `数据库是 PostgreSQL ${found?.name}，本程序需要 15 或更新的版本。`,
    `The database is PostgreSQL ${found?.name}; this program needs 15 or later.`,
  )
}

async function appliedMigrations(client: pg.Client): Promise<Applied[]> {
  await client.query(`
    create table if not exists schema_migration (
      number     integer primary key,
      name       text not null,
      sha256     text not null,
      applied_at timestamptz not null default now()
    )`)
  return (await client.query<Applied>('select number, name, sha256 from schema_migration order by number'))
    .rows
}

async function apply(client: pg.Client, { number, name, sha256, sql }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into schema_migration (number, name, sha256) values ($1, $2, $3)', [
      number,
      name,
      sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${number}-${name} failed`, { cause: error })
  }
}
