import type { Db } from './db.ts'

// PostgreSQL takes 65,535 parameters a statement, but the time to plan one grows faster than its rows.
const PARAMETERS = 10_000

/**
 * Inserts rows in as few statements as may be. VALUES and not INSERT … SELECT: on Citus the latter does not
 * work under row-level security (docs/architecture.md). `tail` is an `on conflict …` clause.
 */
export async function insertRows(
  db: Db,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  tail = '',
): Promise<number> {
  const size = Math.floor(PARAMETERS / columns.length)
  const written: Promise<number>[] = []
  for (let start = 0; start < rows.length; start += size) {
    const part = rows.slice(start, start + size)
    const tuples = part.map(
      (_, r) => `(${columns.map((_, c) => `$${r * columns.length + c + 1}`).join(', ')})`,
    )
    written.push(
      db.run(`insert into ${table} (${columns.join(', ')}) values ${tuples.join(', ')} ${tail}`, part.flat()),
    )
  }
  return (await Promise.all(written)).reduce((sum, n) => sum + n, 0)
}
