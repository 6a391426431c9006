import { z } from 'zod'
import { Reason } from '../child/life-acts.ts'
import { PlainDate } from '../dates.ts'
import { type CodeList, ENTRUST_REASON } from '../fact/code-lists.ts'
import { ActId, EvidenceId, PersonId } from '../ids.ts'
import { AGREEMENT_TEMPLATES } from './agreement-template.ts'
import { isStrokes, LONGEST_SIGNATURE } from './strokes.ts'

/** Who signs. 委托人, 被委托人 and the 村（居）民委员会 must; a child who can write may. */
export const PARTY = {
  principal: { n: 1, zh: '委托人', en: 'Parent' },
  carer: { n: 2, zh: '被委托人', en: 'Carer' },
  witness: { n: 3, zh: '村（居）民委员会', en: 'Village committee' },
  child: { n: 4, zh: '儿童', en: 'Child' },
} as const satisfies CodeList
export type Party = keyof typeof PARTY

/** How somebody signed. 电话同意 is what some counties let an absent parent do; project default. */
export const MANNER = {
  finger: { n: 1, zh: '当场手写', en: 'By hand on the screen' },
  link: { n: 2, zh: '本人手机签署', en: 'On the own phone, by a link' },
  paper: { n: 3, zh: '纸质签字或按手印', en: 'On paper, signature or fingerprint' },
  phone: { n: 4, zh: '电话同意', en: 'Agreed by telephone' },
} as const satisfies CodeList
export type Manner = keyof typeof MANNER

/** 未成年人保护法 art. 22 ¶3: who must not be entrusted, one question each; and ¶1: who may be. */
export const CARER_QUESTIONS = {
  harmed: {
    zh: '是否实施过性侵害、虐待、遗弃、拐卖、暴力伤害等违法犯罪行为',
    en: 'Ever committed sexual abuse, maltreatment, abandonment, trafficking or violence',
    clause: '《未成年人保护法》第二十二条第三款第一项',
    clauseEn: 'Law on the Protection of Minors, art. 22 ¶3 (1)',
    bars: true,
  },
  addicted: {
    zh: '是否有吸毒、酗酒、赌博等恶习',
    en: 'Takes drugs, drinks or gambles',
    clause: '《未成年人保护法》第二十二条第三款第二项',
    clauseEn: 'Law on the Protection of Minors, art. 22 ¶3 (2)',
    bars: true,
  },
  neglected: {
    zh: '是否曾拒不履行或者长期怠于履行监护、照护职责',
    en: 'Once refused, or long neglected, to guard or care for a child',
    clause: '《未成年人保护法》第二十二条第三款第三项',
    clauseEn: 'Law on the Protection of Minors, art. 22 ¶3 (3)',
    bars: true,
  },
  unfit: {
    zh: '是否有其他不适宜担任被委托人的情形',
    en: 'Unfit to be entrusted in any other way',
    clause: '《未成年人保护法》第二十二条第三款第四项',
    clauseEn: 'Law on the Protection of Minors, art. 22 ¶3 (4)',
    bars: true,
  },
  capable: {
    zh: '是否具有完全民事行为能力并有照护能力',
    en: 'Has full capacity and is able to care',
    clause: '《未成年人保护法》第二十二条第一款',
    clauseEn: 'Law on the Protection of Minors, art. 22 ¶1',
    bars: false,
  },
} as const satisfies Record<
  string,
  { zh: string; en: string; clause: string; clauseEn: string; bars: boolean }
>
export type CarerQuestion = keyof typeof CARER_QUESTIONS

/** How the child will live. art. 21: nobody under 16 lives alone without a guardian. */
export const LIVING = {
  together: { n: 1, zh: '与被委托人同住', en: 'With the carer' },
  boarding: { n: 2, zh: '平时寄宿，离校时与被委托人同住', en: 'At a boarding school, else with the carer' },
  alone: { n: 3, zh: '单独居住，被委托人照看', en: 'Alone, the carer looks in' },
} as const satisfies CodeList
export type Living = keyof typeof LIVING

/** art. 22 ¶2: a minor who is able to express a will is heard. Heard is not the same as agreed. */
export const HEARD = {
  agrees: { n: 1, zh: '已听取，儿童同意', en: 'Heard, the child agrees' },
  objects: { n: 2, zh: '已听取，儿童有不同意见', en: 'Heard, the child has objections' },
  tooYoung: { n: 3, zh: '年幼，尚不能表达意愿', en: 'Too young to express a will' },
  unable: { n: 4, zh: '因身体、心理原因不能表达意愿', en: 'Unable to express a will' },
} as const satisfies CodeList
export type Heard = keyof typeof HEARD

export const END_REASON = {
  parentBack: { n: 1, zh: '委托人返回共同生活', en: 'A parent has returned' },
  carerUnable: { n: 2, zh: '被委托人不能继续照护', en: 'The carer cannot go on' },
  carerBarred: { n: 3, zh: '被委托人出现不得担任的情形', en: 'The carer must not be entrusted any more' },
  childMoved: { n: 4, zh: '儿童迁居', en: 'The child has moved' },
  mistaken: { n: 5, zh: '拟定有误，作废', en: 'Drafted by mistake' },
  other: { n: 6, zh: '其他', en: 'Other' },
} as const satisfies CodeList
export type EndReason = keyof typeof END_REASON

/** art. 23: whom the parents have told in writing. */
export const TOLD = {
  school: { n: 1, zh: '学校、幼儿园', en: 'School or kindergarten' },
  village: { n: 2, zh: '村（居）民委员会', en: 'Village committee' },
} as const satisfies CodeList
export type Told = keyof typeof TOLD

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
const words = (max: number) => z.string().trim().min(1).max(max).optional()
const agreement = ActId.describe('拟定协议的记录')

/** Free words of an agreement, sealed as a whole. */
export const AgreementWords = z.strictObject({
  reason: words(200).describe('委托原因说明'),
  opinion: words(300).describe('儿童的意见'),
  other: words(500).describe('其他约定'),
  unreachable: words(200).describe('无法联系父母的说明'),
})
export type AgreementWords = z.infer<typeof AgreementWords>

const Draft = z
  .object({
    day: PlainDate,
    template: key(AGREEMENT_TEMPLATES),
    cause: key(ENTRUST_REASON),
    principals: z.array(PersonId).max(2).describe('委托人；无法联系父母时为空，由村（居）民委员会见证'),
    carer: PersonId,
    from: PlainDate,
    lastDay: PlainDate.describe('最后一日'),
    answers: z.strictObject({
      harmed: z.boolean(),
      addicted: z.boolean(),
      neglected: z.boolean(),
      unfit: z.boolean(),
      capable: z.boolean(),
    } satisfies Record<CarerQuestion, z.ZodType>),
    living: key(LIVING),
    attended: z.boolean().optional().describe('不满八周岁或需要特别照顾的：任何时候都有人看护'),
    heard: key(HEARD),
    told: z.array(key(TOLD)).max(2).default([]),
    contacts: z.array(PersonId).max(4).default([]).describe('紧急联系人，按先后'),
    copies: z.number().int().min(1).max(6).default(3),
    words: AgreementWords.default({}),
  })
  .refine((body) => body.lastDay >= body.from, { message: 'lastDay' })
  .refine((body) => new Set(body.principals).size === body.principals.length, { message: 'principals' })
  .refine((body) => !body.principals.includes(body.carer), { message: 'carer' })
  .refine((body) => body.principals.length > 0 || body.words.unreachable, { message: 'unreachable' })
  .refine((body) => body.heard !== 'objects' || body.words.opinion, { message: 'opinion' })

const Signature = z
  .object({
    day: PlainDate,
    agreement,
    party: key(PARTY),
    person: PersonId.optional().describe('委托人、被委托人是谁'),
    manner: key(MANNER),
    evidence: EvidenceId.optional().describe('纸质件的照片'),
    words: z
      .strictObject({
        strokes: z.string().max(LONGEST_SIGNATURE).refine(isStrokes, 'strokes').optional().describe('笔迹'),
        name: words(40).describe('签字人姓名'),
        note: words(200).describe('何时、由谁通话'),
      })
      .default({}),
  })
  .refine(({ party, person }) => (party === 'principal' || party === 'carer') === Boolean(person), {
    message: 'person',
  })
  .refine(({ manner, words }) => (manner === 'finger' || manner === 'link') === Boolean(words.strokes), {
    message: 'strokes',
  })
  .refine(({ manner, evidence }) => (manner === 'paper') === Boolean(evidence), { message: 'evidence' })
  .refine(({ manner, party, words }) => manner !== 'phone' || (party === 'principal' && words.note), {
    message: 'note',
  })

/** A 委托照护协议 is named by the act that drafted it. */
export const AGREEMENT_ACTS = {
  'agreement.draft': {
    zh: '拟定委托照护协议',
    en: 'Drafted a care agreement',
    subject: 'child',
    access: 'agreement.record',
    version: 1,
    body: Draft,
  },
  'agreement.sign': {
    zh: '签署委托照护协议',
    en: 'Signed a care agreement',
    subject: 'child',
    access: 'agreement.record',
    version: 1,
    body: Signature,
  },
  'agreement.confirm': {
    zh: '确认委托照护协议继续有效',
    en: 'Confirmed a care agreement',
    subject: 'child',
    access: 'agreement.record',
    version: 1,
    body: z.object({ day: PlainDate, agreement, reason: Reason }),
  },
  'agreement.end': {
    zh: '终止委托照护协议',
    en: 'Ended a care agreement',
    subject: 'child',
    access: 'agreement.record',
    version: 1,
    body: z.object({ day: PlainDate, agreement, why: key(END_REASON), reason: Reason }),
  },
} as const

/** Acts after which agreements are told anew. */
export const AGREEMENT_KINDS: readonly string[] = Object.keys(AGREEMENT_ACTS)
