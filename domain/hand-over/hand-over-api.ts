import { z } from 'zod'
import { Role } from '../access/roles.ts'
import { AreaCode } from '../area/area.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { ActId, ChildId } from '../ids.ts'

/** Days within which a child that is handed over should be received; from then on it is marked. Project default. */
export const RECEIVE_WITHIN_DAYS = 7

const Place = z.object({ code: AreaCode, name: z.string() })

/**
 * What a receiver needs to recognise a child who is not hers yet: no birthday, no family, and not why it is handed over,
 * which may tell of a crime, an illness or a quarrel.
 */
export const WaitingHandOver = z.object({
  id: ActId,
  child: ChildId,
  name: z.string().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  birthYear: z.number().int().nullable(),
  from: Place,
  to: Place,
  askedOn: PlainDate,
  backOn: PlainDate.nullable().describe('被退回之日：由移交的一方决定再移交还是留下'),
  askedBy: z.object({ name: z.string(), role: Role }),
  waitingDays: z.number().int(),
  overdue: z.boolean(),
  mine: z.boolean().describe('目前在本人管辖范围内，可打开档案'),
  mayReceive: z.boolean().describe('本人可认领或退回'),
})
export type WaitingHandOver = z.infer<typeof WaitingHandOver>

/** incoming: to be received by the asker; outgoing: children of hers for whom somebody else is asked. */
export const Direction = z.enum(['incoming', 'outgoing', 'all'])
export type Direction = z.infer<typeof Direction>

export const listHandOvers = endpoint({
  name: 'listHandOvers',
  method: 'GET',
  path: '/api/hand-overs',
  access: 'child.list',
  summary: { zh: '待认领的儿童', en: 'Children who are handed over and wait to be received, oldest first' },
  params: z.object({
    direction: Direction.default('all'),
    page: z.coerce.number().int().min(1).max(1_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({
    total: z.number().int(),
    overdue: z.number().int().describe('其中超过期限的'),
    sentBack: z.number().int().describe('其中被退回的'),
    handOvers: z.array(WaitingHandOver),
  }),
})
