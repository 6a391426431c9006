import type pg from 'pg'

const ROWS = 2_000

/** Reads a result of any size in parts, inside the caller's transaction: flat memory here, one plan there. */
export async function* inParts<R extends pg.QueryResultRow>(
  client: pg.ClientBase,
  name: string,
  text: string,
  values: unknown[],
): AsyncGenerator<R[]> {
  await client.query(`declare ${name} no scroll cursor for ${text}`, values)
  for (;;) {
    const { rows } = await client.query<R>(`fetch ${ROWS} from ${name}`)
    if (rows.length > 0) yield rows
    if (rows.length < ROWS) break
  }
  await client.query(`close ${name}`)
}
