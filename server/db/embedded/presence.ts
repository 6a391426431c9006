import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/**
 * One idle connection for as long as a process uses the embedded server. It tells the last user from the others, also
 * when one of them was killed: whoever leaves last stops the server, whoever started it.
 */
const PRESENCE = 'tonghu presence'

export async function connectPresence(owner: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({
    ...owner,
    application_name: PRESENCE,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  client.on('error', () => {}) // 'end' follows, and is what counts
  await client.connect()
  return client
}

export async function othersPresent(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid() limit 1`,
    [PRESENCE],
  )
  return rowCount !== 0
}

/** Holds a presence until `leave`; when the server dies under us (out of memory, kill -9) it is started again. */
export function keepPresence(first: pg.Client, rejoin: () => Promise<pg.Client>) {
  let client = first
  let leaving = false
  let rejoining: Promise<void> | undefined

  const watch = (): void => {
    client.once('end', () => {
      if (!leaving) rejoining = restore()
    })
  }
  const restore = async (): Promise<void> => {
    while (!leaving) {
      try {
        client = await rejoin()
        return watch()
      } catch {
        await sleep(1_000, undefined, { ref: false })
      }
    }
  }
  watch()
  return {
    async leave(): Promise<pg.Client> {
      leaving = true
      await rejoining
      return client
    },
  }
}
