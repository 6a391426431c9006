import { levelOf } from '#domain/area/area.ts'
import { addDays, type PlainDate } from '#domain/dates.ts'
import { unpackCell } from '#domain/table/cell.ts'
import { bandLimits, DEFINITIONS, isCounted } from '#domain/table/counted.ts'
import type { Table } from '#domain/table/table-api.ts'
import { addCounts, type Counts, type Group, holds, type Values } from '#domain/table/table-def.ts'
import { type AreaNames, areaNames } from '../area/area-names.ts'
import type { Db, ReachSetting } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { BAND, COUNTED, type CountedChild, countedChildren, countedValues } from './counted-children.ts'
import { type Asked, type Question, question } from './question.ts'
import { headsOf } from './table-heads.ts'

/** A row is a township (three digits behind the county's six) or a village (six). */
const ROW_DIGITS = { 3: 3, 4: 6 } as const
const rowDigits = (area: string) => ROW_DIGITS[levelOf(area) as 3 | 4] ?? 6

/** By the village of today, by which they are remembered, and by the row of the table, where they counted then. */
const groups = (where: string) =>
  `select area_code as village, place_no / $6 as place, ${BAND('$7', '$8')} as band, cell, count(*)::int as n
     from child_state where ${COUNTED} ${where} group by 1, 2, 3, 4`
const GROUPS = groups('')
const GROUPS_OF_VILLAGES = groups('and area_code = any($9)')

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

/** What was counted, by the row of the table where the children counted. */
export type ByRow = Map<string, Counts>
/** The same by the village where they are now. */
type ByVillage = Map<string, ByRow>
/** The county's last act when it was counted, its place in the order, and how often spells were told anew without one. */
type Place = { seq: number; act: string; respelled: number }
type Remembered = Partial<Place> & { asOf: PlainDate; villages: ByVillage; rows: ByRow }
const remembered = new Map<string, Remembered>()
const REMEMBERED = 100
/** The last day of which each table was counted: of the next day only the villages are counted anew that it changed. */
const lastDays = new Map<string, PlainDate>()
const DAYS_BACK = 31

/**
 * The table of any day. What was counted is remembered by village: an unchanged register answers from memory, and
 * after an act only the villages are counted anew that it touched (act_place.touched), and of a new day those in which
 * somebody has had a birthday that counts.
 */
export async function readTable(
  db: Db,
  deps: Deps,
  reach: ReachSetting,
  { base, ...asked }: Asked & { base?: string },
): Promise<Table> {
  const of = question(deps, asked)
  const byRow = await countRows(db, deps, reach, { asked, of })
  const names = await areaNames(deps.pool, db, deps.county.code)
  const table = await assemble(db, deps, { asked, of, names, byRow })
  if (base === undefined) return table
  const then = await readTable(db, deps, reach, { ...asked, asOf: base })
  const thenByRow = new Map(then.rows.map((row) => [row.area, row.values]))
  return {
    ...table,
    base: { asOf: base, total: then.total },
    rows: table.rows.map((row) => ({
      ...row,
      ...(thenByRow.has(row.area) && { base: thenByRow.get(row.area) }),
    })),
  }
}

type Counting = { asked: Asked; of: Question }

async function countRows(db: Db, deps: Deps, reach: ReachSetting, { asked, of }: Counting): Promise<ByRow> {
  // As known at an instant is asked rarely, and not remembered.
  if (of.knownAt !== undefined) return rowsOfChildren(of, await countedChildren(db, deps, of))
  const about = JSON.stringify([
    deps.county.code,
    deps.county.epoch,
    reach,
    asked.table,
    of.area,
    of.who,
    of.rule.value,
  ])
  const key = `${about} ${of.asOf}`
  // Before anything is counted: what is written meanwhile is counted once more the next time.
  const last = await db.one<Place>(
    `select p.seq, p.act, c.respelled from act_counter c left join act_place p on p.county = c.county and p.seq = c.last
      where c.county = $1`,
    [deps.county.code],
  )
  const held = remembered.get(key) ?? dayBefore(about, of.asOf)
  const known = held && held.respelled === last?.respelled ? held : undefined
  if (known && known.act === last?.act && known.asOf === of.asOf) return known.rows
  const touched = known && (await villagesTouched(db, deps, known))
  const villages = await countVillages(db, deps, of, touched)
  if (touched) {
    for (const [village, rows] of known.villages) if (!touched.has(village)) villages.set(village, rows)
    if (known.asOf !== of.asOf) await turnDays(db, deps, of, { from: known.asOf, villages, counted: touched })
  }
  const rows = sumUp(of, villages)
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value!)
  remembered.set(key, { ...last, asOf: of.asOf, villages, rows })
  if (lastDays.size >= REMEMBERED) lastDays.clear()
  if ((lastDays.get(about) ?? '') < of.asOf) lastDays.set(about, of.asOf)
  return rows
}

/** What is remembered of one of the days before, such as yesterday's table right after midnight. */
function dayBefore(about: string, asOf: PlainDate): Remembered | undefined {
  const day = lastDays.get(about)
  return day !== undefined && day < asOf && day >= addDays(asOf, -DAYS_BACK)
    ? remembered.get(`${about} ${day}`)
    : undefined
}

/**
 * Spells of those who turn between two days: a spell begins or ends, or they come into another band of age. Asked one
 * by one, each by its own index; beginnings and ends apart, because after a move only one of both is in reach.
 */
const TURNING = [
  'from_day > $2 and from_day <= $3',
  "until_day > $2 and until_day <= $3 and until_day < 'infinity'",
  'birth_date > $4 and birth_date <= $5',
  'birth_date > $6 and birth_date <= $7',
  'birth_date > $9 and birth_date <= $10',
]
const TURNED = `select area_code as village, place_no / $8 as place, cell, ${BAND('$4', '$6')} as "bandBefore", ${BAND('$5', '$7')} as band,
    from_day <= $2 and until_day > $2 and (birth_date is null or birth_date > $9) as was,
    from_day <= $3 and until_day > $3 and (birth_date is null or birth_date > $10) as is
  from child_state where county = $1 and status = 1 and place_no >= $11 and place_no < $12 and until_day > $2 and from_day <= $3
   and child = any(array(${TURNING.map((turns) => `select child from child_state where county = $1 and ${turns}`).join(' union ')}))`

type Turned = {
  village: string
  place: number
  cell: number
  bandBefore: number | null
  band: number | null
  was: boolean
  is: boolean
}
type Turning = { from: PlainDate; villages: ByVillage; counted: ReadonlySet<string> }

/** Takes what was counted on one day to another: whoever turned is taken off where he counted, and added where he counts now. */
async function turnDays(
  db: Db,
  deps: Deps,
  of: Question,
  { from, villages, counted }: Turning,
): Promise<void> {
  const before = bandLimits(from, of.rule.value)
  const digits = rowDigits(of.area)
  const turned = await db.rows<Turned>(TURNED, [
    deps.county.code,
    from,
    of.asOf,
    before.six,
    of.limits.six,
    before.fourteen,
    of.limits.fourteen,
    10 ** (6 - digits),
    before.sixteen,
    of.limits.sixteen,
    of.places.from,
    of.places.to,
  ])
  const own = new Set<string>()
  for (const { village, place, cell, bandBefore, band, was, is } of turned) {
    if (counted.has(village) || !isCounted(of.who, unpackCell(cell))) continue
    // What is remembered of the day before stays as it is.
    if (!own.has(village)) {
      const rows = [...(villages.get(village) ?? [])]
      villages.set(village, new Map(rows.map(([row, counts]) => [row, [...counts]])))
      own.add(village)
    }
    const row = rowCode(of, place, digits)
    if (was) addTo(of, villages.get(village)!, row, { band: bandBefore, cell, n: -1 })
    if (is) addTo(of, villages.get(village)!, row, { band, cell, n: 1 })
  }
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

const rowCode = (of: Question, place: number, digits: number) =>
  `${of.area.slice(0, 6)}${String(place).padStart(digits, '0')}`.padEnd(12, '0')

/** All villages in reach, or only these. */
async function countVillages(
  db: Db,
  deps: Deps,
  of: Question,
  only?: ReadonlySet<string>,
): Promise<ByVillage> {
  const villages: ByVillage = new Map()
  if (only?.size === 0) return villages
  const digits = rowDigits(of.area)
  const values = [...countedValues(deps, of), 10 ** (6 - digits), of.limits.six, of.limits.fourteen]
  const found = await db.rows<Group & { village: string; place: number }>(
    only ? GROUPS_OF_VILLAGES : GROUPS,
    only ? [...values, [...only]] : values,
  )
  for (const { village, place, ...group } of found) {
    if (!isCounted(of.who, unpackCell(group.cell))) continue
    const rows = villages.get(village) ?? new Map<string, Counts>()
    addTo(of, rows, rowCode(of, place, digits), group)
    villages.set(village, rows)
  }
  return villages
}

function addTo({ counter }: Question, rows: ByRow, row: string, group: Group): void {
  const counts = rows.get(row) ?? counter.none()
  counter.add(counts, group)
  rows.set(row, counts)
}

function sumUp({ counter }: Question, villages: ByVillage): ByRow {
  const byRow: ByRow = new Map()
  for (const [row, counts] of [...villages.values()].flatMap((rows) => [...rows])) {
    const sum = byRow.get(row) ?? counter.none()
    addCounts(sum, counts)
    byRow.set(row, sum)
  }
  return byRow
}

export function rowsOfChildren(of: Question, children: readonly CountedChild[]): ByRow {
  const byRow: ByRow = new Map()
  const digits = rowDigits(of.area)
  for (const { place, band, cell } of children)
    addTo(of, byRow, place.slice(0, 6 + digits).padEnd(12, '0'), { band, cell, n: 1 })
  return byRow
}

type Assembling = Counting & { names: AreaNames; byRow: ByRow }

export async function assemble(db: Db, deps: Deps, { asked, of, names, byRow }: Assembling): Promise<Table> {
  const { counter, area, rule } = of
  const total = counter.none()
  for (const counts of byRow.values()) addCounts(total, counts)
  const rows = rowsOf(area, names, byRow.keys()).map(({ code, name }) => ({
    area: code,
    name,
    values: counter.values(byRow.get(code) ?? counter.none()),
  }))
  const all = counter.values(total)
  const every: Values[] = [all, ...rows.map(({ values }) => values)]
  return {
    table: asked.table,
    asOf: of.asOf,
    knownAt: of.knownAt ?? null,
    area,
    counted: of.who,
    definition: DEFINITIONS[of.who],
    document: `${rule.document}，${rule.clause}`,
    columns: await headsOf(db, deps, asked.table),
    rows,
    total: all,
    base: null,
    checks: counter.def.checks.map((check, i) => ({
      rule: check.rule,
      holds: every.every((values) => holds(check, values)),
      broken: counter.brokenIn(total)[i]!,
    })),
  }
}
