import type { AreaCode } from '../area/area.ts'
import type { RowCells } from './read-cells.ts'

/** What `areaFinder(areas)` of domain/area/match-area.ts gives. */
export type PlaceFinder = (written: { township?: string; village?: string; text?: string }) => {
  area: { code: AreaCode } | undefined
  group: number | undefined
}
export type FoundPlace = { area: AreaCode | undefined; group: number | undefined }

/** What else may say where a child is: its addresses, and what the sheet, the title and the file are called. */
export type PlaceHints = { addresses: readonly (string | undefined)[]; titles: readonly string[] }

/**
 * Where the child counts. The columns decide; an address says it where there are none, or gives the 村民小组 and
 * what is below the township. An address elsewhere (a child with relatives in town) changes nothing. Where a list
 * has no column of villages, the sheet's name or the title is the village of all its rows.
 */
export function findPlace(
  { township, village, group }: RowCells['place'],
  { addresses, titles }: PlaceHints,
  placeOf: PlaceFinder,
): FoundPlace {
  const read = addresses.flatMap((text) => (text ? [placeOf({ text })] : []))
  if (!township && !village) {
    const found = read.find(({ area }) => area)
    return found ? placed(found) : inTitles(titles, { group }, placeOf)
  }
  const columns = placed(placeOf({ township, village: joined(village, group) }))
  if (!columns.area) return columns
  const code = columns.area
  const finer = read.find(({ area }) => area && isWithin(area.code, code))
  if (village) return { area: code, group: columns.group ?? finer?.group }
  const titled =
    finer && !isTownship(finer.area!.code) ? undefined : inTitles(titles, { township, group }, placeOf)
  if (titled?.area && isWithin(titled.area, code) && titled.area !== code) return titled
  return { area: finer?.area?.code ?? code, group: columns.group ?? finer?.group }
}

/** The first of the titles that names a township or village. */
function inTitles(
  titles: readonly string[],
  { township, group }: { township?: string; group?: string },
  placeOf: PlaceFinder,
): FoundPlace {
  for (const title of titles) {
    const text = joined(title, group)
    const found = placed(placeOf(township ? { township, village: text } : { text }))
    if (found.area && !isCounty(found.area)) return found
  }
  return { area: undefined, group: undefined }
}

const UNIT = /(?:填报|报送|上报|填表)?单位[^:：]{0,6}[:：]\s*(\S{2,40})/
/** What follows the place in a title: 石文镇养树村2024年留守儿童花名册. */
const REST =
  /(?:\d|[(（]|农村|留守|困境|儿童|学生|孩子|花名册|名单|名册|统计|登记|汇总|信息|台账|基本情况).*$/s

/** The place in the sheet's name, in the lines above the heads and in the file's name, as far as they have one. */
export const placesIn = (names: readonly string[]): string[] =>
  names
    .map((name) => (UNIT.exec(name)?.[1] ?? name.replace(REST, '')).replace(/\.\w{2,5}$/, '').trim())
    .filter((name) => name.length >= 2 && name.length <= 40)

const placed = ({ area, group }: ReturnType<PlaceFinder>): FoundPlace => ({ area: area?.code, group })

const joined = (village?: string, group?: string) => (village && group ? village + group : village)

const isCounty = (code: AreaCode) => code.endsWith('000000')
export const isTownship = (code: AreaCode): boolean => code.endsWith('000')

/** Codes of a county's townships end in 000, its villages share the nine digits before. */
const isWithin = (inner: AreaCode, outer: AreaCode) => inner.startsWith(outer.replace(/000$/, ''))

/** The same words give the same place; thousands of rows hold a few hundred. */
export function remembering(placeOf: PlaceFinder): PlaceFinder {
  const found = new Map<string, ReturnType<PlaceFinder>>()
  return (written) => {
    const key = [written.township, written.village, written.text].join('\u0000')
    const before = found.get(key)
    if (before) return before
    const now = placeOf(written)
    found.set(key, now)
    return now
  }
}
