import type pg from 'pg'
import type { Deps } from '../deps.ts'
import { readHead, setHeadAside, writeHead } from './head.ts'
import { headFault } from './head-agrees.ts'
import { linkAt, sealRows } from './seal.ts'

const EVERY_MS = 500
// "audit" in letters of a telephone; the second number of the lock is the county.
const LOCK = 28348

type Needs = Pick<Deps, 'pool' | 'vault' | 'county' | 'audit' | 'dataDir' | 'now'>

/** Writes waiting rows of the log and chains them, twice a second while the server runs. `complain` hears what goes wrong. */
export function createSealer(deps: Needs, complain: (problem: unknown) => void) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let lastComplaint = ''

  const round = async (): Promise<void> => {
    try {
      await deps.audit.flush()
      await sealNow(deps, complain)
      lastComplaint = ''
    } catch (error) {
      // The same trouble twice a second would fill the disk.
      if (String(error) !== lastComplaint) complain(error)
      lastComplaint = String(error)
    }
  }
  const next = () => {
    timer = setTimeout(() => {
      running = round().then(() => {
        if (timer) next()
      })
    }, EVERY_MS)
  }

  return {
    start(): void {
      if (!timer) next()
    },
    /** Seals what there is; the last thing before the pool ends. */
    async stop(): Promise<void> {
      clearTimeout(timer)
      timer = undefined
      await running
      await round()
    },
  }
}

/** One round: chain, commit, then the head. Of several processes on one data folder only one does it. */
export async function sealNow(
  deps: Omit<Needs, 'audit'>,
  complain: (problem: unknown) => void,
): Promise<void> {
  const client = await deps.pool.connect()
  let broken: Error | undefined
  try {
    const county = Number(deps.county.code)
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', [
      LOCK,
      county,
    ])
    if (!rows[0]?.mine) return
    await settleHead(client, deps, complain)
    const link = await inOneTransaction(client, () =>
      sealRows(client, deps.vault, { county: deps.county.code, epoch: deps.county.epoch }, deps.now()),
    )
    if (link) await writeHead(deps.dataDir, deps.vault, link)
    await client.query('select pg_advisory_unlock($1, $2)', [LOCK, county])
  } catch (error) {
    broken = error as Error // a closed connection lets go of the lock
    throw error
  } finally {
    client.release(broken)
  }
}

async function inOneTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  const result = await work()
  await client.query('commit')
  return result
}

/** Brings a head that a kill left behind up to date; puts one aside that contradicts the database. */
export async function settleHead(
  client: pg.ClientBase,
  { vault, county, dataDir, now }: Pick<Deps, 'vault' | 'county' | 'dataDir' | 'now'>,
  complain: (problem: unknown) => void,
): Promise<void> {
  const head = await readHead(dataDir, vault)
  const last = await linkAt(client, county.code, 'last')
  const fault = await headFault(head, last, county.code, (seq) => linkAt(client, county.code, seq))
  if (fault) {
    await setHeadAside(dataDir, fault, now())
    complain(new Error(`the head of the audit log was put aside: ${fault}; see ./tonghu verify`))
  }
  const current = typeof head === 'object' && !fault && head.seq === last?.seq
  if (last && !current) await writeHead(dataDir, vault, last)
}
