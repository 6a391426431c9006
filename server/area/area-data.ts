import { AREA_LEVELS, type Area, contains, isHeading, levelOf, parentOf } from '#domain/area/area.ts'
import { shortNameOf } from '#domain/area/area-name.ts'
import { openAreaFile } from './area-file.ts'

export type County = {
  /** Six digits. */
  code: string
  name: string
  province: string
  /** Null where the county hangs on its province: in a municipality, 仙桃市, 东莞市. */
  prefecture: string | null
}

export type CountyAreas = {
  county: Area
  /** From the province downwards, without the county. */
  ancestors: Area[]
  /** Townships and villages, in the order of their codes. */
  areas: Area[]
}

/** Provinces, prefectures and counties of the whole country. */
export const listAbove = (): { code: string; name: string }[] =>
  openAreaFile().index.above.map(([digits, name]) => ({ code: toCode(digits), name }))

/** Every county of the country: districts, cities of county level, and cities that have no counties. */
export function listCounties(): County[] {
  const names = new Map(openAreaFile().index.above.map(([digits, name]) => [toCode(digits), name]))
  const counties: County[] = []
  for (const [code, name] of names) {
    if (levelOf(code) !== AREA_LEVELS.county) continue
    const [province, prefecture] = ancestorCodes(code).map((above) => names.get(above))
    counties.push({ code: code.slice(0, 6), name, province: province ?? '', prefecture: prefecture ?? null })
  }
  return counties
}

/**
 * A county with all that lies above and below it, or undefined for a code that is no county of the list.
 * Where two areas of one township would be called the same (李家村 and 李家村 after a merger that left two
 * committees), both keep the official name as the short one.
 */
export function countyAreas(code: string): CountyAreas | undefined {
  const { index, linesOf } = openAreaFile()
  const countyCode = toCode(code)
  const chain = index.above
    .filter(([digits]) => isAbove(digits, code))
    .map(([digits, name]) => toArea(toCode(digits), name))
    .sort((a, b) => a.level - b.level)
  const county = chain.at(-1)
  if (code.length !== 6 || county?.code !== countyCode || county.level !== AREA_LEVELS.county)
    return undefined

  const below = readBlock(linesOf(code.slice(0, 4)), countyCode)
  const areas = withDistinctShortNames(below.map((area) => withoutCountyName(area, county)))
  return { county, ancestors: chain.slice(0, -1), areas }
}

const toCode = (digits: string) => digits.padEnd(12, '0')

function toArea(code: string, name: string): Area {
  const level = levelOf(code)
  return { code, name, shortName: shortNameOf(name, level), level, parent: parentOf(code) }
}

function ancestorCodes(code: string): string[] {
  const parent = parentOf(code)
  return parent ? [...ancestorCodes(parent), parent] : []
}

/** A city without counties stands in the list twice, as 4419 and as 441900: the six digits are kept. */
function isAbove(digits: string, county: string): boolean {
  if (!county.startsWith(digits) || (digits.length === 4 && isHeading(digits))) return false
  return digits.length === 6 || levelOf(toCode(digits)) < AREA_LEVELS.county
}

function readBlock(lines: string[], county: string): Area[] {
  const areas: Area[] = []
  let township = ''
  for (const line of lines) {
    const isTownship = line.startsWith('#')
    if (isTownship) township = line.slice(1, 10)
    const code = isTownship ? `${township}000` : township + line.slice(0, 3)
    if (contains(county, code)) areas.push(toArea(code, line.slice(isTownship ? 10 : 3)))
  }
  return areas
}

/** 济源市沁园街道 is 沁园街道 within its county; 芒市镇 of 芒市 stays. */
function withoutCountyName(area: Area, county: Area): Area {
  const rest = area.shortName.slice(county.name.length)
  const isPrefixed = area.level === AREA_LEVELS.township && area.shortName.startsWith(county.name)
  return isPrefixed && /..(镇|乡|街道)$/.test(rest) ? { ...area, shortName: rest } : area
}

function withDistinctShortNames(areas: Area[]): Area[] {
  const times = new Map<string, number>()
  const key = ({ parent, shortName }: Area) => `${parent} ${shortName}`
  for (const area of areas) times.set(key(area), (times.get(key(area)) ?? 0) + 1)
  return areas.map((area) => (times.get(key(area)) === 1 ? area : { ...area, shortName: area.name }))
}
