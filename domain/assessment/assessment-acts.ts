import { z } from 'zod'
import { DEPARTMENTS } from '../area/departments.ts'
import { Reason } from '../child/life-acts.ts'
import { PlainDate } from '../dates.ts'
import { CHILD_FACTS } from '../fact/child-facts.ts'
import { RELATION } from '../fact/code-lists.ts'
import { entriesSchema } from '../fact/fact.ts'
import { ActId } from '../ids.ts'
import { PROBLEM, type Problem } from '../service/problems.ts'
import { LOCAL_OFFICES, MEASURE, MEASURE_OUTCOME, type Responsible } from './needs.ts'
import { Answers, COLOUR, TemplateKey } from './template.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
export const ColourKey = key<keyof typeof COLOUR>(COLOUR)
export const NeedKey = key<Problem>(PROBLEM)
export const MeasureKey = key<keyof typeof MEASURE>(MEASURE)
export const OutcomeOfMeasure = key<keyof typeof MEASURE_OUTCOME>(MEASURE_OUTCOME)
export const ResponsibleKey = key<Responsible>({ ...LOCAL_OFFICES, ...DEPARTMENTS })

const words = (max: number) => z.string().trim().min(1).max(max).optional()

/**
 * Answers are sealed with the child's key; the grade they give stands in clear as a code. Who writes has computed it by
 * the rules, and the server does so again. Facts are those that items of the template decide, and no others.
 */
const AssessmentBody = z
  .object({
    day: PlainDate,
    template: TemplateKey,
    version: z.number().int().min(1),
    grade: z.number().int().min(1).max(9),
    colour: ColourKey.exclude(['none']).optional(),
    occasion: z.uuid().toLowerCase().optional().describe('与哪次走访一同进行'),
    asked: key(RELATION).optional().describe('问询对象与儿童关系'),
    words: z.strictObject({ answers: Answers, askedName: words(40), note: words(500) }),
    facts: entriesSchema(CHILD_FACTS).default({}),
    corrects: ActId.optional(),
    reason: Reason.optional(),
  })
  .refine((body) => !body.corrects || body.reason, { message: 'reason' })

/** What a child needs and what is done about it. What needs none of it any more is met when its measures have ended. */
export const ASSESSMENT_ACTS = {
  'assessment.record': {
    zh: '评估',
    en: 'Assessed',
    subject: 'child',
    access: 'assessment.record',
    version: 1,
    body: AssessmentBody,
  },
  'risk.override': {
    zh: '人工调整风险颜色',
    en: 'Overrode the colour',
    subject: 'child',
    access: 'risk.override',
    version: 1,
    body: z
      .object({
        day: PlainDate,
        colour: ColourKey.exclude(['none']),
        until: PlainDate.describe('到这一天自行失效；与当天相同即取消调整'),
        reason: Reason,
      })
      .refine(({ day, until }) => until >= day, { message: 'until' }),
  },
  'need.record': {
    zh: '需求和措施',
    en: 'Recorded a need and its measures',
    subject: 'child',
    access: 'need.record',
    version: 1,
    body: z.object({
      day: PlainDate,
      need: NeedKey,
      measures: z
        .array(z.object({ measure: MeasureKey, responsible: ResponsibleKey, due: PlainDate }))
        .min(1)
        .max(6)
        .refine((all) => new Set(all.map(({ measure }) => measure)).size === all.length, {
          message: 'measures',
        }),
      words: z.strictObject({ note: words(500) }).default({}),
    }),
  },
  'measure.end': {
    zh: '措施结果',
    en: 'Ended a measure',
    subject: 'child',
    access: 'need.record',
    version: 1,
    body: z.object({
      day: PlainDate,
      need: ActId.describe('记录需求的那条'),
      measure: MeasureKey,
      outcome: OutcomeOfMeasure,
      words: z.strictObject({ note: z.string().trim().min(2).max(500).describe('如何落实') }),
    }),
  },
} as const
