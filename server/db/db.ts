import type { Writable } from 'node:stream'
import pg from 'pg'
import { flushed } from './flush.ts'

// Days stay text (a Date would carry a zone), counts are numbers.
const DATE = 1082
const INT8 = 20
const NUMERIC = 1700
pg.types.setTypeParser(DATE, (text) => text)
pg.types.setTypeParser(INT8, Number)
pg.types.setTypeParser(NUMERIC, Number)

type Row = Record<string, unknown>

/** A connection inside a transaction, or any other. Statements are prepared once a connection and name. */
export type Db = {
  rows<R = Row>(text: string, values?: unknown[]): Promise<R[]>
  one<R = Row>(text: string, values?: unknown[]): Promise<R | undefined>
  /** Number of rows written. */
  run(text: string, values?: unknown[]): Promise<number>
  /** A write for whose answer nobody waits before the commit: it goes out together with what comes after it. */
  later(written: Promise<unknown>): void
  /** Ends when all of these are written; throws the failure that came first. */
  settled(): Promise<void>
  /** Nothing is being written. */
  idle(): boolean
  /** Acts written in this transaction: they get their places as the last statement before the commit. */
  acts: string[]
}

/** After a failure every further statement fails too, and says nothing but this. */
const AFTER_FAILURE = '25P02'
const isAfterFailure = (error: unknown) => (error as { code?: string })?.code === AFTER_FAILURE

function laterWrites(): Pick<Db, 'later' | 'settled' | 'idle'> {
  const writing: Promise<unknown>[] = []
  return {
    idle: () => writing.length === 0,
    later(written) {
      written.catch(() => {})
      writing.push(written)
    },
    async settled() {
      throwFirst(await Promise.allSettled(writing.splice(0)))
    },
  }
}

// Statements of fixed text are few. Lists vary with their filters, so names are bounded; long ones are rows in bulk,
// which rarely repeat and would stay in the memory of every connection.
const NAMED_UP_TO = 50_000
const names = new Map<string, string>()
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= 500 || text.length > NAMED_UP_TO) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** What is asked before anything is waited for leaves in one write: the most of what a statement costs here is its own. */
function together(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** `failed` hears what a statement failed with, whoever waits for that statement; not of those that fail after it. */
export function dbOf(client: pg.ClientBase, failed: (error: unknown) => void = () => {}): Db {
  const send = (text: string, values?: unknown[]) => {
    together(client)
    const sent = values ? client.query({ name: nameOf(text), text, values }) : client.query(text)
    sent.catch((error) => isAfterFailure(error) || failed(error))
    return sent
  }
  return {
    rows: async <R>(text: string, values: unknown[] = []) => (await send(text, values)).rows as R[],
    one: async <R>(text: string, values: unknown[] = []) =>
      (await send(text, values)).rows[0] as R | undefined,
    run: async (text, values = []) => (await send(text, values)).rowCount ?? 0,
    ...laterWrites(),
    acts: [],
  }
}

export type Pool = pg.Pool

/** Pipelined connections: statements that do not wait for each other go out in one write. */
export const createPool = (config: pg.PoolConfig): Pool => {
  const pool = new pg.Pool({ max: 20, ...config, ...{ pipeline: true } })
  // A connection that dies is replaced; the statement under way, or the next one, says what is wrong.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('acquire', endNow)
  return pool
}

/**
 * What was read is answered before its transaction ends; waking the database up for its end alone is a tenth of what a
 * read costs. So it ends with whatever the connection is taken for next, or by itself so much later.
 */
const ENDED_AFTER_MS = 10
const unended = new WeakMap<pg.ClientBase, NodeJS.Timeout>()

function endLater(client: pg.PoolClient): void {
  unended.set(client, setTimeout(endNow, ENDED_AFTER_MS, client).unref())
  client.release()
}

/** Before anything else is asked on this connection: the reach of the one who read goes with his transaction. */
function endNow(client: pg.ClientBase): void {
  const timer = unended.get(client)
  if (!timer) return
  clearTimeout(timer)
  unended.delete(client)
  together(client)
  client.query('commit').catch(() => {})
}

/** The reach of a request, as the row-level policies read it. Digits only, since it is written into SET LOCAL. */
export type ReachSetting =
  | { role: 'tonghu_area'; lo: string; hi: string }
  | { role: 'tonghu_village'; villages: string[] }
  | { role: 'tonghu_app' }

const digits = (code: string) => {
  if (!/^\d{1,14}$/.test(code)) throw new Error('an area code has digits only')
  return code
}

/** SET LOCAL, not set_config(): Citus passes on the first and not the second (docs/architecture.md). */
function settings(reach: ReachSetting): string {
  if (reach.role === 'tonghu_area')
    return `; set local role tonghu_area; set local tonghu.lo = '${digits(reach.lo)}'; set local tonghu.hi = '${digits(reach.hi)}'`
  if (reach.role === 'tonghu_village')
    return `; set local role tonghu_village; set local tonghu.villages = '${reach.villages.map(digits).join(',')}'`
  return ''
}

// Statements that write find rows by their keys: planning them anew for each list of keys takes longer than running
// them. What is read by ranges and filters does want a plan of its own.
const GENERIC = '; set local plan_cache_mode = force_generic_plan'

// Locks the county's counter until the commit, so nothing may come between (design §1).
const placed = (db: Db, county: string, flushLater: boolean) =>
  db.rows('select place_acts($1, $2::uuid[], $3)', [county, db.acts, flushLater])

// A commit after a failed statement is a rollback that reports no error.
const committed = async (client: pg.ClientBase) => {
  together(client)
  const { command } = await client.query('commit')
  if (command !== 'COMMIT')
    throw Object.assign(new Error('the transaction was rolled back'), { code: AFTER_FAILURE })
}

const AGAIN = ['40001', '40P01', '23505']

/** Two people, or the same click twice, at the same moment: the second try finds what the first one wrote. */
const worthAnotherTry = (error: unknown) =>
  AGAIN.includes((error as { code?: string }).code ?? '') || (error as { code?: string }).code === 'stale'

export type Transaction = {
  /** How often, when others got in between. */
  tries?: number
  /** Nothing is written: the answer need not wait for the commit. */
  reading?: boolean
  /** All statements see the register as the first of them does, however long they go on. */
  snapshot?: boolean
}

/** Runs `work` in one transaction with its reach set; rolls back when it throws. */
export async function inTransaction<T>(
  pool: Pool,
  county: string,
  reach: ReachSetting,
  work: (db: Db) => Promise<T>,
  { tries = 8, reading = false, snapshot = false }: Transaction = {},
): Promise<T> {
  try {
    return await once(pool, { county, reach, reading, snapshot }, work)
  } catch (error) {
    if (tries <= 1 || !worthAnotherTry(error)) throw error
    return inTransaction(pool, county, reach, work, { tries: tries - 1, reading, snapshot })
  }
}

async function once<T>(
  pool: Pool,
  { county, reach, reading, snapshot }: { county: string; reach: ReachSetting } & Omit<Transaction, 'tries'>,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  // Statements go out together and are waited for in any order: whoever sees a failure first may see only its wake.
  let failure: unknown
  const db = dbOf(client, (error) => {
    failure = error
  })
  let flushLater = false
  try {
    // Not awaited: the first statement of the work follows in the same write. A failure surfaces there.
    together(client)
    const begin = snapshot ? 'begin isolation level repeatable read read only' : 'begin'
    const begun = client.query(`${begin}${settings(reach)}${reading ? '' : GENERIC}`)
    begun.catch(() => {})
    const result = await work(db)
    await begun
    if (reading && !snapshot && db.idle()) {
      endLater(client)
      return result
    }
    if (db.acts.length > 0) flushLater = await commitActs(pool, { client, db, county })
    else {
      const ended = Promise.allSettled([db.settled(), committed(client)])
      if (!reading) throwFirst(await ended)
      else {
        ended.then(([, end]) => client.release(end.status === 'rejected' ? (end.reason as Error) : undefined))
        return result
      }
    }
    client.release()
    if (!flushLater) return result
    await flushed(pool)
    return result
  } catch (error) {
    if (flushLater) throw error // committed, and the connection given back
    const cause = await db.settled().then(
      () => error,
      (earlier: unknown) => earlier,
    )
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    )
    throw isAfterFailure(cause) ? (failure ?? cause) : cause
  }
}

function throwFirst(ends: PromiseSettledResult<unknown>[]): void {
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** How many of each pool are committing acts. One alone waits for the disk in its commit, which is soonest for it. */
const committing = new WeakMap<Pool, number>()

/** Places acts and commits. Answers whether the caller has still to wait for the disk. */
async function commitActs(
  pool: Pool,
  { client, db, county }: { client: pg.ClientBase; db: Db; county: string },
): Promise<boolean> {
  const others = committing.get(pool) ?? 0
  committing.set(pool, others + 1)
  try {
    throwFirst(await Promise.allSettled([db.settled(), placed(db, county, others > 0), committed(client)]))
    return others > 0
  } finally {
    committing.set(pool, committing.get(pool)! - 1)
  }
}

/** A single statement or several outside of any reach: sessions, accounts, areas. */
export const withoutReach = (pool: Pool): Db => ({
  rows: async <R>(text: string, values: unknown[] = []) =>
    (await pool.query({ name: nameOf(text), text, values })).rows as R[],
  one: async <R>(text: string, values: unknown[] = []) =>
    (await pool.query({ name: nameOf(text), text, values })).rows[0] as R | undefined,
  run: async (text, values = []) => (await pool.query({ name: nameOf(text), text, values })).rowCount ?? 0,
  ...laterWrites(),
  acts: [],
})
