import { z } from 'zod'
import { Check } from '../check/checked.ts'
import { Reason } from '../child/life-acts.ts'
import { PlainDate } from '../dates.ts'
import { CHILD_FACTS } from '../fact/child-facts.ts'
import { type CodeList, RELATION } from '../fact/code-lists.ts'
import { entriesSchema } from '../fact/fact.ts'
import { ActId } from '../ids.ts'
import { CARER_STEP, carerStepsDone, OF_CARER, PROBLEM } from './problems.ts'
import { REVIEW_ACTS } from './review-acts.ts'

/**
 * What is done for a child by somebody on a day. A kind is an entry: nothing else in the program knows it by name.
 * `n` is what the database stores. `visit`: whoever saw the child then has visited it (走访). `urges`: parents or carer
 * were reminded of their duty (督促). `check`: it compares the file with what is found, of a child that was drawn; it
 * stands beside the visits that the village owes.
 */
export type Service = { n: number; zh: string; en: string; visit: boolean; urges: boolean; check?: true }

export const SERVICES = {
  homeVisit: { n: 1, zh: '入户走访', en: 'Visit at home', visit: true, urges: false },
  schoolVisit: { n: 2, zh: '到校走访', en: 'Visit at school', visit: true, urges: false },
  phoneCall: { n: 3, zh: '电话随访', en: 'Telephone call', visit: false, urges: false },
  urging: { n: 9, zh: '督促父母或照护人', en: 'Urged parents or carer', visit: false, urges: true },
  randomCheck: { n: 21, zh: '随机抽查', en: 'Random check', visit: false, urges: false, check: true },
} as const satisfies Record<string, Service>
export type ServiceKind = keyof typeof SERVICES

export const isCheck = (service: ServiceKind): boolean => 'check' in SERVICES[service]
/** What the form of a visit offers. */
export const VISIT_KINDS = (Object.keys(SERVICES) as ServiceKind[]).filter((kind) => !isCheck(kind))

/** How a problem was dealt with. Both end it; what has to be handed on stays open until it is done. */
export const OUTCOME = {
  solved: { n: 1, zh: '已解决', en: 'Solved' },
  unfounded: { n: 2, zh: '核实不属实', en: 'Found to be untrue' },
} as const satisfies CodeList
export type Outcome = keyof typeof OUTCOME

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
export const ServiceKey = key(SERVICES)
export const ProblemKey = key(PROBLEM)
export const OutcomeKey = key(OUTCOME)

const words = (max: number) => z.string().trim().min(1).max(max).optional()

/** Free words of the follow-up form (policy §2.5), sealed as a whole: they may name somebody. */
export const ServiceWords = z.strictObject({
  place: words(100).describe('随访地点'),
  position: z
    .string()
    .regex(/^-?\d{1,2}\.\d{5},-?\d{1,3}\.\d{5} \d{1,5}$/)
    .optional()
    .describe('手机定位：纬度,经度 误差（米）；县里规定允许时'),
  askedName: words(40).describe('问询对象姓名'),
  opinion: words(200).describe('监护人意见'),
  problem: words(500).describe('发现的问题'),
  note: words(500).describe('其他情况'),
})
export type ServiceWords = z.infer<typeof ServiceWords>

/**
 * Something given to a child, with what was learnt on the way: the facts are those of the catalogue. Children of one
 * family who are visited at once share the `occasion`; what concerns one child stands in its own act alone.
 */
const ServiceBody = z
  .object({
    day: PlainDate,
    service: ServiceKey,
    occasion: z.uuid().toLowerCase().describe('同一次上门的儿童相同'),
    childSeen: z.boolean().describe('本人是否见到'),
    asked: key(RELATION).optional().describe('问询对象与儿童关系'),
    problems: z.array(ProblemKey).max(Object.keys(PROBLEM).length).default([]),
    words: ServiceWords.default({}),
    facts: entriesSchema(CHILD_FACTS).default({}),
    check: Check.optional().describe('随机抽查的核对结果'),
    corrects: ActId.optional(),
    reason: Reason.optional(),
  })
  .refine((body) => !body.corrects || body.reason, { message: 'reason' })
  .refine((body) => isCheck(body.service) === (body.check !== undefined), { message: 'check' })

export const SERVICE_ACTS = {
  'service.record': {
    zh: '走访记录',
    en: 'Recorded a visit',
    subject: 'child',
    access: 'service.record',
    version: 1,
    body: ServiceBody,
  },
  'problem.close': {
    zh: '问题处理结果',
    en: 'Dealt with a problem',
    subject: 'child',
    access: 'service.record',
    // 2: with what was done about a carer.
    version: 2,
    body: z
      .object({
        day: PlainDate,
        found: ActId.describe('发现问题的走访'),
        problem: ProblemKey,
        outcome: OutcomeKey,
        steps: z.array(key(CARER_STEP)).max(4).optional().describe('照护人问题：已做的事'),
        words: z.strictObject({ note: z.string().trim().min(2).max(500).describe('如何处理') }),
      })
      .refine(
        ({ problem, outcome, steps = [] }) =>
          outcome !== 'solved' || !OF_CARER.includes(problem) || carerStepsDone(steps),
        { message: 'steps' },
      ),
  },
  ...REVIEW_ACTS,
} as const
