import type { ChildRow } from '#domain/child/child-api.ts'
import { ageOn } from '#domain/dates.ts'
import { CHILD_FACTS, type ChildFactKey } from '#domain/fact/child-facts.ts'
import { Refusal } from '#domain/refusals.ts'
import { unpackCell } from '#domain/table/cell.ts'
import { type AreaNames, areaNames } from '../area/area-names.ts'
import { carerKindOf, relationOf } from '../child/list-children.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { type CountedChild, countedChildren } from './counted-children.ts'
import { type Asked, type Question, question } from './question.ts'

type Page = { page: number; size: number }
type InCell = Asked & { column: string }

export function inColumn({ counter }: Pick<Question, 'counter'>, key: string) {
  const column = counter.column(key)
  if (!column) throw new Refusal('invalidInput', { problem: 'column' })
  return ({ band, cell }: CountedChild) => column.counts({ ...unpackCell(cell), band })
}

/** Which children are behind one cell, in the order of their names. */
export async function childrenInCell(db: Db, deps: Deps, asked: InCell): Promise<string[]> {
  const of = question(deps, asked)
  const counted = (await countedChildren(db, deps, of)).filter(inColumn(of, asked.column))
  const rows = await db.rows<{ id: string }>(
    'select id from child where county = $1 and id = any($2::uuid[]) order by name_pinyin, id',
    [deps.county.code, counted.map(({ child }) => child)],
  )
  return rows.map(({ id }) => id)
}

/** The children behind one cell, a page of them. */
export async function tableChildren(
  db: Db,
  deps: Deps,
  asked: InCell & Page,
): Promise<{ total: number; rows: ChildRow[] }> {
  const of = question(deps, asked)
  const counted = (await countedChildren(db, deps, of)).filter(inColumn(of, asked.column))
  return { total: counted.length, rows: await showPage(db, deps, { ...asked, counted, on: of.asOf }) }
}

/** Children who break an equality of the table by what is not known of them, with what must be filled in. */
export async function tableBlocks(db: Db, deps: Deps, asked: Asked & Page) {
  const of = question(deps, asked)
  const brokenBy = ({ band, cell }: CountedChild) => of.counter.broken(band, cell)
  const counted = (await countedChildren(db, deps, of)).filter((child) => brokenBy(child).length > 0)
  const by = new Map(counted.map((one) => [one.child, brokenBy(one)]))
  const rows = await showPage(db, deps, { ...asked, counted, on: of.asOf })
  return {
    total: counted.length,
    rows: rows.map((row) => {
      const checks = by.get(row.id)!
      const facts = new Set(checks.flatMap(({ facts }) => facts))
      return {
        ...row,
        rules: checks.map(({ rule }) => rule),
        mend: [...facts].map((key) => CHILD_FACTS[key as ChildFactKey].zh),
      }
    }),
  }
}

type Shown = Page & { counted: readonly CountedChild[]; on: string }

/** A page of children as they counted then, by their names of today. */
export async function showPage(db: Db, deps: Deps, { counted, on, page, size }: Shown): Promise<ChildRow[]> {
  const names = await areaNames(deps.pool, db, deps.county.code)
  const then = new Map(counted.map((one) => [one.child, one]))
  const rows = await db.rows<Row>(
    `select c.id, c.name, c.birth_date, c.status, k.name as carer_name, k.relation as carer_relation
       from child c left join kin k on k.county = c.county and k.child = c.id and k.person = c.carer_person
      where c.county = $1 and c.id = any($2::uuid[]) order by c.name_pinyin, c.id limit $3 offset $4`,
    [deps.county.code, [...then.keys()], size, (page - 1) * size],
  )
  return rows.map((row) => showRow(row, then.get(row.id)!, { names, on }))
}

type Row = {
  id: string
  name: string | null
  birth_date: string | null
  status: number
  carer_name: string | null
  carer_relation: number | null
}

const showRow = (
  row: Row,
  { place, cell }: CountedChild,
  { names, on }: { names: AreaNames; on: string },
): ChildRow => ({
  id: row.id as ChildRow['id'],
  name: row.name,
  area: { code: place, village: names.village(place), township: names.township(place) },
  age: row.birth_date ? ageOn(row.birth_date, on) : null,
  status: row.status === 1 ? 'registered' : 'left',
  carer: row.carer_relation
    ? { name: row.carer_name, relation: relationOf(row.carer_relation) as never }
    : null,
  carerKind: carerKindOf(unpackCell(cell).carerKind) as ChildRow['carerKind'],
  circumstances: [],
  colour: null,
  facts: {},
})
