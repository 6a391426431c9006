import type pg from 'pg'
import { type Db, dbOf } from './db.ts'
import { withClient } from './with-client.ts'

/** Work past every policy, in one transaction: setting up, rebuilding. Never for a request. */
export const asOwner = <T>(owner: pg.ClientConfig, work: (db: Db) => Promise<T>): Promise<T> =>
  withClient({ ...owner, ...{ pipeline: true } }, async (client) => {
    await client.query('begin')
    const result = await work(dbOf(client))
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back')
    return result
  })
