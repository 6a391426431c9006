import { z } from 'zod'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { ActId, ChildId } from '../ids.ts'

const Reason = z.string().trim().min(2).max(200)

export const revealRestricted = endpoint({
  name: 'revealRestricted',
  method: 'POST',
  path: '/api/children/:child/restricted',
  access: 'restricted.read',
  effect: 'reveal',
  summary: { zh: '查看受限事项（仅限指定持有人）', en: 'What only named holders may know of a child' },
  params: z.object({ child: ChildId }),
  body: z.object({ reason: Reason }),
  result: z.object({
    hivInfected: z.boolean().nullable().describe('null 为未采集'),
    hivConfirmedOn: PlainDate.nullable(),
    since: PlainDate.nullable(),
    act: ActId.nullable(),
  }),
})

export const countRestricted = endpoint({
  name: 'countRestricted',
  method: 'GET',
  path: '/api/restricted/count',
  access: 'restricted.read',
  summary: { zh: '受限事项的汇总数', en: 'How many, and nothing of whom' },
  result: z.object({ asOf: PlainDate, hivInfected: z.number().int().describe('在册、未满十八周岁') }),
})
