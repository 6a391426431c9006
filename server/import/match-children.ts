import type { RosterRow } from '#domain/import/roster-row.ts'
import { textIn } from '#domain/import/roster-row.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { goodNumberIn, rowKey } from '../duplicate/row-key.ts'

type Known = { key: Buffer; child: string; reached: boolean; merged?: boolean }

/** Rows that are children of the register for certain, and those whose number belongs to somebody out of reach or to several. */
export type Recognised = {
  matched: Map<RosterRow, string>
  /** Of these: rows that were decided to be that child, though they say otherwise. */
  merged: Set<RosterRow>
  unclear: Map<RosterRow, { child: string; reached: boolean }[]>
}

/**
 * By the number where it is good; by a number or a row that somebody has decided on; by the row with which the same
 * office had the file opened. Everything else is for a person to decide (server/duplicate).
 */
export async function recognise(
  { db, deps, actor }: { db: Db; deps: Deps; actor: Actor },
  rows: readonly RosterRow[],
): Promise<Recognised> {
  const numbers = keyed(rows, (row) => goodNumberIn(row) && deps.vault.blind('id', goodNumberIn(row)!))
  const aliases = keyed(rows, (row) => {
    const number = textIn(row.facts, 'idNumber')
    return number && deps.vault.blind('id', number)
  })
  const contents = keyed(rows, (row) => (goodNumberIn(row) ? undefined : rowKey(deps.vault, actor, row)))
  const [byNumber, byAlias, byContent] = await Promise.all([
    ask(db, 'select blind as key, child, reached from children_by_id($1, $2::bytea[])', [
      deps.county.code,
      [...numbers.values()],
    ]),
    ask(db, `select key, child, reached, merged from known_by($1, 'number', $2::bytea[])`, [
      deps.county.code,
      [...aliases.values()],
    ]),
    ask(db, `select key, child, reached, merged from known_by($1, 'row', $2::bytea[])`, [
      deps.county.code,
      [...contents.values()],
    ]),
  ])
  const recognised: Recognised = { matched: new Map(), merged: new Set(), unclear: new Map() }
  for (const row of rows) {
    const found =
      byNumber.get(hex(numbers.get(row))) ??
      byAlias.get(hex(aliases.get(row))) ??
      byContent.get(hex(contents.get(row)))
    if (!found) continue
    const [first, ...others] = found
    if (others.length === 0 && first!.reached) {
      recognised.matched.set(row, first!.child)
      if (first!.merged) recognised.merged.add(row)
    } else recognised.unclear.set(row, found)
  }
  return recognised
}

const hex = (key: Buffer | undefined) => key?.toString('hex') ?? ''

const keyed = (rows: readonly RosterRow[], keyOf: (row: RosterRow) => Buffer | '' | undefined) =>
  new Map(
    rows.flatMap((row) => {
      const key = keyOf(row)
      return key ? [[row, key] as const] : []
    }),
  )

async function ask(db: Db, text: string, values: [string, Buffer[]]): Promise<Map<string, Known[]>> {
  if (values[1].length === 0) return new Map()
  return Map.groupBy(await db.rows<Known>(text, values), ({ key }) => key.toString('hex'))
}
