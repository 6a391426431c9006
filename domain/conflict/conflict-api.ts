import { z } from 'zod'
import { ShownFact } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { ActId, ChildId, PersonId } from '../ids.ts'

/** One of the two: what it says of the fact, masked like any other, and where it comes from. */
export const Side = z.object({
  act: ActId,
  kind: z.string(),
  value: ShownFact,
  since: PlainDate,
  by: z.object({ name: z.string().describe('辖区外的档案所记则为空'), role: z.string() }),
  writtenAt: z.string().describe('按设备时间'),
  receivedAt: z.string().describe('按服务器时间'),
  device: z
    .object({ phone: z.boolean(), label: z.string().nullable().describe('已注销则为空') })
    .nullable()
    .describe('空：在电脑上填写'),
})
export type Side = z.infer<typeof Side>

export const ConflictItem = z.object({
  child: ChildId,
  name: z.string().nullable(),
  village: z.string(),
  person: PersonId.optional(),
  relation: z.string().optional(),
  fact: z.string(),
  first: Side,
  second: Side,
  holds: z.enum(['first', 'second', 'other']).describe('现在按哪一条；other：之后又有新的记录'),
})
export type ConflictItem = z.infer<typeof ConflictItem>

export const listConflicts = endpoint({
  name: 'listConflicts',
  method: 'GET',
  path: '/api/conflicts',
  access: 'child.resolve',
  summary: {
    zh: '记录冲突：两人在互不知情时对同一情况作了不同记录',
    en: 'Two people recorded different things of one fact without knowing of each other',
  },
  params: z.object({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), rows: z.array(ConflictItem) }),
})

/** What is to hold: one of the two, or something else. */
export const CHOICES = ['first', 'second', 'other'] as const
export type ConflictChoice = (typeof CHOICES)[number]

const Value = z.union([z.string().max(2_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(50)])

export const decideConflict = endpoint({
  name: 'decideConflict',
  method: 'POST',
  path: '/api/conflicts/decide',
  access: 'child.resolve',
  summary: {
    zh: '对一处记录冲突作出决定：写成更正，原来两条都保留',
    en: 'Decides a conflict by corrections; both acts stand. The same decision again changes nothing',
  },
  body: z
    .object({
      child: ChildId,
      second: ActId,
      fact: z.string().regex(/^[A-Za-z]{1,40}$/),
      choice: z.enum(CHOICES),
      entry: z
        .object({ state: z.enum(['known', 'notCollected', 'notApplicable']), value: Value.optional() })
        .optional()
        .describe('choice 为 other 时的新内容'),
      reason: z.string().trim().min(2).max(200),
      acts: z.tuple([ActId, ActId]).describe('更正记录的编号，由客户端产生；只更正一条时用前一个'),
    })
    .refine(({ choice, entry }) => (choice === 'other') === (entry !== undefined), { message: 'entry' }),
  result: z.object({}),
})
