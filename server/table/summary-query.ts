import { levelOf, rangeOf } from '#domain/area/area.ts'
import type { ChildRow } from '#domain/child/child-api.ts'
import { ageOn, chinaDay, type PlainDate } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { unpackCell } from '#domain/table/cell.ts'
import {
  addCounts,
  addGroup,
  bandLimits,
  type Counted,
  type Counts,
  DEFINITIONS,
  type Group,
  isCounted,
  noCounts,
  SUMMARY_CHECKS,
  SUMMARY_COLUMNS,
  type Values,
  valuesOf,
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

/** By the village of today, by which they are remembered, and by the row of the table, where they counted then. */
const groups = (where: string) =>
  `select area_code as village, place_no / $6 as place, ${BAND('$7', '$8')} as band, cell, count(*)::int as n
     from child_state where ${COUNTED} ${where} group by 1, 2, 3, 4`
const GROUPS = groups('')
const GROUPS_OF_VILLAGES = groups('and area_code = any($9)')

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
function rowsOf(area: string, names: AreaNames, counted: Iterable<string>): { code: string; name: string }[] {
  const level = levelOf(area)
  const below = names.all.filter((a) => a.parent === area && !a.until)
  const listed = level >= 5 ? names.all.filter((a) => a.code === area) : below
  const rows = listed.map(({ code, name }) => ({ code, name }))
  const codes = new Set(rows.map((row) => row.code))
  const others = [...new Set(counted)].filter((code) => !codes.has(code)).sort()
  return [
    ...rows,
    ...others.map((code) => ({
      code,
      name: code === area ? `${names.name(code)}(未分到下级)` : names.name(code),
    })),
  ]
}

/** What was counted, by the village where the children are now, then by the row of the table where they counted. */
type ByVillage = Map<string, Map<string, Counts>>
/** The county's last act when it was counted, and its place in the order. */
type Place = { seq: number; act: string }
type Remembered = Partial<Place> & { villages: ByVillage; table: SummaryTable }
const remembered = new Map<string, Remembered>()
const REMEMBERED = 100

/**
 * The table of any day. What was counted is remembered by village: an unchanged register answers from memory, and
 * after an act only the villages are counted anew that it touched (act_place.touched).
 */
export async function leftBehindSummary(
  db: Db,
  deps: Deps,
  reach: ReachSetting,
  asked: Asked,
): Promise<SummaryTable> {
  const { asOf, area, who } = question(deps, asked)
  const key = JSON.stringify([deps.county.code, deps.county.epoch, reach, asOf, area, who])
  // Before anything is counted: what is written meanwhile is counted once more the next time.
  const last = await db.one<Place>(
    `select p.seq, p.act from act_counter c join act_place p on p.county = c.county and p.seq = c.last
      where c.county = $1`,
    [deps.county.code],
  )
  const known = remembered.get(key)
  if (known && known.act === last?.act) return known.table
  const touched = known && (await villagesTouched(db, deps, known))
  const villages = await countVillages(db, deps, asked, touched)
  if (touched)
    for (const [village, rows] of known.villages) if (!touched.has(village)) villages.set(village, rows)
  const names = await areaNames(deps.pool, db, deps.county.code)
  const table = { ...assemble(asOf, area, names, villages), counted: who, definition: DEFINITIONS[who] }
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value!)
  remembered.set(key, { ...last, villages, table })
  return table
}

/** Where anything that is counted has changed since; undefined when that act does not stand there any more. */
async function villagesTouched(
  db: Db,
  deps: Deps,
  { seq, act }: Partial<Place>,
): Promise<Set<string> | undefined> {
  const places = await db.rows<{ act: string; touched: string[] | null }>(
    `select act, touched from act_place where county = $1 and seq >= $2 and (seq = $2 or touched is not null)
      order by seq`,
    [deps.county.code, seq ?? 0],
  )
  if (!act || places[0]?.act !== act) return undefined
  return new Set(places.slice(1).flatMap(({ touched }) => touched ?? []))
}

/** All villages in reach, or only these. */
async function countVillages(
  db: Db,
  deps: Deps,
  asked: Asked,
  only?: ReadonlySet<string>,
): Promise<ByVillage> {
  const villages: ByVillage = new Map()
  if (only?.size === 0) return villages
  const { area, limits, who, counted } = question(deps, asked)
  const digits = ROW_DIGITS[levelOf(area) as 3 | 4] ?? 6
  const values = [...counted, 10 ** (6 - digits), limits.six, limits.fourteen]
  const found = await db.rows<Group & { village: string; place: number }>(
    only ? GROUPS_OF_VILLAGES : GROUPS,
    only ? [...values, [...only]] : values,
  )
  const row = (place: number) => `${deps.county.code}${String(place).padStart(digits, '0')}`.padEnd(12, '0')
  for (const { village, place, ...group } of found) {
    if (!isCounted(who, unpackCell(group.cell))) continue
    const rows = villages.get(village) ?? new Map<string, Counts>()
    const counts = rows.get(row(place)) ?? noCounts()
    addGroup(counts, group)
    villages.set(village, rows.set(row(place), counts))
  }
  return villages
}

function assemble(
  asOf: PlainDate,
  area: string,
  names: AreaNames,
  villages: ByVillage,
): Omit<SummaryTable, 'counted' | 'definition'> {
  const total = noCounts()
  const byRow = new Map<string, Counts>()
  for (const [row, counts] of [...villages.values()].flatMap((rows) => [...rows])) {
    const sum = byRow.get(row) ?? noCounts()
    addCounts(sum, counts)
    addCounts(total, counts)
    byRow.set(row, sum)
  }
  const rows = rowsOf(area, names, byRow.keys()).map(({ code, name }) => ({
    area: code,
    name,
    values: valuesOf(byRow.get(code) ?? noCounts()),
  }))
  const holds = (parts: readonly string[], values: Values) =>
    parts.reduce((sum, key) => sum + values[key]!, 0) === values.total
  const all = valuesOf(total)
  return {
    asOf,
    area,
    columns: SUMMARY_COLUMNS.map(({ key, zh, group }) => ({ key, label: zh, group })),
    rows,
    total: all,
    checks: SUMMARY_CHECKS.map(({ rule, parts }) => ({
      rule,
      holds: [all, ...rows.map(({ values }) => values)].every((values) => holds(parts, values)),
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
