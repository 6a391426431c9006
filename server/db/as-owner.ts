import pg from 'pg'
import { type Db, dbOf } from './db.ts'

/** Work past every policy, in one transaction: setting up, rebuilding. Never for a request. */
export async function asOwner<T>(owner: pg.ClientConfig, work: (db: Db) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...owner, ...{ pipeline: true } })
  await client.connect()
  try {
    await client.query('begin')
    const result = await work(dbOf(client))
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back')
    return result
  } finally {
    await client.end()
  }
}
