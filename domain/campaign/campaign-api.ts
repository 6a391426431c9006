import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint, FileAnswer } from '../endpoint.ts'
import { CIRCUMSTANCE, type Circumstance } from '../fact/code-lists.ts'
import { CampaignId } from '../ids.ts'
import { AnswerKey, NotSeenKey } from './campaign-acts.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])

/**
 * What is counted of a campaign. Those who left the register are answered for by that; found ones are on nobody's list
 * and count beside it.
 */
export const CAMPAIGN_COUNTERS = {
  listed: { zh: '名单人数', en: 'On the list' },
  answered: { zh: '已答复', en: 'Answered' },
  open: { zh: '未答复', en: 'Not answered' },
  noChange: { zh: '无变化', en: 'No change' },
  changed: { zh: '有变化', en: 'Changed' },
  notSeen: { zh: '未见到', en: 'Not seen' },
  left: { zh: '已退出登记', en: 'Left the register' },
  found: { zh: '新发现', en: 'Newly found' },
} as const
export type CampaignCounter = keyof typeof CAMPAIGN_COUNTERS
export const CampaignCounterKey = key<CampaignCounter>(CAMPAIGN_COUNTERS)
const Values = z.record(CampaignCounterKey, z.number().int())
export type CampaignValues = z.infer<typeof Values>

const Age = z.number().int().min(0).max(18)

/** Whom a campaign asks about. */
const Whom = z.object({
  area: AreaCode.length(12).describe('县或乡镇'),
  circumstances: z
    .array(key<Circumstance>(CIRCUMSTANCE))
    .max(Object.keys(CIRCUMSTANCE).length)
    .default([])
    .describe('任一类别；空为全部在册儿童'),
  fromAge: Age.nullable().default(null).describe('周岁，含'),
  toAge: Age.nullable().default(null).describe('周岁，含'),
})
const isSpan = ({ fromAge, toAge }: { fromAge: number | null; toAge: number | null }) =>
  fromAge === null || toAge === null || fromAge <= toAge

/** How long ago a campaign may have begun that is started only now, and how long it may take. Project default. */
export const BEGUN_UP_TO_DAYS = 31
export const LASTS_UP_TO_DAYS = 366

export const CampaignItem = Whom.extend({
  id: CampaignId,
  name: z.string(),
  document: z.string(),
  purpose: z.string(),
  areaName: z.string(),
  first: PlainDate,
  last: PlainDate,
  startedAt: z.string(),
  startedBy: z.string(),
  closed: z.object({ at: z.string(), by: z.string(), reason: z.string().nullable() }).nullable(),
  values: Values.describe('本人辖区内'),
})
export type CampaignItem = z.infer<typeof CampaignItem>

const AtCampaign = z.object({ campaign: CampaignId })
const InArea = AtCampaign.extend({ area: AreaCode.length(12).optional().describe('默认本人的管辖范围') })

export const listCampaigns = endpoint({
  name: 'listCampaigns',
  method: 'GET',
  path: '/api/campaigns',
  access: 'table.read',
  summary: {
    zh: '摸排（专项行动），新的在前',
    en: 'Survey campaigns that concern the own area, newest first',
  },
  result: z.object({ today: PlainDate, rows: z.array(CampaignItem) }),
})

export const previewCampaign = endpoint({
  name: 'previewCampaign',
  method: 'POST',
  path: '/api/campaigns/preview',
  access: 'campaign.start',
  effect: 'read',
  summary: {
    zh: '将有多少名儿童列入名单',
    en: 'How many children a campaign would ask about, and in how many villages',
  },
  body: Whom.refine(isSpan, { message: 'toAge' }),
  result: z.object({ children: z.number().int(), villages: z.number().int() }),
})

export const startCampaign = endpoint({
  name: 'startCampaign',
  method: 'POST',
  path: '/api/campaigns',
  access: 'campaign.start',
  summary: {
    zh: '发起摸排：名单即时冻结，各村领到各自的部分',
    en: 'Starts a campaign; its list is frozen at once',
  },
  body: Whom.extend({
    id: CampaignId,
    name: z.string().trim().min(2).max(60),
    document: z.string().trim().max(100).default('').describe('依据的文件'),
    purpose: z.string().trim().max(300).default('').describe('目的、要求'),
    first: PlainDate,
    last: PlainDate,
  })
    .refine(isSpan, { message: 'toAge' })
    .refine(({ first, last }) => first <= last, { message: 'last' }),
  result: z.object({ id: CampaignId, children: z.number().int() }),
})

export const readCampaign = endpoint({
  name: 'readCampaign',
  method: 'GET',
  path: '/api/campaigns/:campaign',
  access: 'table.read',
  summary: { zh: '摸排进度：各地、各小时', en: 'Coverage of a campaign by area and by hour' },
  params: InArea,
  result: CampaignItem.extend({
    today: PlainDate,
    shown: AreaCode.describe('所示地区'),
    rows: z.array(z.object({ area: AreaCode, name: z.string(), values: Values })),
    total: Values,
    hours: z
      .array(z.object({ hour: z.string(), n: z.number().int() }))
      .describe('每小时首次答复的人数（北京时间，服务器收到时）'),
    late: z.number().int().describe('结束后才送到的答复，不计入'),
    before: z
      .array(z.object({ id: CampaignId, name: z.string(), first: PlainDate }))
      .describe('可与之对比的往次，近的在前'),
    mine: z.number().int().describe('现在由本人辖区答复的'),
  }),
})
export type CampaignRead = z.infer<typeof readCampaign.result>

export const CampaignChild = ChildRow.extend({
  answer: AnswerKey.nullable(),
  why: NotSeenKey.nullable(),
  answeredOn: PlainDate.nullable(),
  place: z.string().nullable().describe('名单冻结时所在的村（居）'),
  movedOn: z.boolean().describe('现已不在该村（居）'),
})
export type CampaignChild = z.infer<typeof CampaignChild>

export const campaignChildren = endpoint({
  name: 'campaignChildren',
  method: 'GET',
  path: '/api/campaigns/:campaign/children',
  access: 'table.read',
  summary: {
    zh: '摸排名单，或某一数字的名单',
    en: 'The children of a campaign, or those behind a figure. Without an area: those whom the asker answers for',
  },
  params: InArea.extend({
    counter: CampaignCounterKey.default('listed'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({
    total: z.number().int(),
    rows: z.array(CampaignChild),
  }),
})

/** Of two campaigns: before + came + began − gone − ended = now. */
export const DIFF_COUNTERS = {
  before: { zh: '往次', en: 'Before' },
  came: { zh: '新增', en: 'Came' },
  gone: { zh: '减少', en: 'Gone' },
  began: { zh: '转入此类', en: 'Turned into this' },
  ended: { zh: '不再属此类', en: 'Not this any more' },
  now: { zh: '本次', en: 'Now' },
} as const
export type DiffCounter = keyof typeof DIFF_COUNTERS

const Compared = InArea.extend({ before: CampaignId })

export const DiffRow = z.object({
  circumstance: key<Circumstance>(CIRCUMSTANCE).nullable().describe('空为全部儿童'),
  values: z.record(key<DiffCounter>(DIFF_COUNTERS), z.number().int()),
})
export type DiffRow = z.infer<typeof DiffRow>

export const campaignDiff = endpoint({
  name: 'campaignDiff',
  method: 'GET',
  path: '/api/campaigns/:campaign/diff',
  access: 'table.read',
  summary: {
    zh: '与往次摸排对比：各类别的增减',
    en: 'Two campaigns compared: who came and went, by circumstance',
  },
  params: Compared,
  result: z.object({ rows: z.array(DiffRow) }),
})

export const diffChildren = endpoint({
  name: 'diffChildren',
  method: 'GET',
  path: '/api/campaigns/:campaign/diff/children',
  access: 'table.read',
  summary: {
    zh: '对比中某一数字的名单',
    en: 'The children behind a figure of such a comparison, as far as they are in reach',
  },
  params: Compared.extend({
    circumstance: key<Circumstance>(CIRCUMSTANCE).optional(),
    counter: key<DiffCounter>(DIFF_COUNTERS),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), rows: z.array(ChildRow) }),
})

export const closeCampaign = endpoint({
  name: 'closeCampaign',
  method: 'POST',
  path: '/api/campaigns/:campaign/close',
  access: 'campaign.close',
  summary: {
    zh: '结束摸排：结果冻结，不再接受答复',
    en: 'Closes a campaign: how it ended is frozen, nothing is answered any more',
  },
  params: AtCampaign,
  body: z.object({ reason: z.string().trim().min(2).max(200).optional().describe('未全部答复时须说明') }),
  result: z.object({}),
})

export const exportCampaign = endpoint({
  name: 'exportCampaign',
  method: 'POST',
  path: '/api/campaigns/:campaign/export',
  access: 'child.export',
  effect: 'export',
  summary: {
    zh: '摸排情况报告（.pdf）：各村数字及名单',
    en: 'The report of a campaign as .pdf: figures by village and the lists behind them',
  },
  params: InArea,
  body: z.object({ purpose: z.string().trim().min(2).max(200).describe('用途') }),
  binary: 'streamed',
  result: FileAnswer,
})
