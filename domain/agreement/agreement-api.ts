import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint, FileAnswer } from '../endpoint.ts'
import { CIRCUMSTANCE, type Circumstance, ENTRUST_REASON } from '../fact/code-lists.ts'
import { ActId, ChildId, EvidenceId, PersonId } from '../ids.ts'
import { Month } from '../register/register-api.ts'
import {
  AgreementWords,
  END_REASON,
  type EndReason,
  HEARD,
  type Heard,
  LIVING,
  type Living,
  MANNER,
  type Manner,
  PARTY,
  type Party,
  TOLD,
  type Told,
} from './agreement-acts.ts'
import { TRIGGER, type Trigger } from './agreement-renewal.ts'
import { AGREEMENT_TEMPLATES, type TemplateKey } from './agreement-template.ts'
import { AGREEMENT_STATUS, type AgreementStatus } from './agreements.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
const By = z.object({ name: z.string(), role: z.string() })
/** Somebody of the family as an agreement names him. */
const PartyPerson = z.object({
  person: PersonId,
  relation: z.string().nullable().describe('现在与儿童的关系'),
  name: z.string().nullable().describe('身份信息已销毁时为空'),
})

export const ShownSignature = z.object({
  id: ActId,
  party: key<Party>(PARTY),
  person: PersonId.nullable(),
  manner: key<Manner>(MANNER),
  day: PlainDate,
  strokes: z.string().nullable(),
  name: z.string().nullable(),
  note: z.string().nullable(),
  evidence: EvidenceId.nullable(),
  by: By,
})
export type ShownSignature = z.infer<typeof ShownSignature>

export const ShownAgreement = z.object({
  id: ActId,
  status: key<AgreementStatus>(AGREEMENT_STATUS),
  template: key<TemplateKey>(AGREEMENT_TEMPLATES),
  day: PlainDate,
  cause: z.enum(Object.keys(ENTRUST_REASON) as [string, ...string[]]),
  principals: z.array(PartyPerson),
  carer: PartyPerson,
  contacts: z.array(PartyPerson),
  from: PlainDate,
  lastDay: PlainDate,
  signedOn: PlainDate.nullable(),
  living: key<Living>(LIVING),
  heard: key<Heard>(HEARD),
  told: z.array(key<Told>(TOLD)),
  copies: z.number().int(),
  words: AgreementWords.nullable().describe('身份信息已销毁时为空'),
  signatures: z.array(ShownSignature),
  missing: z.array(
    z.object({
      party: key<Party>(PARTY),
      person: PersonId.nullable(),
      link: z.object({ expiresAt: z.iso.datetime() }).nullable().describe('已发出、尚可用的签署链接'),
    }),
  ),
  confirmedOn: PlainDate.nullable(),
  ended: z
    .object({ day: PlainDate, why: key<EndReason>(END_REASON), reason: z.string().nullable(), by: By })
    .nullable(),
  code: z.string().nullable().describe('校验码，全部签字后才有'),
  by: By,
})
export type ShownAgreement = z.infer<typeof ShownAgreement>

const AtChild = z.object({ child: ChildId })
const AtAgreement = AtChild.extend({ agreement: ActId })

export const agreementsOfChild = endpoint({
  name: 'agreementsOfChild',
  method: 'GET',
  path: '/api/children/:child/agreements',
  access: 'child.read',
  summary: { zh: '一名儿童的委托照护协议，新的在前', en: 'Care agreements of a child, newest first' },
  params: AtChild,
  result: z.object({
    needed: z.array(key<Circumstance>(CIRCUMSTANCE)).describe('因哪些类别须签订；空为不须'),
    /** What has to be done next, and why. */
    renewal: z
      .object({ triggers: z.array(key<Trigger>(TRIGGER)), due: PlainDate, opens: PlainDate })
      .nullable(),
    rules: z.object({
      unattended: z.boolean().describe('不满八周岁或需要特别照顾'),
      notAlone: z.boolean().describe('不满十六周岁'),
      heard: z.boolean().describe('须听取意见'),
      heardAge: z.number().int(),
      unattendedAge: z.number().int(),
      aloneAge: z.number().int(),
      months: z.number().int().describe('期限最长几个月'),
      byPhone: z.boolean().describe('允许父母电话同意'),
    }),
    rows: z.array(ShownAgreement),
  }),
})

export const agreementPdf = endpoint({
  name: 'agreementPdf',
  method: 'POST',
  path: '/api/children/:child/agreements/:agreement/pdf',
  access: 'agreement.record',
  effect: 'export',
  summary: {
    zh: '委托照护协议（.pdf），附签字和校验码',
    en: 'A care agreement as .pdf, with its signatures',
  },
  params: AtAgreement,
  binary: 'whole',
  result: FileAnswer,
})

/** Of a month and an area: who must have an agreement on its last day, or today, and has one in force or not. */
export const AGREEMENT_COUNTERS = {
  needed: { zh: '应签订', en: 'Must have one' },
  covered: { zh: '已签订', en: 'In force' },
  notCovered: { zh: '未签订', en: 'None in force' },
} as const
export type AgreementCounter = keyof typeof AGREEMENT_COUNTERS
export const AgreementCounterKey = key<AgreementCounter>(AGREEMENT_COUNTERS)

const Asked = z.object({
  month: Month.optional().describe('YYYY-MM；默认本月'),
  area: AreaCode.length(12).optional().describe('默认本人的管辖范围'),
})
const Values = z.record(AgreementCounterKey, z.number().int())

export const agreementCoverage = endpoint({
  name: 'agreementCoverage',
  method: 'GET',
  path: '/api/agreements/coverage',
  access: 'table.read',
  summary: { zh: '委托照护协议签订率', en: 'Coverage of care agreements in a month, by area' },
  params: Asked,
  result: z.object({
    month: Month,
    on: PlainDate.describe('按该日计'),
    area: AreaCode,
    rows: z.array(z.object({ area: AreaCode, name: z.string(), values: Values })),
    total: Values,
  }),
})

export const agreementChildren = endpoint({
  name: 'agreementChildren',
  method: 'GET',
  path: '/api/agreements/children',
  access: 'table.read',
  summary: { zh: '签订率某一数字的名单', en: 'The children behind a figure of care agreements' },
  params: Asked.extend({
    counter: AgreementCounterKey,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), rows: z.array(ChildRow) }),
})
