import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { RELATION } from '../fact/code-lists.ts'
import { ActId, ChildId } from '../ids.ts'
import { ColourKey, MeasureKey, NeedKey, OutcomeOfMeasure, ResponsibleKey } from './assessment-acts.ts'
import { type ProblemCode, TEMPLATE_PROBLEMS } from './check-template.ts'
import { Answers, Template, TemplateKey } from './template.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
const DraftId = z.uuid().toLowerCase()
const Words = z.string().trim().min(2).max(300)

const Version = z.object({
  template: TemplateKey,
  version: z.number().int(),
  from: PlainDate,
  body: Template,
  asked: z.boolean().describe('今日使用的版本'),
  publishedBy: z.string().nullable().describe('空：随系统提供'),
})
export type Version = z.infer<typeof Version>

/** What a draft would make of the last answers of each child. */
export const TrialEffect = z.object({
  on: PlainDate,
  children: z.number().int().describe('已试算的儿童'),
  of: z.number().int(),
  unanswered: z.number().int().describe('以往的回答不足以按草稿计分'),
  done: z.boolean(),
  changes: z.array(
    z.object({
      from: z.number().int(),
      to: z.number().int(),
      children: z.number().int(),
    }),
  ),
  colours: z.array(z.object({ from: ColourKey, to: ColourKey, children: z.number().int() })),
})
export type TrialEffect = z.infer<typeof TrialEffect>

export const Draft = z.object({
  id: DraftId,
  template: TemplateKey,
  from: PlainDate,
  body: Template,
  reason: z.string(),
  revision: z.number().int(),
  problems: z.array(z.object({ code: key<ProblemCode>(TEMPLATE_PROBLEMS), about: z.array(z.string()) })),
  draftedBy: z.string(),
  draftedAt: z.string(),
  own: z.boolean(),
  effect: TrialEffect.nullable(),
})
export type Draft = z.infer<typeof Draft>

export const listTemplates = endpoint({
  name: 'listTemplates',
  method: 'GET',
  path: '/api/assessments/templates',
  access: 'policy.read',
  summary: { zh: '评估量表：各版本和草稿', en: 'Assessment templates: versions and drafts' },
  result: z.object({ today: PlainDate, versions: z.array(Version), drafts: z.array(Draft) }),
})

export const saveDraft = endpoint({
  name: 'saveDraft',
  method: 'POST',
  path: '/api/assessments/drafts',
  access: 'policy.propose',
  summary: { zh: '保存量表草稿，随后试算', en: 'Save a draft of a template; it is tried afterwards' },
  body: z.object({
    id: DraftId,
    template: TemplateKey,
    from: PlainDate,
    body: Template,
    reason: Words,
    revision: z.number().int().min(0).describe('改自哪一稿；新草稿为 0'),
  }),
  result: Draft,
})

export const decideDraft = endpoint({
  name: 'decideDraft',
  method: 'POST',
  path: '/api/assessments/drafts/:draft/decision',
  access: 'policy.approve',
  summary: { zh: '发布或退回量表草稿', en: 'Publish or reject a draft of a template' },
  params: z.object({ draft: DraftId }),
  body: z.object({
    decision: z.enum(['approved', 'rejected']),
    revision: z.number().int().describe('所看到的那一稿'),
  }),
  result: z.object({ version: z.number().int().nullable() }),
})

const Page = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}

export const triedChildren = endpoint({
  name: 'triedChildren',
  method: 'GET',
  path: '/api/assessments/drafts/:draft/children',
  access: 'child.list',
  summary: { zh: '按草稿会改变等级的儿童', en: 'Children whose grade a draft would change' },
  params: z.object({
    draft: DraftId,
    from: z.coerce.number().int().optional(),
    to: z.coerce.number().int().optional(),
    ...Page,
  }),
  result: z.object({
    total: z.number().int(),
    rows: z.array(ChildRow.extend({ from: z.number().int(), to: z.number().int() })),
  }),
})

const Both = z.object({ zh: z.string(), en: z.string() })
const Author = z.object({ name: z.string(), role: z.string() })

const ShownReason = Both.extend({
  colour: z.enum(['red', 'yellow']),
  of: z.enum(['guardianship', 'circumstance', 'assessment', 'problem']),
  on: PlainDate.nullable().describe('自何日起'),
  act: z.string().nullable().describe('依据的记录'),
  rule: Both.describe('规则和出处'),
  because: z.array(Both).describe('认定理由'),
  lower: z.array(Both).describe('怎样才会变轻'),
})
export type ShownReason = z.infer<typeof ShownReason>

const ShownAssessment = z.object({
  id: ActId,
  day: PlainDate,
  template: TemplateKey,
  version: z.number().int(),
  grade: z.number().int(),
  total: z.number().int().nullable(),
  answers: Answers.nullable().describe('身份信息已销毁时为空'),
  vetoed: z.boolean(),
  asked: key<keyof typeof RELATION>(RELATION).optional(),
  askedName: z.string().nullable(),
  note: z.string().nullable(),
  by: Author,
  corrected: z.boolean().describe('后来被更正'),
})
export type ShownAssessment = z.infer<typeof ShownAssessment>

const ShownNeed = z.object({
  id: ActId,
  day: PlainDate,
  need: NeedKey,
  note: z.string().nullable(),
  by: Author,
  measures: z.array(
    z.object({
      measure: MeasureKey,
      responsible: ResponsibleKey,
      due: PlainDate,
      ended: z
        .object({ day: PlainDate, outcome: OutcomeOfMeasure, note: z.string().nullable(), by: z.string() })
        .nullable(),
    }),
  ),
})
export type ShownNeed = z.infer<typeof ShownNeed>

export const assessmentsOfChild = endpoint({
  name: 'assessmentsOfChild',
  method: 'GET',
  path: '/api/children/:child/assessments',
  access: 'child.read',
  summary: {
    zh: '一名儿童的风险颜色和理由、评估、需求和措施',
    en: 'Colour of a child and why; its assessments, needs and measures',
  },
  params: z.object({ child: ChildId }),
  result: z.object({
    colour: ColourKey.nullable().describe('退出后为空'),
    computed: ColourKey.nullable(),
    override: z
      .object({
        colour: ColourKey,
        day: PlainDate,
        until: PlainDate,
        reason: z.string().nullable(),
        by: z.string(),
      })
      .nullable(),
    overrideDays: z.number().int().describe('人工调整最长多少天'),
    key: z.boolean().describe('重点关爱对象'),
    reasons: z.array(ShownReason),
    assessments: z.array(ShownAssessment),
    versions: z.array(Version.pick({ template: true, version: true, body: true })),
    needs: z.array(ShownNeed),
  }),
})
export type ChildAssessments = z.infer<typeof assessmentsOfChild.result>

/** Of minors in the register today. Grades of the chosen template follow as grade1 … grade9. */
export const RISK_COUNTERS = {
  children: { zh: '在册儿童', en: 'Registered' },
  red: { zh: '红色', en: 'Red' },
  yellow: { zh: '黄色', en: 'Yellow' },
  green: { zh: '绿色', en: 'Green' },
  none: { zh: '未评估', en: 'Not assessed' },
  key: { zh: '重点关爱对象', en: 'Key children' },
  assessed: { zh: '期内已评估', en: 'Assessed in time' },
  notAssessed: { zh: '期内未评估', en: 'Not assessed in time' },
} as const
export type RiskCounter = keyof typeof RISK_COUNTERS | `grade${number}`
export const RiskCounterKey = z
  .string()
  .regex(new RegExp(`^(${Object.keys(RISK_COUNTERS).join('|')}|grade[1-9])$`))
  .transform((value) => value as RiskCounter)

const Asked = {
  area: AreaCode.length(12).optional().describe('默认本人的管辖范围'),
  template: TemplateKey.optional().describe('默认第一个在用的量表'),
}

export const riskFigures = endpoint({
  name: 'riskFigures',
  method: 'GET',
  path: '/api/assessments/figures',
  access: 'table.read',
  summary: { zh: '各地风险颜色和评估情况', en: 'Colours and assessments by area' },
  params: z.object(Asked),
  result: z.object({
    on: PlainDate,
    area: AreaCode,
    template: TemplateKey,
    within: z.number().int().describe('多少天内评估过的算已评估'),
    grades: z.array(z.object({ n: z.number().int(), zh: z.string(), en: z.string() })),
    templates: z.array(z.object({ template: TemplateKey, zh: z.string(), en: z.string() })),
    rows: z.array(
      z.object({ area: AreaCode, name: z.string(), values: z.record(z.string(), z.number().int()) }),
    ),
    total: z.record(z.string(), z.number().int()),
  }),
})

export const riskChildren = endpoint({
  name: 'riskChildren',
  method: 'GET',
  path: '/api/assessments/children',
  access: 'table.read',
  summary: { zh: '风险和评估某一数字的名单', en: 'The children behind a figure of risk' },
  params: z.object({ ...Asked, counter: RiskCounterKey, ...Page }),
  result: z.object({ total: z.number().int(), rows: z.array(ChildRow) }),
})
