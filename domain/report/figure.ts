import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { PlainDate } from '../dates.ts'
import { indicator } from '../indicator/indicators.ts'
import { GUARDIANS } from '../table/columns.ts'

/**
 * One number of a report. `key` is an indicator (domain/indicator/indicators.ts); of `ethnicity` those of the one that
 * `label` names. The children behind it are frozen with it.
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

/** What a figure counts, as the catalogue of indicators calls it. */
export const figureName = (key: string): { zh: string; en: string } => indicator(key) ?? { zh: key, en: key }
