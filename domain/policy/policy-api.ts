import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { Circumstance } from '../circumstance/circumstance-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { STANDINGS } from './policy.ts'
import { POLICY_KEYS, type PolicyKey } from './policy-keys.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
const Key = key<PolicyKey>(POLICY_KEYS)
const Value = z.union([z.number(), z.boolean(), z.string().max(300), z.array(z.string().max(100)).max(100)])
const Words = z.string().trim().min(2).max(300)
const EntryId = z.uuid().toLowerCase()

const Entry = z.object({
  id: z.string(),
  key: Key,
  scope: z.string().describe('适用区划代码的开头；空为全国'),
  scopeName: z.string(),
  from: PlainDate,
  value: Value.nullable().describe('null：自该日起恢复上一级的规定'),
  document: z.string(),
  clause: z.string(),
  standing: key(STANDINGS),
})

/** How many children a change would add and remove, by circumstance. */
export const PolicyEffect = z.object({
  on: PlainDate,
  children: z.number().int().describe('已比较的在册儿童'),
  of: z.number().int(),
  done: z.boolean(),
  changes: z.array(z.object({ key: Circumstance, adds: z.number().int(), removes: z.number().int() })),
  dues: z
    .object({ moved: z.number().int(), adds: z.number().int(), removes: z.number().int() })
    .optional()
    .describe('任务：到期日改变的、新增的、取消的'),
})
export type PolicyEffect = z.infer<typeof PolicyEffect>

export const PolicyProposal = Entry.omit({ standing: true }).extend({
  id: EntryId,
  before: Value.nullable().describe('该日该区划原来的规定'),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  own: z.boolean(),
  effect: PolicyEffect.nullable(),
  decision: z.enum(['approved', 'rejected']).nullable(),
  withdrawn: z.boolean().describe('由提出人自己撤回'),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
})
export type PolicyProposal = z.infer<typeof PolicyProposal>

export const listPolicy = endpoint({
  name: 'listPolicy',
  method: 'GET',
  path: '/api/policy',
  access: 'policy.read',
  summary: { zh: '政策数据：现行规定、沿革和变更申请', en: 'Policy data: in force, history and proposals' },
  params: z.object({ on: PlainDate.optional() }),
  result: z.object({
    on: PlainDate,
    inForce: z.array(Entry),
    history: z.array(Entry),
    proposals: z.array(PolicyProposal),
    waiting: z.number().int().describe('尚待重新认定的儿童'),
  }),
})

export const proposePolicy = endpoint({
  name: 'proposePolicy',
  method: 'POST',
  path: '/api/policy/proposals',
  access: 'policy.propose',
  summary: { zh: '提出政策变更', en: 'Propose a change of policy' },
  body: z.object({
    id: EntryId,
    key: Key,
    scope: AreaCode.describe('本县或其乡镇'),
    from: PlainDate,
    value: Value.nullable(),
    document: Words,
    clause: Words,
    reason: Words,
  }),
  result: PolicyProposal,
})

export const decidePolicy = endpoint({
  name: 'decidePolicy',
  method: 'POST',
  path: '/api/policy/proposals/:proposal/decision',
  access: 'policy.approve',
  summary: { zh: '批准或驳回政策变更', en: 'Approve or reject a change of policy' },
  params: z.object({ proposal: EntryId }),
  body: z.object({ decision: z.enum(['approved', 'rejected']) }),
  result: PolicyProposal,
})
