import { z } from 'zod'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { AccountId } from '../ids.ts'

export const AuditItem = z.object({
  id: z.uuid(),
  at: z.string(),
  account: z.object({ id: AccountId, name: z.string() }).nullable(),
  role: z.string().nullable(),
  endpoint: z.string(),
  outcome: z.string(),
  children: z.number().int().describe('涉及儿童数'),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  details: z.string().describe('代码或编号，以空格分开'),
})
export type AuditItem = z.infer<typeof AuditItem>

export const readAudit = endpoint({
  name: 'readAudit',
  method: 'GET',
  path: '/api/audit',
  access: 'audit.read',
  summary: { zh: '审计日志（按职责）', en: 'The audit log, as far as the reader’s duty goes' },
  params: z.object({
    from: PlainDate.optional(),
    to: PlainDate.optional(),
    account: AccountId.optional(),
    outcome: z.enum(['answered', 'refused', 'failed']).optional(),
    before: z.uuid().optional().describe('翻页：上一页最后一行'),
    size: z.coerce.number().int().min(1).max(100).default(50),
  }),
  result: z.object({ entries: z.array(AuditItem) }),
})
export const auditState = endpoint({
  name: 'auditState',
  method: 'GET',
  path: '/api/audit/state',
  access: 'audit.read',
  summary: { zh: '审计链校验', en: 'Verify the audit chain now' },
  result: z.object({
    whole: z.boolean(),
    rows: z.number().int(),
    links: z.number().int(),
    problems: z.array(z.string()),
  }),
})
