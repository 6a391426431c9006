import pg from 'pg'

export type Table = { name: string; columns: string[] }
export type Counted = Table & { rows: number; digest: string }
export type Sequence = { name: string; value: string; called: boolean }

/** Under which every version and every server writes a row in the same letters. */
export const PLAIN_SETTINGS = `set datestyle to 'ISO, YMD'; set timezone to 'UTC'; set intervalstyle to 'iso_8601';
  set extra_float_digits to 3; set bytea_output to 'hex'; set client_encoding to 'UTF8'; set row_security to off;
  set statement_timeout to 0; set lock_timeout to 0; set idle_in_transaction_session_timeout to 0`

export const quoted = (name: string): string => pg.escapeIdentifier(name)
export const columnsOf = ({ columns }: Table): string => columns.map(quoted).join(', ')

// What the program writes itself, at the start of a restore.
const OWN = 'schema_migration'

type Found = Table & { parents: string[] }

/** Every table, those first that others refer to. */
export async function tablesInOrder(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Found>(
    `select c.relname as name,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                   order by a.attnum) as columns,
            array(select distinct p.relname::text from pg_constraint k join pg_class p on p.oid = k.confrelid
                   where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as parents
       from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> $1
      order by c.relname`,
    [OWN],
  )
  return inOrder(rows)
}

export function inOrder(tables: Found[]): Table[] {
  const ordered: Table[] = []
  const done = new Set<string>()
  while (ordered.length < tables.length) {
    const ready = tables.filter(({ name, parents }) => !done.has(name) && parents.every((p) => done.has(p)))
    if (ready.length === 0) throw new Error('tables refer to each other in a circle')
    for (const { name, columns } of ready) {
      ordered.push({ name, columns })
      done.add(name)
    }
  }
  return ordered
}

/**
 * How many rows, and a sum over a digest of each: the same in whatever order they lie, in every version. It tells
 * whether everything arrived; against forgery the whole file is authenticated.
 */
export async function countTable(client: pg.ClientBase, table: Table): Promise<Counted> {
  const half = (from: number) => `coalesce(sum(('x' || substr(h, ${from}, 16))::bit(64)::bigint), 0)::text`
  const { rows } = await client.query<{ rows: number; digest: string }>(
    `select count(*) as rows, ${half(1)} || ':' || ${half(17)} as digest
       from (select encode(sha256(convert_to(row(${columnsOf(table)})::text, 'UTF8')), 'hex') as h
               from ${quoted(table.name)}) as rows`,
  )
  return { ...table, rows: rows[0]!.rows, digest: rows[0]!.digest }
}

export const sequences = async (client: pg.ClientBase): Promise<Sequence[]> =>
  (
    await client.query<Sequence>(
      `select sequencename::text as name, coalesce(last_value, start_value)::text as value, last_value is not null as called
         from pg_sequences where schemaname = 'public' order by 1`,
    )
  ).rows
