import type pg from 'pg'

/** Everything of a county that lies in the database, larger keys last. */
const TABLES = [
  ...['area', 'act_counter', 'person_key', 'child', 'act', 'act_place', 'kin', 'child_state', 'child_gram'],
]
const CODES = ['code', 'parent', 'county', 'area_code', 'place']

/**
 * Another county of the same size: the first one's rows under another code. Search, lists and tables never look
 * across counties, so that copies are as good as newly invented ones, and cost no sealing.
 */
export async function copyCounty(owner: pg.Client, from: string, to: string): Promise<void> {
  await owner.query('begin')
  // Rows that were consistent stay so: their foreign keys need no look-up each.
  await owner.query('set local session_replication_role = replica')
  await owner.query(
    `insert into county (code, name, demo) select $2, name || $2, demo from county where code = $1`,
    [from, to],
  )
  for (const table of TABLES) await copyRows(owner, table, from, to)
  await owner.query('commit')
}

async function copyRows(owner: pg.Client, table: string, from: string, to: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  )
  const names = rows.map(({ name }) => name)
  const selected = names.map((name) => (CODES.includes(name) ? `$2 || substr(${name}, 7)` : name))
  await owner.query(
    `insert into ${table} (${names.join(', ')}) select ${selected.join(', ')} from ${table}
      where ${table === 'area' ? `left(code, 6) = $1 and level >= 3` : 'county = $1'}`,
    [from, to],
  )
}
