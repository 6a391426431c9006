import { z } from 'zod'
import { Role } from '../access/roles.ts'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { Reason } from '../child/life-acts.ts'
import { PlainDate } from '../dates.ts'
import { endpoint, FileAnswer } from '../endpoint.ts'
import { AccountId, ActId, CadreId, ChildId } from '../ids.ts'
import {
  PLACE_RESPONSIBILITY,
  PLEDGE_TIER,
  type PlaceResponsibility,
  type PledgeTier,
} from './responsibilities.ts'
import { ChildResponsibilityKey } from './responsible-acts.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
export const PlaceResponsibilityKey = key<PlaceResponsibility>(PLACE_RESPONSIBILITY)
export const PledgeTierKey = key<PledgeTier>(PLEDGE_TIER)
const id = z.uuid().toLowerCase()
const words = (max: number) => z.string().trim().min(1).max(max)
/** Made by the client: the same request again changes nothing. */
const request = id.describe('本次操作；再次发送不会重复')

export const Cadre = z.object({
  id: CadreId,
  name: z.string(),
  office: z.string(),
  post: z.string(),
  phone: z.string().nullable().describe('已遮盖'),
  place: AreaCode,
  account: AccountId.nullable(),
})
export type Cadre = z.infer<typeof Cadre>
const CadreWithLoad = Cadre.extend({
  places: z.number().int().describe('负责的片区、村、组，限管辖范围内'),
  children: z.number().int().describe('负责的儿童，限管辖范围内'),
})
export type CadreWithLoad = z.infer<typeof CadreWithLoad>

/** Who answers for a place or a child, and how. */
const HeldBy = z.object({
  id,
  cadre: Cadre,
  from: PlainDate,
  lastDay: PlainDate.nullable().describe('最后一日；空为未终止'),
  standIn: z.boolean().describe('临时代理'),
})
export const PlaceHeld = HeldBy.extend({
  kind: PlaceResponsibilityKey,
  place: AreaCode,
  group: z.string().nullable(),
})
export type PlaceHeld = z.infer<typeof PlaceHeld>
export const ChildHeld = HeldBy.extend({ id: ActId, kind: ChildResponsibilityKey, holds: z.boolean() })
export type ChildHeld = z.infer<typeof ChildHeld>
/** An account that works there. */
const Staff = z.object({
  name: z.string(),
  role: Role,
  place: AreaCode,
  standIn: z.boolean(),
})

/** Of those who must have a responsible person (policy helperFor): who has one on the day. */
export const GRID_COUNTERS = {
  children: { zh: '应落实责任人', en: 'Must have somebody' },
  helped: { zh: '有帮扶责任人', en: 'Has a responsible person' },
  unhelped: { zh: '无帮扶责任人', en: 'Nobody responsible' },
  household: { zh: '有联户干部', en: 'Has a household contact' },
  noHousehold: { zh: '无联户干部', en: 'No household contact' },
} as const
export type GridCounter = keyof typeof GRID_COUNTERS
export const GridCounterKey = key<GridCounter>(GRID_COUNTERS)
const Values = z.record(GridCounterKey, z.number().int())

const Asked = z.object({
  on: PlainDate.optional().describe('默认今日'),
  area: AreaCode.length(12).optional().describe('默认本人的管辖范围'),
})

export const gridOf = endpoint({
  name: 'gridOf',
  method: 'GET',
  path: '/api/grid',
  access: 'child.list',
  summary: { zh: '责任网格：谁负责哪里，哪里没有人', en: 'Who answers for what, and where nobody does' },
  params: Asked,
  result: z.object({
    on: PlainDate,
    area: AreaCode,
    held: z.array(PlaceHeld).describe('本地区、上级对本地区和下一级'),
    staff: z.array(Staff),
    rows: z.array(z.object({ area: AreaCode, name: z.string(), values: Values })),
    total: Values,
  }),
})

export const gridChildren = endpoint({
  name: 'gridChildren',
  method: 'GET',
  path: '/api/grid/children',
  access: 'child.list',
  summary: { zh: '责任网格某一数字的名单', en: 'The children behind a figure of the grid' },
  params: Asked.extend({
    counter: GridCounterKey,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), rows: z.array(ChildRow) }),
})

export const responsibleForChild = endpoint({
  name: 'responsibleForChild',
  method: 'GET',
  path: '/api/children/:child/responsible',
  access: 'child.read',
  summary: {
    zh: '一名儿童的责任链：县、乡、村、联户、帮扶责任人',
    en: 'Who answers for a child, from the county down',
  },
  params: z.object({ child: ChildId }),
  result: z.object({
    held: z.array(PlaceHeld),
    staff: z.array(Staff),
    own: z.array(ChildHeld).describe('包括以往的'),
  }),
})

export const listCadres = endpoint({
  name: 'listCadres',
  method: 'GET',
  path: '/api/cadres',
  access: 'child.list',
  summary: { zh: '责任人名册', en: 'Cadres who answer for something' },
  result: z.object({ cadres: z.array(CadreWithLoad) }),
})

export const saveCadre = endpoint({
  name: 'saveCadre',
  method: 'POST',
  path: '/api/cadres',
  access: 'child.responsible',
  summary: { zh: '登记或修改责任人', en: 'Enter a cadre, or change him' },
  body: z.object({
    id: CadreId,
    name: words(40),
    office: words(60).describe('单位'),
    post: words(40).describe('职务'),
    phone: z
      .string()
      .regex(/^[0-9+\- ]{5,20}$/)
      .optional()
      .describe('空为不变'),
    place: AreaCode.length(12).describe('在哪里工作'),
    account: AccountId.nullable().default(null),
  }),
  result: Cadre,
})

export const revealCadrePhone = endpoint({
  name: 'revealCadrePhone',
  method: 'POST',
  path: '/api/cadres/:cadre/phone',
  access: 'child.reveal',
  effect: 'reveal',
  summary: { zh: '查看责任人电话', en: 'The telephone of a cadre in clear' },
  params: z.object({ cadre: CadreId }),
  body: z.object({ reason: Reason }),
  result: z.object({ phone: z.string().nullable() }),
})

export const giveResponsibility = endpoint({
  name: 'giveResponsibility',
  method: 'POST',
  path: '/api/grid/responsibilities',
  access: 'child.assign',
  summary: { zh: '明确谁负责哪里', en: 'Say who answers for places' },
  body: z
    .object({
      id: request,
      kind: PlaceResponsibilityKey,
      places: z
        .array(z.object({ area: AreaCode }))
        .min(1)
        .max(100),
      cadre: CadreId,
      from: PlainDate,
      lastDay: PlainDate.optional().describe('临时代理的最后一日'),
    })
    .refine(({ from, lastDay }) => !lastDay || lastDay >= from, { message: 'lastDay' }),
  result: z.object({ given: z.number().int() }),
})

export const endResponsibility = endpoint({
  name: 'endResponsibility',
  method: 'POST',
  path: '/api/grid/responsibilities/:responsibility/end',
  access: 'child.assign',
  summary: { zh: '终止一项责任', en: 'End a responsibility for a place' },
  params: z.object({ responsibility: id }),
  body: z.object({ day: PlainDate.describe('自该日起不再负责') }),
  result: z.object({ ended: z.boolean() }),
})

/** Children named at once. Project default. */
export const MOST_NAMED = 500

export const nameResponsible = endpoint({
  name: 'nameResponsible',
  method: 'POST',
  path: '/api/grid/children/name',
  access: 'child.responsible',
  summary: { zh: '为多名儿童落实责任人', en: 'Say who answers for several children' },
  body: z
    .object({
      id: request,
      kind: ChildResponsibilityKey,
      cadre: CadreId,
      day: PlainDate,
      lastDay: PlainDate.optional(),
      children: z.array(ChildId).min(1).max(MOST_NAMED),
    })
    .refine(({ day, lastDay }) => !lastDay || lastDay >= day, { message: 'lastDay' }),
  result: z.object({ named: z.number().int() }),
})

export const passResponsibilities = endpoint({
  name: 'passResponsibilities',
  method: 'POST',
  path: '/api/grid/pass',
  access: 'child.assign',
  summary: {
    zh: '工作交接：责任人调离，或外出期间由他人代理',
    en: 'Hand somebody’s responsibilities to another, for good or for a time',
  },
  body: z
    .object({
      id: request,
      from: CadreId,
      to: CadreId,
      day: PlainDate.describe('自该日起'),
      lastDay: PlainDate.optional().describe('代理的最后一日；期满自动恢复'),
      reason: Reason,
      only: z
        .object({ places: z.array(id).max(500), children: z.array(ChildId).max(MOST_NAMED) })
        .optional()
        .describe('只交接其中一部分'),
    })
    .refine(({ from, to }) => from !== to, { message: 'to' })
    .refine(({ day, lastDay }) => !lastDay || lastDay >= day, { message: 'lastDay' }),
  result: z.object({ places: z.number().int(), children: z.number().int() }),
})

const StandIn = z.object({
  id,
  village: AreaCode,
  villageName: z.string(),
  account: AccountId,
  name: z.string(),
  directors: z.array(z.string()).describe('该村的儿童主任'),
  from: PlainDate,
  lastDay: PlainDate,
  reason: z.string(),
  ended: z.boolean(),
})
export type StandIn = z.infer<typeof StandIn>

export const listStandIns = endpoint({
  name: 'listStandIns',
  method: 'GET',
  path: '/api/grid/stand-ins',
  access: 'child.assign',
  summary: { zh: '儿童主任外出期间由谁代管', en: 'Directors who stand in for another' },
  result: z.object({
    rows: z.array(StandIn),
    directors: z.array(
      z.object({
        id: AccountId,
        name: z.string(),
        villages: z.array(z.object({ code: AreaCode, name: z.string() })),
      }),
    ),
  }),
})
export const giveStandIn = endpoint({
  name: 'giveStandIn',
  method: 'POST',
  path: '/api/grid/stand-ins',
  access: 'child.assign',
  summary: {
    zh: '代管：将一个村交给本乡镇另一名儿童主任一段时间，到期自动收回',
    en: 'Give a village to another director of the township for a time',
  },
  body: z
    .object({
      id: request,
      village: AreaCode.length(12),
      account: AccountId,
      from: PlainDate,
      lastDay: PlainDate,
      reason: Reason,
    })
    .refine(({ from, lastDay }) => lastDay >= from, { message: 'lastDay' }),
  result: z.object({ id }),
})
export const endStandIn = endpoint({
  name: 'endStandIn',
  method: 'POST',
  path: '/api/grid/stand-ins/:standIn/end',
  access: 'child.assign',
  summary: { zh: '提前结束代管', en: 'End a stand-in before its day' },
  params: z.object({ standIn: id }),
  result: z.object({ ended: z.boolean() }),
})

const Pledge = z.object({
  id,
  tier: PledgeTierKey,
  place: AreaCode,
  office: id.nullable(),
  lower: z.string().describe('下级签订方'),
  from: PlainDate,
  lastDay: PlainDate,
  signedOn: PlainDate,
  upperSigner: z.string(),
  lowerSigner: z.string(),
  note: z.string().nullable(),
})
export type Pledge = z.infer<typeof Pledge>
/** Somebody who must sign on a tier. */
export const PledgeParty = z.object({ place: AreaCode, office: id.nullable(), name: z.string() })
export type PledgeParty = z.infer<typeof PledgeParty>

export const listPledges = endpoint({
  name: 'listPledges',
  method: 'GET',
  path: '/api/grid/pledges',
  access: 'child.list',
  summary: { zh: '责任书：各级应签、已签和未签', en: 'Pledges of responsibility by tier, and who has none' },
  params: z.object({ on: PlainDate.optional() }),
  result: z.object({
    on: PlainDate,
    tiers: z.array(
      z.object({
        tier: PledgeTierKey,
        all: z.number().int(),
        signed: z.array(Pledge).describe('该日有效的'),
        without: z.array(PledgeParty),
      }),
    ),
  }),
})
export const savePledge = endpoint({
  name: 'savePledge',
  method: 'POST',
  path: '/api/grid/pledges',
  access: 'child.assign',
  summary: { zh: '登记已签订的责任书', en: 'Enter a pledge that was signed' },
  body: z
    .object({
      id: request,
      tier: PledgeTierKey,
      place: AreaCode.length(12),
      office: id.nullable().default(null),
      from: PlainDate,
      lastDay: PlainDate,
      signedOn: PlainDate,
      upperSigner: words(40),
      lowerSigner: words(40),
      note: words(200).optional(),
    })
    .refine(({ from, lastDay }) => lastDay >= from, { message: 'lastDay' }),
  result: z.object({ id }),
})
export const cancelPledge = endpoint({
  name: 'cancelPledge',
  method: 'POST',
  path: '/api/grid/pledges/:pledge/cancel',
  access: 'child.assign',
  summary: { zh: '作废登记有误的责任书', en: 'Cancel a pledge that was entered by mistake' },
  params: z.object({ pledge: id }),
  body: z.object({ reason: Reason }),
  result: z.object({ cancelled: z.boolean() }),
})
export const pledgePdf = endpoint({
  name: 'pledgePdf',
  method: 'POST',
  path: '/api/grid/pledges/pdf',
  access: 'child.assign',
  effect: 'export',
  summary: { zh: '责任书文本（.pdf），供签字', en: 'The paper of a pledge as .pdf, to be signed' },
  body: z.object({
    tier: PledgeTierKey,
    parties: z
      .array(z.object({ place: AreaCode.length(12), office: id.nullable().default(null) }))
      .min(1)
      .max(200),
    year: z.number().int().min(2000).max(2100),
  }),
  binary: 'whole',
  result: FileAnswer,
})
