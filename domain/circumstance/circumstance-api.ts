import { z } from 'zod'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { CIRCUMSTANCE, type Circumstance as CircumstanceKey } from '../fact/code-lists.ts'
import { ChildId } from '../ids.ts'
import { STANDINGS } from '../policy/policy.ts'
import { POLICY_KEYS } from '../policy/policy-keys.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])

export const Circumstance = key<CircumstanceKey>(CIRCUMSTANCE)
const Words = { zh: z.string(), en: z.string() }
const Who = z.enum(['child', 'father', 'mother'])

/** Whether a child is what a rule says, and why. */
export const ShownFinding = z.object({
  key: Circumstance,
  answer: z.enum(['yes', 'no', 'unknown']).describe('unknown：所缺的情况未采集，见 missing'),
  case: z.enum(['A', 'B']).optional().describe('事实无人抚养：A 父母双方，B 一方死亡或失踪'),
  reported: z.boolean().nullable().describe('名册所列；null 为未采集'),
  reasons: z.array(
    z.object({
      code: z.string(),
      who: Who.optional(),
      fact: z.string().optional(),
      act: z.string().optional(),
      since: PlainDate.optional(),
      until: PlainDate.optional().describe('届时自行变化'),
      value: z.string().optional(),
      n: z.number().optional(),
      proof: z.string().optional().describe('依据，如判决书文号'),
      ...Words,
    }),
  ),
  missing: z.array(z.object({ who: Who, fact: z.string(), ...Words })),
  clauses: z.array(
    z.object({
      key: key(POLICY_KEYS),
      document: z.string(),
      clause: z.string(),
      from: PlainDate,
      standing: key(STANDINGS),
    }),
  ),
})
export type ShownFinding = z.infer<typeof ShownFinding>

export const explainChild = endpoint({
  name: 'explainChild',
  method: 'GET',
  path: '/api/children/:child/circumstances',
  access: 'child.read',
  summary: { zh: '儿童各类别的认定和理由', en: 'Every circumstance of a child, and why' },
  params: z.object({
    child: ChildId,
    on: PlainDate.optional().describe('某日的情况'),
    knownAt: z.iso.datetime({ offset: true }).optional().describe('按当时所知'),
  }),
  result: z.object({
    on: PlainDate,
    status: z.enum(['registered', 'left']),
    circumstances: z.array(ShownFinding).describe('退出后为空'),
  }),
})

const Counted = z.array(z.object({ key: Circumstance, n: z.number().int() }))

export const circumstanceGaps = endpoint({
  name: 'circumstanceGaps',
  method: 'GET',
  path: '/api/circumstances/gaps',
  access: 'child.list',
  summary: {
    zh: '漏保提示：符合规定而名册没有的儿童',
    en: 'Children who meet a rule and have no such record',
  },
  result: z.object({
    unlisted: Counted.describe('符合规定而未登记'),
    waiting: z.number().int().describe('尚待重新认定的儿童'),
  }),
})
