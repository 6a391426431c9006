import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { endpoint } from '../endpoint.ts'

export const Quarter = z.string().regex(/^[12]\d{3}Q[1-4]$/)

/** 2026-05-20 → 2026Q2. Quarters, since the registers are reported by quarter. */
export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

export const VillageList = z.object({
  area: AreaCode,
  village: z.string(),
  township: z.string().nullable(),
  children: z.number().int().describe('目前在册'),
  confirmation: z
    .object({
      at: z.string(),
      by: z.string(),
      children: z.number().int().describe('确认时在册'),
      changed: z.boolean().describe('确认之后名单有进有出'),
    })
    .nullable(),
})
export type VillageList = z.infer<typeof VillageList>

export const listCoverage = endpoint({
  name: 'listCoverage',
  method: 'GET',
  path: '/api/list-confirmations',
  access: 'child.list',
  summary: { zh: '名单确认情况', en: 'Which villages have confirmed their list in a quarter' },
  params: z.object({ quarter: Quarter.optional().describe('如 2026Q2；默认本季度') }),
  result: z.object({
    quarter: Quarter,
    confirmed: z.number().int(),
    villages: z.array(VillageList).describe('尚未确认的在前'),
  }),
})

/** The number that she saw goes along: a list that has changed meanwhile is not what she confirms. */
export const confirmList = endpoint({
  name: 'confirmList',
  method: 'POST',
  path: '/api/list-confirmations',
  access: 'child.confirm',
  summary: { zh: '确认本村名单完整', en: 'Confirm for this quarter that the list of a village is complete' },
  body: z.object({ area: AreaCode.length(12), children: z.number().int().min(0) }),
  result: z.object({ quarter: Quarter, at: z.string() }),
})
