import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { TIER, type Tier } from '../duty/duties.ts'
import { endpoint, FileAnswer } from '../endpoint.ts'
import { Month } from '../register/register-api.ts'
import { CHECKED, type Checked } from './checked.ts'
import { DrawRule, GROUP, type Group } from './draw.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
const DrawId = z.uuid().toLowerCase()

/** drawn: all of them. done: checked. agreeing and deviating: of those done. open: not checked yet. */
export const CHECK_COUNTERS = {
  drawn: { zh: '抽中', en: 'Drawn' },
  done: { zh: '已核查', en: 'Checked' },
  agreeing: { zh: '相符', en: 'Agreeing' },
  deviating: { zh: '不符', en: 'Deviating' },
  open: { zh: '待核查', en: 'To be checked' },
} as const
export type CheckCounter = keyof typeof CHECK_COUNTERS
const CounterKey = key<CheckCounter>(CHECK_COUNTERS)
const Values = z.record(CounterKey, z.number().int())

const Draw = z.object({
  id: DrawId,
  area: z.object({ code: AreaCode, name: z.string() }),
  month: Month,
  number: z.number().int().describe('该范围的第几次抽取'),
  drawnAt: z.string(),
  by: z.object({ name: z.string(), role: z.string() }),
  rule: DrawRule,
  secret: z.string().describe('系统种子：抽取前已定，抽取后公开'),
  commitment: z.string().describe('系统种子的 SHA-256，抽取前即公示'),
  publicNumber: z.string(),
  publicSource: z.string(),
  due: PlainDate,
  reason: z.string().nullable().describe('同月再次抽取的理由'),
  listed: z.number().int().describe('抽样名单人数'),
  drawn: z.number().int().describe('抽中人数'),
  ownFrame: z.boolean().describe('可否下载抽样名单'),
})
export type Draw = z.infer<typeof Draw>

export const drawPlan = endpoint({
  name: 'drawPlan',
  method: 'GET',
  path: '/api/checks/plan',
  access: 'child.check',
  summary: {
    zh: '抽取前：各层人数，和下一次抽取的种子封签',
    en: 'Before a draw: how many there are in each stratum, and the digest of the next seed',
  },
  params: z.object({ area: AreaCode.length(12).optional().describe('默认本人的管辖范围') }),
  result: z.object({
    area: z.object({ code: AreaCode, name: z.string() }),
    today: PlainDate,
    month: Month,
    number: z.number().int(),
    commitment: z.string(),
    inMonth: z.number().int().describe('本月在该范围已抽取几次'),
    cells: z.array(
      z.object({
        village: AreaCode,
        tier: key<Tier>(TIER),
        group: key<Group>(GROUP),
        n: z.number().int(),
      }),
    ),
  }),
})

export const drawChecks = endpoint({
  name: 'drawChecks',
  method: 'POST',
  path: '/api/checks',
  access: 'child.check',
  summary: {
    zh: '抽取随机抽查名单：每次抽取长期保留，不能撤销',
    en: 'Draws children for random checks. Every draw stands for ever; the same id twice is one draw',
  },
  body: z.object({
    id: DrawId,
    area: AreaCode.length(12).optional(),
    rule: DrawRule,
    due: PlainDate,
    publicNumber: z
      .string()
      .trim()
      .max(60)
      .regex(/^[\w +:.-]*$/)
      .default(''),
    publicSource: z.string().trim().max(100).default('').describe('公共数字的出处，任何人可查'),
    reason: z.string().trim().min(2).max(200).optional(),
  }),
  result: z.object({ id: DrawId }),
})

export const listDraws = endpoint({
  name: 'listDraws',
  method: 'GET',
  path: '/api/checks',
  access: 'child.checked',
  summary: { zh: '历次随机抽查', en: 'Every draw of random checks, newest first' },
  params: z.object({ month: Month.optional() }),
  result: z.object({ rows: z.array(Draw.extend({ values: Values })) }),
})

export const openDraw = endpoint({
  name: 'openDraw',
  method: 'GET',
  path: '/api/checks/:draw',
  access: 'child.checked',
  summary: { zh: '一次抽查的结果，按村（居）', en: 'What a draw has come to, by village' },
  params: z.object({ draw: DrawId }),
  result: Draw.extend({
    rows: z.array(z.object({ area: AreaCode, name: z.string(), values: Values })),
    total: Values,
    beyond: z.number().int().describe('抽中后已迁出本辖区的人数'),
    deviations: z.array(z.object({ key: key<Checked>(CHECKED), n: z.number().int() })),
  }),
})

const CheckedChild = ChildRow.extend({
  stratum: z.string(),
  due: PlainDate,
  state: z.enum(['open', 'agreeing', 'deviating']),
  checkedOn: PlainDate.nullable(),
  deviations: z.array(key<Checked>(CHECKED)),
})
export type CheckedChild = z.infer<typeof CheckedChild>

export const drawnChildren = endpoint({
  name: 'drawnChildren',
  method: 'GET',
  path: '/api/checks/:draw/children',
  access: 'child.checked',
  summary: { zh: '抽中的儿童和核查结果', en: 'The children that were drawn, with what was found' },
  params: z.object({
    draw: DrawId,
    area: AreaCode.length(12).optional(),
    counter: CounterKey.default('drawn'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), rows: z.array(CheckedChild) }),
})

export const drawFrame = endpoint({
  name: 'drawFrame',
  method: 'GET',
  path: '/api/checks/:draw/frame',
  access: 'child.checked',
  effect: 'export',
  summary: {
    zh: '抽样名单和规则（.csv）：只有不透明编号，任何人可据此重算',
    en: 'Frame and rule of a draw as .csv, opaque ids alone: anybody can draw again from it',
  },
  params: z.object({ draw: DrawId }),
  binary: 'whole',
  result: FileAnswer,
})

export const exportDraw = endpoint({
  name: 'exportDraw',
  method: 'POST',
  path: '/api/checks/:draw/export',
  access: 'child.check',
  effect: 'export',
  summary: { zh: '随机抽查结果表（.pdf）', en: 'The results of a draw as .pdf' },
  params: z.object({ draw: DrawId }),
  body: z.object({ purpose: z.string().trim().min(2).max(200).describe('用途') }),
  binary: 'streamed',
  result: FileAnswer,
})
