import { z } from 'zod'

/**
 * Codes of the statistics bureau: 2 digits province, 2 prefecture, 2 county, 3 township, 3 village, padded
 * with zeros to 12. A 村民小组 has no national code: it is its village's code and two digits from 01 on.
 * No province begins with 9, so the end of a range never needs a thirteenth digit.
 */
export const AreaCode = z
  .string()
  .regex(/^[1-8]\d{11}$|^(?!.{9}000)[1-8]\d{11}(?!00)\d\d$/)
  .describe('区划代码')
export type AreaCode = z.infer<typeof AreaCode>

export const AREA_LEVELS = {
  province: 1,
  prefecture: 2,
  county: 3,
  township: 4,
  village: 5,
  group: 6,
} as const
export const AreaLevel = z.literal([1, 2, 3, 4, 5, 6]).describe('层级')
export type AreaLevel = z.infer<typeof AreaLevel>

export const Area = z.object({
  code: AreaCode,
  name: z.string().describe('正式名称'),
  shortName: z.string().describe('简称'),
  level: AreaLevel,
  parent: AreaCode.nullable().describe('上级区划'),
})
export type Area = z.infer<typeof Area>

/**
 * Prefecture cities that have towns and no counties (东莞, 中山, 儋州) do a county's work themselves, so the
 * city is loaded as a county directly under its province. 嘉峪关 has none either, but the bureau gives it
 * the county row 620201, which then is an ordinary one.
 */
const CITIES_WITHOUT_COUNTIES = new Set(['4419', '4420', '4604'])

/**
 * Second-level rows that are headings of the statistics and no places: 市辖区 and 县 of a municipality (1101,
 * 5002), 省直辖县级行政区划 (4290). Counties below them hang on the province.
 */
export const isHeading = (prefectureDigits: string) => /^(11|12|31|50)0[123]|^\d\d90/.test(prefectureDigits)

export function levelOf(code: AreaCode): AreaLevel {
  if (code.length === 14) return AREA_LEVELS.group
  if (code.slice(9) !== '000') return AREA_LEVELS.village
  if (code.slice(6, 9) !== '000') return AREA_LEVELS.township
  if (code.slice(4, 6) !== '00' || CITIES_WITHOUT_COUNTIES.has(code.slice(0, 4))) return AREA_LEVELS.county
  return code.slice(2, 4) !== '00' ? AREA_LEVELS.prefecture : AREA_LEVELS.province
}

const DIGITS = { 1: 2, 2: 4, 3: 6, 4: 9, 5: 12, 6: 14 } as const satisfies Record<AreaLevel, number>

const firstDigits = (code: AreaCode, digits: number) => code.slice(0, digits).padEnd(12, '0')

export function parentOf(code: AreaCode): AreaCode | null {
  const level = levelOf(code)
  if (level === AREA_LEVELS.province) return null
  if (level !== AREA_LEVELS.county) return firstDigits(code, DIGITS[(level - 1) as AreaLevel])
  const prefecture = code.slice(0, 4)
  const onProvince = CITIES_WITHOUT_COUNTIES.has(prefecture) || isHeading(prefecture)
  return firstDigits(code, onProvince ? DIGITS[AREA_LEVELS.province] : DIGITS[AREA_LEVELS.prefecture])
}

/**
 * The area itself and all below it, as `code >= lo && code < hi` by code point (in SQL: collate "C"). The
 * groups of a village sort between its code and the next village's, because a prefix sorts first.
 */
export function rangeOf(code: AreaCode): { lo: string; hi: string } {
  const level = levelOf(code)
  // Its successor in 14 digits would sort behind the next village; a zero more holds the group alone.
  if (level === AREA_LEVELS.group) return { lo: code, hi: `${code}0` }
  return { lo: code, hi: firstDigits(String(Number(code.slice(0, DIGITS[level])) + 1), 12) }
}

export function contains(area: AreaCode, other: AreaCode): boolean {
  const { lo, hi } = rangeOf(area)
  return other >= lo && other < hi
}

/** The six digits by which a county is known, for instance `210421`. */
export function countyOf(code: AreaCode): string {
  if (levelOf(code) < AREA_LEVELS.county) throw new RangeError(`${code} is larger than a county`)
  return code.slice(0, 6)
}
