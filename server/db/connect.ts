import { createHmac } from 'node:crypto'
import pg from 'pg'
import { ExplainedError } from '../explained-error.ts'
import { findPlaces } from './embedded/places.ts'
import { APP } from './embedded/settings.ts'
import { type Connections, type Embedded, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { withClient } from './with-client.ts'

/** A migrated database, and how to connect to it as its owner and as the application. */
export type Database = Connections & { embedded?: Embedded; close(): Promise<void> }

/** The server named by DATABASE_URL, or the data folder's own: joined where it runs, started where it does not. */
export async function openDatabase(dataDir: string): Promise<Database> {
  const database = await connectDatabase(dataDir)
  try {
    await migrate(database.owner)
    await letAppIn(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The same, left as it is: nothing is migrated. */
export async function connectDatabase(dataDir: string, url = process.env.DATABASE_URL): Promise<Database> {
  if (url) return { ...connectionsFrom(url), close: async () => {} }
  const embedded = await startEmbedded(dataDir)
  return { owner: embedded.owner, app: embedded.app, embedded, close: () => embedded.stop() }
}

/** The database of a data folder that has one, for looking at it: backup, verify. Makes none. */
export async function reachDatabase(dataDir: string): Promise<Database> {
  if (!process.env.DATABASE_URL && !findPlaces(dataDir))
    throw new ExplainedError(`${dataDir} 里没有数据。`, `There is no data in ${dataDir}.`)
  return connectDatabase(dataDir)
}

export async function withDatabase<T>(dataDir: string, use: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(dataDir)
  try {
    return await use(database)
  } finally {
    await database.close()
  }
}

/** The URL's user owns the database; the application's role logs in with a password that both sides can derive. */
export function connectionsFrom(url: string): Connections {
  const { host, port, database, user, password, ssl } = new pg.Client(url)
  const server = { host, port, database, ssl }
  const appPassword = password ? createHmac('sha256', password).update(APP).digest('hex') : undefined
  return { owner: { ...server, user, password }, app: { ...server, user: APP, password: appPassword } }
}

/** Sets the application's password where it does not fit yet (a new server, or the owner's password was changed). */
export async function letAppIn({ owner, app }: Connections): Promise<void> {
  if (typeof app.password !== 'string' || (await canConnect(app))) return
  const password = app.password
  await withClient(owner, async (client) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [APP])
    if (rowCount === 0) return
    // ALTER ROLE takes no parameters; the password is hexadecimal by construction.
    await client.query(`alter role ${APP} login password ${client.escapeLiteral(password)}`)
  })
}

const canConnect = (config: pg.ClientConfig): Promise<boolean> =>
  withClient(config, async () => true).catch(() => false)
