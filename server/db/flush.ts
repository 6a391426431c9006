import type pg from 'pg'

/** Writes a record and waits until it is on the disk, and with it everything that was committed before. */
const FLUSH = `select pg_logical_emit_message(true, 'tonghu', '')`

type Waiting = { under: Promise<unknown> | undefined; next: Promise<void> | undefined }
const waiting = new WeakMap<pg.Pool, Waiting>()

/**
 * Waits until all that this process has committed is on the disk; of many who wait at once one asks. Whoever comes
 * while one is under way waits for the next, since that one may have begun before his commit.
 */
export function flushed(pool: pg.Pool): Promise<void> {
  const here = waiting.get(pool) ?? { under: undefined, next: undefined }
  waiting.set(pool, here)
  here.next ??= Promise.resolve(here.under).then(() => {
    here.next = undefined
    const asked = pool.query(FLUSH)
    here.under = asked.catch(() => {})
    return asked.then(() => {})
  })
  return here.next
}
