import { levelOf, rangeOf } from '#domain/area/area.ts'
import type { ChildRow } from '#domain/child/child-api.ts'
import { ageOn, chinaDay, type PlainDate } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { unpackCell } from '#domain/table/cell.ts'
import {
  bandLimits,
  type Counted,
  countGroups,
  DEFINITIONS,
  type Group,
  isCounted,
  SUMMARY_CHECKS,
  SUMMARY_COLUMNS,
  type Values,
} from '#domain/table/left-behind-summary.ts'
import type { SummaryTable } from '#domain/table/table-api.ts'
import { type AreaNames, areaNames } from '../area/area-names.ts'
import { carerKindOf, relationOf } from '../child/list-children.ts'
import type { Db, ReachSetting } from '../db/db.ts'
import type { Deps } from '../deps.ts'

/** Spells that hold on the day, of children not yet sixteen on it. $1 county, $2 day, $3 sixteen, $4 and $5 places. */
const COUNTED = `county = $1 and from_day <= $2 and until_day > $2 and status = 1
   and (birth_date is null or birth_date > $3) and place_no >= $4 and place_no < $5`

const BAND = (six: string, fourteen: string) =>
  `case when birth_date is null then null when birth_date > ${six} then 0 when birth_date > ${fourteen} then 6 else 14 end::smallint`

/** A row is a township (three digits behind the county's six) or a village (six). */
const ROW_DIGITS = { 3: 3, 4: 6 } as const

const GROUPS = `select place_no / $6 as place, ${BAND('$7', '$8')} as band, cell, count(*)::int as n
  from child_state where ${COUNTED} group by 1, 2, 3`

type Asked = { asOf?: PlainDate; area?: string; counted?: Counted }
type InCell = Asked & { column: string }

/** The end of a range may be the next county: its places come after all of this one. */
const LAST_PLACE = 1_000_000

function question(deps: Deps, asked: Asked) {
  const asOf = asked.asOf ?? chinaDay(deps.now())
  const area = asked.area ?? `${deps.county.code}000000`
  if (area.slice(0, 6) !== deps.county.code || area.length > 12) throw new Refusal('areaNotFound')
  const { lo, hi } = rangeOf(area)
  const placeNo = (code: string) =>
    code.startsWith(deps.county.code) ? Number(code.slice(6, 12).padEnd(6, '0')) : LAST_PLACE
  const limits = bandLimits(asOf)
  return {
    asOf,
    area,
    limits,
    who: asked.counted ?? 'computed',
    counted: [deps.county.code, asOf, limits.sixteen, placeNo(lo), placeNo(hi)],
  }
}

/** Areas one level below are the rows; children known only to the area itself make a row of their own. */
function rowsOf(area: string, names: AreaNames, groups: readonly Group[]): { code: string; name: string }[] {
  const level = levelOf(area)
  const below = names.all.filter((a) => a.parent === area && !a.until)
  const listed = level >= 5 ? names.all.filter((a) => a.code === area) : below
  const rows = listed.map(({ code, name }) => ({ code, name }))
  const codes = new Set(rows.map((row) => row.code))
  const others = [...new Set(groups.map((group) => group.row))].filter((code) => !codes.has(code)).sort()
  return [
    ...rows,
    ...others.map((code) => ({
      code,
      name: code === area ? `${names.name(code)}(未分到下级)` : names.name(code),
    })),
  ]
}

type Remembered = { seq: number; table: SummaryTable }
const remembered = new Map<string, Remembered>()
const REMEMBERED = 200

/** The table of any day. An unchanged register answers from memory: the county's last place tells whether it is unchanged. */
export async function leftBehindSummary(
  db: Db,
  deps: Deps,
  reach: ReachSetting,
  asked: Asked,
): Promise<SummaryTable> {
  const { asOf, area, limits, who, counted } = question(deps, asked)
  const key = JSON.stringify([deps.county.code, deps.county.epoch, reach, asOf, area, who])
  const seq =
    (await db.one<{ last: number }>('select last from act_counter where county = $1', [deps.county.code]))
      ?.last ?? 0
  const known = remembered.get(key)
  if (known?.seq === seq) return known.table
  const digits = ROW_DIGITS[levelOf(area) as 3 | 4] ?? 6
  const found = await db.rows<Omit<Group, 'row'> & { place: number }>(GROUPS, [
    ...counted,
    10 ** (6 - digits),
    limits.six,
    limits.fourteen,
  ])
  const row = (place: number) => `${deps.county.code}${String(place).padStart(digits, '0')}`.padEnd(12, '0')
  const groups = found
    .filter(({ cell }) => isCounted(who, unpackCell(cell)))
    .map(({ place, ...group }) => ({ ...group, row: row(place) }))
  const names = await areaNames(deps.pool, db, deps.county.code)
  const table = { ...assemble(asOf, area, names, groups), counted: who, definition: DEFINITIONS[who] }
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value!)
  remembered.set(key, { seq, table })
  return table
}

function assemble(
  asOf: PlainDate,
  area: string,
  names: AreaNames,
  groups: Group[],
): Omit<SummaryTable, 'counted' | 'definition'> {
  const rows = rowsOf(area, names, groups)
  const { byRow, total } = countGroups(
    rows.map((row) => row.code),
    groups,
  )
  const holds = (parts: readonly string[], values: Values) =>
    parts.reduce((sum, key) => sum + values[key]!, 0) === values.total
  return {
    asOf,
    area,
    columns: SUMMARY_COLUMNS.map(({ key, zh, group }) => ({ key, label: zh, group })),
    rows: rows.map(({ code, name }) => ({ area: code, name, values: byRow.get(code)! })),
    total,
    checks: SUMMARY_CHECKS.map(({ rule, parts }) => ({
      rule,
      holds: [total, ...byRow.values()].every((values) => holds(parts, values)),
    })),
  }
}

type SpellRow = Pick<Group, 'band' | 'cell'> & {
  child: string
  name: string | null
  birth_date: string | null
  place: string
  carer_name: string | null
  carer_relation: number | null
  now: number
}

/** The spells of the children behind one cell, as they counted on that day. */
async function spellsInCell(db: Db, deps: Deps, asked: InCell): Promise<SpellRow[]> {
  const { limits, who, counted } = question(deps, asked)
  const column = SUMMARY_COLUMNS.find(({ key }) => key === asked.column)
  if (!column) throw new Refusal('invalidInput', { problem: 'column' })
  const spells = await db.rows<SpellRow>(
    `select child, place, birth_date, ${BAND('$6', '$7')} as band, cell
       from child_state where ${COUNTED}`,
    [...counted, limits.six, limits.fourteen],
  )
  return spells.filter(({ band, cell }) => {
    const facts = unpackCell(cell)
    return isCounted(who, facts) && column.counts({ ...facts, band })
  })
}

/** Which children these are, in the order of their names. */
export async function childrenInCell(db: Db, deps: Deps, asked: InCell): Promise<string[]> {
  const spells = await spellsInCell(db, deps, asked)
  const rows = await db.rows<{ id: string }>(
    'select id from child where county = $1 and id = any($2::uuid[]) order by name_pinyin, id',
    [deps.county.code, spells.map(({ child }) => child)],
  )
  return rows.map(({ id }) => id)
}

/** The children behind one cell, a page of them. */
export async function summaryChildren(
  db: Db,
  deps: Deps,
  asked: InCell & { page: number; size: number },
): Promise<{ total: number; rows: ChildRow[] }> {
  const { asOf } = question(deps, asked)
  const names = await areaNames(deps.pool, db, deps.county.code)
  const inCell = await spellsInCell(db, deps, asked)
  const then = new Map(inCell.map((spell) => [spell.child, spell]))
  const rows = await db.rows<{
    id: string
    name: string | null
    birth_date: string | null
    status: number
    carer_name: string | null
    carer_relation: number | null
  }>(
    `select c.id, c.name, c.birth_date, c.status, k.name as carer_name, k.relation as carer_relation
       from child c left join kin k on k.county = c.county and k.child = c.id and k.person = c.carer_person
      where c.county = $1 and c.id = any($2::uuid[]) order by c.name_pinyin, c.id limit $3 offset $4`,
    [deps.county.code, inCell.map((spell) => spell.child), asked.size, (asked.page - 1) * asked.size],
  )
  return {
    total: inCell.length,
    rows: rows.map((row) => {
      const { place, cell } = then.get(row.id)!
      return {
        id: row.id as ChildRow['id'],
        name: row.name,
        area: { code: place, village: names.village(place), township: names.township(place) },
        age: row.birth_date ? ageOn(row.birth_date, asOf) : null,
        status: row.status === 1 ? ('registered' as const) : ('left' as const),
        carer: row.carer_relation ? { name: row.carer_name, relation: relationOf(row.carer_relation) } : null,
        carerKind: carerKindOf(unpackCell(cell).carerKind),
        circumstances: [],
        facts: {},
      }
    }),
  }
}
