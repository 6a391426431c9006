import { Refusal } from '#domain/refusals.ts'
import type { Table } from '#domain/table/table-api.ts'
import { TABLES, type TableName } from '#domain/table/tables.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

/** The heads of a table, with those that the county has corrected. */
export async function headsOf(db: Db, deps: Deps, table: TableName): Promise<Table['columns']> {
  const rows = await db.rows<{ column_key: string; label: string }>(
    'select column_key, label from table_head where county = $1 and table_name = $2',
    [deps.county.code, table],
  )
  const edited = new Map(rows.map((row) => [row.column_key, row.label]))
  return TABLES[table].columns.map(({ key, zh, group, no, inferred }) => ({
    key,
    label: edited.get(key) ?? zh,
    ...(group && { group }),
    ...(no && { no }),
    ...(inferred && { inferred }),
    ...(edited.has(key) && { edited: true }),
  }))
}

type Head = { table: TableName; column: string; label: string; document: string }

/** Only a head that is not known for certain. */
export async function editHead(
  { db, deps, actor }: { db: Db; deps: Deps; actor: Actor },
  { table, column, label, document }: Head,
): Promise<void> {
  if (!TABLES[table].columns.find(({ key }) => key === column)?.inferred)
    throw new Refusal('invalidInput', { problem: 'column' })
  await db.run(
    `insert into table_head (county, table_name, column_key, label, document, edited_by, edited_at)
      values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (county, table_name, column_key) do update
       set label = excluded.label, document = excluded.document, edited_by = excluded.edited_by, edited_at = excluded.edited_at`,
    [deps.county.code, table, column, label, document, actor.account, deps.now()],
  )
}
