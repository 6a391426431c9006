import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { UNITS } from './indicators.ts'

export const listIndicators = endpoint({
  name: 'listIndicators',
  method: 'GET',
  path: '/api/indicators',
  access: 'report.read',
  summary: { zh: '指标目录', en: 'The catalogue of indicators' },
  result: z.object({
    indicators: z.array(
      z.object({
        key: z.string(),
        zh: z.string(),
        en: z.string(),
        unit: z.enum(Object.keys(UNITS) as [keyof typeof UNITS, ...(keyof typeof UNITS)[]]),
        qualifier: z.enum(['exact', 'derived']),
        time: z.enum(['point', 'change']),
        subsetOf: z.string().optional(),
        column: z.string().optional().describe('汇总表的栏目'),
        definition: z.string(),
        told: z.array(z.string()).optional().describe('来源报告的句号'),
      }),
    ),
  }),
})
