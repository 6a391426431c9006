import { LEFT_BEHIND_SUMMARY } from '../table/left-behind-summary.ts'
import type { Column } from '../table/table-def.ts'

/** What is counted in. */
export const UNITS = {
  children: { zh: '人', en: 'children' },
  places: { zh: '个', en: 'places' },
  percent: { zh: '百分比', en: 'per cent' },
} as const

/**
 * A figure that reports may tell: what it counts, in which unit, of which others it is a part, and by which definition.
 * The day, the area and where need be the base day belong to each figure that is told, not to the indicator.
 */
export type Indicator = {
  key: string
  zh: string
  en: string
  unit: keyof typeof UNITS
  /** exact: counted one by one; each number can be proved by its list. derived: computed from others. */
  qualifier: 'exact' | 'derived'
  /** point: as of a day. change: between a base day and a day. */
  time: 'point' | 'change'
  /** The indicator that it is a part of. */
  subsetOf?: string
  /** Column of the summary table that counts it. */
  column?: string
  /** Who is counted (domain/table/counted.ts). */
  definition: 'left-behind/2016-13'
  /** Report sentences that tell it. */
  told?: readonly string[]
}

const TOLD: Record<string, readonly string[]> = {
  total: ['S0-6', 'S3-7', 'S3-8'],
  male: ['S0-8'],
  female: ['S0-8'],
  guardianGrandparents: ['S0-10', 'S4-21'],
  schoolingDroppedOut: ['S0-11'],
}

/** Boys and girls of an age are a part of that age; every other column is a part of all. */
const subsetOf = ({ key }: Column): string | undefined => {
  if (key === 'total') return undefined
  const band = /^(age\d+to\d+)(Male|Female)$/.exec(key)?.[1]
  return band ?? 'total'
}

const counted = (column: Column): Indicator => {
  const part = subsetOf(column)
  return {
    key: column.key,
    zh: column.zh,
    en: column.en,
    unit: 'children',
    qualifier: 'exact',
    time: 'point',
    ...(part && { subsetOf: part }),
    column: column.key,
    definition: 'left-behind/2016-13',
    ...(TOLD[column.key] && { told: TOLD[column.key]! }),
  }
}

const derived = (
  key: string,
  words: { zh: string; en: string },
  more: Pick<Indicator, 'unit' | 'qualifier' | 'time'> & Partial<Indicator>,
): Indicator => ({ key, ...words, definition: 'left-behind/2016-13', ...more })

/** The catalogue of indicators. It begins with what the summary table counts; visits, benefits and work follow with them. */
export const INDICATORS: readonly Indicator[] = [
  ...LEFT_BEHIND_SUMMARY.columns.map(counted),
  derived(
    'ethnicity',
    { zh: '民族', en: 'Ethnicity' },
    { unit: 'children', qualifier: 'exact', time: 'point', subsetOf: 'total', told: ['S0-9'] },
  ),
  derived(
    'placesWithChildren',
    { zh: '有留守儿童的乡镇数', en: 'Townships with left-behind children' },
    { unit: 'places', qualifier: 'derived', time: 'point', told: ['S0-7'] },
  ),
  derived(
    'base',
    { zh: '基期儿童总数', en: 'Total on the base day' },
    { unit: 'children', qualifier: 'exact', time: 'point' },
  ),
  derived(
    'change',
    { zh: '比基期增减', en: 'Change since the base day' },
    { unit: 'children', qualifier: 'derived', time: 'change' },
  ),
  derived(
    'changePercent',
    { zh: '比基期增减百分比', en: 'Change since the base day, per cent' },
    { unit: 'percent', qualifier: 'derived', time: 'change', told: ['S1-18'] },
  ),
]

const byKey = new Map(INDICATORS.map((indicator) => [indicator.key, indicator]))
export const indicator = (key: string): Indicator | undefined => byKey.get(key)
