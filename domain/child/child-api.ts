import { z } from 'zod'
import { NewAct } from '../act/act.ts'
import { AreaCode } from '../area/area.ts'
import { COLOUR, type Colour } from '../assessment/template.ts'
import { Circumstance } from '../circumstance/circumstance-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint, FileAnswer } from '../endpoint.ts'
import { AID, CARER_KIND, LEAVE_REASON, RELATION } from '../fact/code-lists.ts'
import { ActId, ChildId, EvidenceId, PersonId } from '../ids.ts'

const key = (list: object) => z.enum(Object.keys(list) as [string, ...string[]])

/** A fact as the reader may see it: identity values are masked (`masked`), revealed by `revealFact` with a reason. */
export const ShownFact = z.object({
  state: z.enum(['known', 'notCollected', 'notApplicable']),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
  masked: z.boolean().optional(),
  since: PlainDate.optional().describe('自何日起'),
  act: ActId.optional(),
})
export type ShownFact = z.infer<typeof ShownFact>
export const ShownFacts = z.record(z.string(), ShownFact)
export type ShownFacts = z.infer<typeof ShownFacts>

export const ChildRow = z.object({
  id: ChildId,
  name: z.string().nullable().describe('姓名；身份信息已销毁时为空'),
  area: z.object({ code: AreaCode, village: z.string().nullable(), township: z.string().nullable() }),
  age: z.number().int().nullable().describe('周岁'),
  status: z.enum(['registered', 'left']),
  carer: z.object({ name: z.string().nullable(), relation: key(RELATION) }).nullable(),
  carerKind: key(CARER_KIND).nullable().describe('实际监护；null 为未采集'),
  circumstances: z.array(Circumstance),
  colour: z
    .enum(Object.keys(COLOUR) as [Colour, ...Colour[]])
    .nullable()
    .describe('风险颜色；退出后为空'),
  facts: ShownFacts.describe('所选的列'),
})
export type ChildRow = z.infer<typeof ChildRow>

/** `columns` names facts of the child, and those of parents and carer as father.workPlace. */
export const ChildListQuery = z.object({
  q: z.string().trim().max(60).optional().describe('姓名、拼音、首字母、身份证尾号、电话、监护人、村'),
  area: AreaCode.optional(),
  status: z.enum(['registered', 'left']).default('registered'),
  where: z
    .record(z.string(), z.array(z.string().max(40)).max(20))
    .default({})
    .describe('事实键 → 可取的代码；"notCollected" 表示未采集；carerKind、colour、need、keyChild 可作键'),
  ageFrom: z.number().int().min(0).max(30).optional(),
  ageTo: z.number().int().min(0).max(30).optional().describe('含'),
  columns: z.array(z.string().max(60)).max(30).default([]),
  sort: z.enum(['name', 'birthDate', '-birthDate', 'area']).default('name'),
  page: z.number().int().min(1).max(100_000).default(1),
  size: z.number().int().min(1).max(100).default(20),
})
export type ChildListQuery = z.infer<typeof ChildListQuery>

/** POST, since what people type into a search box must not stand in a URL. */
export const listChildren = endpoint({
  name: 'listChildren',
  method: 'POST',
  path: '/api/children/list',
  summary: { zh: '儿童列表与搜索', en: 'List and search children' },
  access: 'child.list',
  effect: 'read',
  body: ChildListQuery,
  result: z.object({ total: z.number().int(), rows: z.array(ChildRow) }),
})

const AtChild = z.object({ child: ChildId })
const AsOfDay = z.object({
  on: PlainDate.optional().describe('查看某日的情况；默认今日'),
  knownAt: z.iso.datetime({ offset: true }).optional().describe('按当时所知'),
})

export const Relative = z.object({
  person: PersonId,
  relation: key(RELATION),
  carer: z.boolean(),
  endedOn: PlainDate.nullable(),
  facts: ShownFacts,
})
export type Relative = z.infer<typeof Relative>

export const EvidenceItem = z.object({
  id: EvidenceId,
  name: z.string().nullable(),
  kind: z.enum(['jpg', 'png', 'pdf', 'docx']),
  bytes: z.number().int(),
  about: z.array(z.string()),
  addedAt: z.string(),
  addedBy: z.string(),
})

export const ChildFile = z.object({
  id: ChildId,
  area: z.object({
    code: AreaCode,
    village: z.string().nullable(),
    township: z.string().nullable(),
    group: z.string().nullable(),
  }),
  status: z.enum(['registered', 'left']),
  openedOn: PlainDate,
  leftOn: PlainDate.nullable(),
  leaveReason: key(LEAVE_REASON).nullable(),
  handOver: z
    .object({
      id: ActId,
      day: PlainDate,
      to: z.object({ code: AreaCode, name: z.string() }),
      backOn: PlainDate.nullable().describe('被退回之日'),
    })
    .nullable()
    .describe('尚未认领的移交'),
  erased: z.boolean(),
  on: PlainDate,
  place: z.number().int().describe('读取时全县记录的序号：保存时带回，用于发现两人同时修改'),
  facts: ShownFacts,
  family: z.array(Relative),
  carerKind: key(CARER_KIND).nullable(),
  circumstances: z
    .array(z.object({ key: Circumstance, reasons: z.array(z.object({ zh: z.string(), en: z.string() })) }))
    .describe('按规则符合的类别；退出后为空'),
  evidence: z.array(EvidenceItem),
  may: z.array(
    z.enum([
      'record',
      'reveal',
      'move',
      'handOver',
      'leave',
      'return',
      'erase',
      'addEvidence',
      'knowRestricted',
    ]),
  ),
})
export type ChildFile = z.infer<typeof ChildFile>

export const openChildFile = endpoint({
  name: 'openChildFile',
  method: 'GET',
  path: '/api/children/:child',
  summary: { zh: '儿童档案', en: 'Open a child file, also as of any past day' },
  access: 'child.read',
  params: AtChild.extend(AsOfDay.shape),
  result: ChildFile,
})

export const HistoryEntry = z.object({
  act: ActId,
  kind: z.string(),
  day: PlainDate,
  writtenAt: z.string(),
  receivedAt: z.string(),
  author: z.object({ name: z.string(), role: z.string() }),
  person: PersonId.optional(),
  relation: key(RELATION).optional(),
  reason: z.string().optional(),
  corrects: ActId.optional(),
  changes: z.array(
    z.object({
      key: z.string(),
      from: ShownFact.optional(),
      to: ShownFact,
      corrected: z.boolean().describe('后来被更正'),
    }),
  ),
  note: z.string().optional().describe('其他内容，如调往何村'),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const childHistory = endpoint({
  name: 'childHistory',
  method: 'GET',
  path: '/api/children/:child/history',
  summary: { zh: '档案的全部记录', en: 'Every act of a child file, newest first' },
  access: 'child.read',
  params: AtChild,
  result: z.object({ entries: z.array(HistoryEntry) }),
})

/** Acts in a batch, one answer each. The only way to write about a child; desk, phone and import all use it. */
export const recordActs = endpoint({
  name: 'recordActs',
  method: 'POST',
  path: '/api/acts',
  summary: { zh: '提交记录', en: 'Record acts; the same act twice changes nothing' },
  access: 'child.record',
  body: z.object({
    acts: z.array(NewAct).min(1).max(200),
    knew: z.number().int().min(0).optional().describe('填写时所见档案的 place'),
  }),
  result: z.object({
    answers: z.array(
      z.object({
        id: ActId,
        outcome: z.enum(['kept', 'refused']),
        conflict: z.literal(true).optional().describe('与他人同时所作的另一记录不同，两条均已保留'),
        code: z.string().optional(),
        message: z.string().optional(),
      }),
    ),
  }),
})

export const revealFact = endpoint({
  name: 'revealFact',
  method: 'POST',
  path: '/api/children/:child/reveal',
  summary: { zh: '查看完整的身份信息', en: 'Show a masked value in clear, with a reason' },
  access: 'child.reveal',
  effect: 'reveal',
  params: AtChild,
  body: z.object({
    key: z.string().max(60),
    person: PersonId.optional(),
    reason: z.string().trim().min(2).max(200),
  }),
  result: z.object({ value: z.union([z.string(), z.array(z.string())]).nullable() }),
})

/** Aid codes as bits, for tables. */
export const aidBit = (aid: keyof typeof AID) => 1 << (AID[aid].n - 1)

export const addEvidence = endpoint({
  name: 'addEvidence',
  method: 'POST',
  path: '/api/children/:child/evidence',
  summary: { zh: '上传佐证材料', en: 'Add an evidence file (jpg, png, pdf, docx)' },
  access: 'evidence.add',
  params: AtChild.extend({ about: z.string().max(200).optional().describe('事实键，以逗号分隔') }),
  upload: { maxBytes: 10 * 1024 * 1024 },
  result: EvidenceItem,
})

export const readEvidence = endpoint({
  name: 'readEvidence',
  method: 'GET',
  path: '/api/evidence/:evidence',
  summary: { zh: '下载佐证材料', en: 'Read an evidence file' },
  access: 'evidence.read',
  effect: 'export',
  params: z.object({ evidence: EvidenceId }),
  binary: 'whole',
  result: FileAnswer,
})
