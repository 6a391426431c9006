import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Entry } from './entries.ts'
import type { Manifest } from './manifest.ts'
import { columnsOf, countTable, PLAIN_SETTINGS, quoted, tablesInOrder } from './tables.ts'

/** Puts every row back, inside the caller's transaction. Files go to `keepFile`. */
export async function loadEntries(
  client: pg.ClientBase,
  entries: AsyncIterable<Entry>,
  keepFile: (name: string, content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  await client.query(PLAIN_SETTINGS)
  const tables = await tablesInOrder(client)
  // Rows that migrations put there come with the backup.
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`)
  const known = new Set(tables.map(({ name }) => name))
  for await (const { name, content } of entries) {
    if ('file' in name) await keepFile(name.file, content)
    if (!('table' in name)) continue
    if (!known.has(name.table)) throw new Error(`no such table here: ${name.table}`)
    // What triggers would write comes with the backup too.
    await client.query(`alter table ${quoted(name.table)} disable trigger user`)
    const copy = `copy ${quoted(name.table)} (${columnsOf({ name: name.table, columns: name.columns })}) from stdin`
    await pipeline(Readable.from(content, { objectMode: false }), client.query(copyFrom(copy)))
    await client.query(`alter table ${quoted(name.table)} enable trigger user`)
  }
}

/** Refuses anything but the very rows that were backed up. */
export async function compare(client: pg.ClientBase, { tables, sequences }: Manifest): Promise<void> {
  for (const table of tables) {
    const found = await countTable(client, table)
    if (found.rows !== table.rows || found.digest !== table.digest)
      throw new Error(`table ${table.name} is not what was backed up: ${found.rows} of ${table.rows} rows`)
  }
  for (const { name, value, called } of sequences)
    await client.query('select setval($1, $2::bigint, $3)', [quoted(name), value, called])
}
