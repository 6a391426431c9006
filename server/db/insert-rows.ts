import type { Db } from './db.ts'

// Rows a statement: powers of two, so that a table has eight texts, each prepared once a connection. One text for
// every number of rows would be parsed and planned anew, which costs more than the rows.
const MOST = 128

const texts = new Map<string, string>()

function insertText(
  table: string,
  columns: readonly string[],
  { rows, tail }: { rows: number; tail: string },
) {
  const key = [rows, table, columns.join(), tail].join('/')
  const known = texts.get(key)
  if (known) return known
  const tuples = Array.from(
    { length: rows },
    (_, r) => `(${columns.map((_, c) => `$${r * columns.length + c + 1}`).join(', ')})`,
  )
  const text = `insert into ${table} (${columns.join(', ')}) values ${tuples.join(', ')} ${tail}`
  texts.set(key, text)
  return text
}

/**
 * Inserts any number of rows. VALUES and not INSERT … SELECT: on Citus the latter does not work under row-level
 * security (docs/architecture.md). `tail` is an `on conflict …` clause.
 */
export async function insertRows(
  db: Db,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  tail = '',
): Promise<number> {
  const written: Promise<number>[] = []
  let size = MOST
  for (let start = 0; start < rows.length; start += size) {
    while (size > rows.length - start) size /= 2
    const part = rows.slice(start, start + size)
    written.push(db.run(insertText(table, columns, { rows: size, tail }), part.flat()))
  }
  return (await Promise.all(written)).reduce((sum, n) => sum + n, 0)
}
