import type { AreaCode } from '../area/area.ts'
import type { RowCells } from './read-cells.ts'

/** What `areaFinder(areas)` of domain/area/match-area.ts gives. */
export type PlaceFinder = (written: { township?: string; village?: string; text?: string }) => {
  area: { code: AreaCode } | undefined
  group: number | undefined
}
export type FoundPlace = { area: AreaCode | undefined; group: number | undefined }

/**
 * Where the child counts. The columns decide; an address says it where there are none, or gives the 村民小组 and
 * what is below the township. An address elsewhere (a child with relatives in town) changes nothing.
 */
export function findPlace(
  { township, village, group }: RowCells['place'],
  addresses: readonly (string | undefined)[],
  placeOf: PlaceFinder,
): FoundPlace {
  const read = addresses.flatMap((text) => (text ? [placeOf({ text })] : []))
  if (!township && !village)
    return placed(read.find(({ area }) => area) ?? { area: undefined, group: undefined })
  const columns = placed(placeOf({ township, village: joined(village, group) }))
  if (!columns.area) return columns
  const code = columns.area
  const finer = read.find(({ area }) => area && isWithin(area.code, code))
  return {
    area: village ? code : (finer?.area?.code ?? code),
    group: columns.group ?? finer?.group,
  }
}

const placed = ({ area, group }: ReturnType<PlaceFinder>): FoundPlace => ({ area: area?.code, group })

const joined = (village?: string, group?: string) => (village && group ? village + group : village)

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
