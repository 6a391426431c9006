import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { PlainDate } from '../dates.ts'
import { GUARDIANS } from '../table/columns.ts'
import { LEFT_BEHIND_SUMMARY } from '../table/left-behind-summary.ts'

/**
 * One number of a report. `key` is a column of the summary table, `base` the total of the base day, `ethnicity` those
 * of the one that `label` names. The children behind it are frozen with it.
 */
export const Figure = z.object({
  n: z.number().int().describe('在报告中的序号'),
  key: z.string(),
  area: AreaCode,
  areaName: z.string(),
  inRow: z.boolean().describe('分地区表的一行'),
  asOf: PlainDate,
  label: z.string().nullable(),
  value: z.number().int(),
})
export type Figure = z.infer<typeof Figure>

export const BASE = 'base'
export const ETHNICITY = 'ethnicity'
export const DROPPED_OUT = 'schoolingDroppedOut'

/** Who really looks after the children; the last one is 未采集. */
export const GUARDIAN_KEYS = [...GUARDIANS.map(({ key }) => key), 'guardianNotCollected']
export const SEX_KEYS = ['male', 'female', 'sexNotCollected'] as const

/** Counted for the whole area of a report; those of SEX_KEYS and the total for each area below it too. */
export const OVERALL_KEYS = ['total', ...SEX_KEYS, DROPPED_OUT, ...GUARDIAN_KEYS]

const NAMES = {
  [BASE]: { zh: '基期儿童总数', en: 'Total on the base day' },
  [ETHNICITY]: { zh: '民族', en: 'Ethnicity' },
} as const

/** What a figure counts, as its table calls it. */
export const figureName = (key: string): { zh: string; en: string } => {
  const column = LEFT_BEHIND_SUMMARY.columns.find((one) => one.key === key)
  return (NAMES as Record<string, { zh: string; en: string }>)[key] ?? column ?? { zh: key, en: key }
}
