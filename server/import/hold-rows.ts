import type { RosterRow } from '#domain/import/roster-row.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { type LookAlike, lookAlikes, type SeenRows, type UnknownRow } from '../duplicate/look-alikes.ts'
import { rowKey } from '../duplicate/row-key.ts'
import type { Recognised } from './match-children.ts'

type Holding = { held: Map<RosterRow, LookAlike[]>; waiting: Set<RosterRow> }
type On = { db: Db; deps: Deps; actor: Actor }
type Among = { importId: string; unclear: Recognised['unclear']; seen: SeenRows }

/** Of rows that nobody is for certain, those that look like somebody; `waiting`: those that an earlier import holds. */
export async function rowsToHold(
  { db, deps, actor }: On,
  rows: readonly UnknownRow[],
  { importId, unclear, seen }: Among,
): Promise<Holding> {
  const like = await lookAlikes(
    { db, deps },
    rows.filter(({ row }) => !unclear.has(row)),
    seen,
  )
  const own = await openedBy({ db, deps }, importId, [...like.values()].flat())
  const held: Holding['held'] = new Map()
  for (const { row } of rows) {
    const same = unclear
      .get(row)
      ?.map(({ child, reached }): LookAlike => ({ child, reached, score: 100, reasons: ['sameNumber'] }))
    const others = (same ?? like.get(row) ?? []).filter(({ child }) => !own.has(child))
    if (others.length > 0) held.set(row, others)
  }
  return { held, waiting: await heldAlready({ db, deps, actor }, [...held.keys()], importId) }
}

async function heldAlready(
  { db, deps, actor }: On,
  rows: readonly RosterRow[],
  importId: string,
): Promise<Set<RosterRow>> {
  if (rows.length === 0) return new Set()
  const rowsOf = Map.groupBy(rows, (row) => rowKey(deps.vault, actor, row).toString('hex'))
  const already = await db.rows<{ key: Buffer }>('select key from held_already($1, $2::bytea[], $3) as key', [
    deps.county.code,
    [...rowsOf.keys()].map((key) => Buffer.from(key, 'hex')),
    importId,
  ])
  return new Set(already.flatMap(({ key }) => rowsOf.get(key.toString('hex')) ?? []))
}

/** Children whom this very import has opened: its own rows were compared with each other when it was planned. */
async function openedBy(
  { db, deps }: Pick<On, 'db' | 'deps'>,
  importId: string,
  like: readonly LookAlike[],
): Promise<ReadonlySet<string>> {
  const children = like.flatMap(({ child, earlier }) => (earlier ? [] : [child]))
  if (children.length === 0) return new Set()
  const opened = await db.rows<{ child: string }>(
    `select child from act where county = $1 and child = any($2::uuid[]) and kind = 'child.open' and batch = $3`,
    [deps.county.code, children, importId],
  )
  return new Set(opened.map(({ child }) => child))
}
