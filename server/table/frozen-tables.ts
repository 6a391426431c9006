import { contains, rangeOf } from '#domain/area/area.ts'
import type { ChildRow } from '#domain/child/child-api.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import { Refusal } from '#domain/refusals.ts'
import type { FrozenTable, freezeTable, Table } from '#domain/table/table-api.ts'
import { counter, type TableName } from '#domain/table/tables.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Actor, Deps } from '../deps.ts'
import { type CountedChild, countedChildren } from './counted-children.ts'
import { question } from './question.ts'
import { assemble, rowsOfChildren } from './read-table.ts'
import { inColumn, showPage } from './table-children.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Row = {
  id: string
  name: string
  table_name: TableName
  as_of: string
  scope: string
  counted: Table['counted']
  made_at: Date
  maker: string | null
  result: Table
}
const FROZEN = `select f.*, a.name as maker from frozen_table f left join account a on a.id = f.made_by where f.county = $1`
const ROWS_AT_A_TIME = 1_000

const show = (row: Row): FrozenTable => ({
  id: row.id,
  name: row.name,
  table: row.table_name,
  asOf: row.as_of,
  area: row.scope,
  counted: row.counted,
  madeAt: row.made_at.toISOString(),
  madeBy: row.maker ?? '',
  total: row.result.total.total!,
})

/** What was frozen of the own area, or of one around it of which only the figures are shown. */
const mayRead = ({ actor }: On, row: Row) =>
  actor.reach.role === 'tonghu_village'
    ? actor.reach.villages.includes(row.scope)
    : actor.area !== null && contains(actor.area, row.scope)

/**
 * Keeps a table with its figures and with every child behind them as it counted: facts that arrive later change
 * neither. The same click twice is one table.
 */
export async function freeze(
  on: On,
  { id, name, ...asked }: BodyOf<typeof freezeTable> & { area: string },
): Promise<FrozenTable> {
  const { db, deps, actor } = on
  const of = question(deps, asked)
  const names = await areaNames(deps.pool, db, deps.county.code)
  const children = await countedChildren(db, deps, of)
  const result = await assemble(db, deps, { asked, of, names, byRow: rowsOfChildren(of, children) })
  const written = await db.run(
    `insert into frozen_table (county, id, name, table_name, as_of, scope, counted, result, made_by, made_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      deps.county.code,
      id,
      name,
      asked.table,
      of.asOf,
      of.area,
      of.who,
      JSON.stringify(result),
      actor.account,
      deps.now(),
    ],
  )
  if (written > 0) {
    const reach = await presentReach(db, deps, children)
    for (let i = 0; i < children.length; i += ROWS_AT_A_TIME)
      await insertRows(
        db,
        'frozen_child',
        ['county', 'frozen', 'child', 'area_code', 'place', 'band', 'cell'],
        children
          .slice(i, i + ROWS_AT_A_TIME)
          .map(({ child, place, band, cell }) => [
            deps.county.code,
            id,
            child,
            reach.get(child)!,
            place,
            band,
            cell,
          ]),
      )
  }
  return show(await frozenRow(on, id))
}

async function presentReach(
  db: Db,
  deps: Deps,
  children: readonly CountedChild[],
): Promise<Map<string, string>> {
  const rows = await db.rows<{ id: string; area_code: string }>(
    'select id, area_code from child where county = $1 and id = any($2::uuid[])',
    [deps.county.code, children.map(({ child }) => child)],
  )
  return new Map(rows.map(({ id, area_code }) => [id, area_code]))
}

async function frozenRow(on: On, id: string): Promise<Row> {
  const row = await on.db.one<Row>(`${FROZEN} and f.id = $2`, [on.deps.county.code, id])
  if (!row || !mayRead(on, row)) throw new Refusal('notFound')
  return row
}

export async function listFrozen(on: On): Promise<FrozenTable[]> {
  const rows = await on.db.rows<Row>(`${FROZEN} order by f.made_at desc limit 500`, [on.deps.county.code])
  return rows.filter((row) => mayRead(on, row)).map(show)
}

export async function readFrozen(on: On, id: string): Promise<FrozenTable & { result: Table }> {
  const row = await frozenRow(on, id)
  return { ...show(row), result: row.result }
}

/** The children behind a cell, as frozen; who has left the reader's reach since is counted and not shown. */
export async function frozenChildren(
  on: On,
  asked: { frozen: string; area?: string; column: string; page: number; size: number },
): Promise<{ total: number; beyond: number; rows: ChildRow[] }> {
  const { db, deps } = on
  const row = await frozenRow(on, asked.frozen)
  const { lo, hi } = rangeOf(asked.area ?? row.scope)
  const children = await db.rows<CountedChild>(
    'select child, place, band, cell from frozen_child where county = $1 and frozen = $2 and place >= $3 and place < $4',
    [deps.county.code, row.id, lo, hi],
  )
  const counted = children.filter(inColumn({ counter: counter(row.table_name) }, asked.column))
  const whole = asked.area === undefined || asked.area === row.scope
  const frozen = whole ? row.result.total : row.result.rows.find(({ area }) => area === asked.area)?.values
  return {
    total: counted.length,
    beyond: Math.max(0, (frozen?.[asked.column] ?? 0) - counted.length),
    rows: await showPage(db, deps, { ...asked, counted, on: row.as_of }),
  }
}
