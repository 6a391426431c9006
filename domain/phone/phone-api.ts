import { z } from 'zod'
import { NewAct } from '../act/act.ts'
import { AreaCode } from '../area/area.ts'
import { SliceCampaign } from '../campaign/on-phone.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { ActId, ChildId, EvidenceId, PhoneId } from '../ids.ts'
import { NoticeItem } from '../notice/notice-api.ts'
import { SliceChild } from './slice.ts'

/** A worker's slice is a village or a few. Project default. */
export const MOST_CHILDREN = 2_000
/** Acts that a phone sends at once, and children that it is sent. */
export const MOST_ACTS = 50
export const CHILDREN_A_PAGE = 100
export const MOST_CHECKED = 2_000
/** So far back a phone keeps what the server has confirmed, and offers it again to a server that was restored. */
export const OFFERED_DAYS = 30

const Bytes = z.base64().max(10_000)

/** Up to where a phone had read when something was written on it: a place in the county's order, in one life of the server. */
const Knew = z.object({ epoch: z.string().max(40), place: z.number().int().min(0) })
export type Knew = z.infer<typeof Knew>

export const enrolPhone = endpoint({
  name: 'enrolPhone',
  method: 'POST',
  path: '/api/phones',
  access: 'phone.use',
  summary: { zh: '登记一部手机', en: 'Enrol a phone: it keeps a key of its own instead of a password' },
  body: z.object({ label: z.string().trim().min(1).max(60).describe('手机名称，便于辨认') }),
  result: z.object({
    phone: PhoneId,
    token: z.string(),
    serverKey: Bytes.describe('服务器公钥（P-256，未压缩）：手机以此封存本机密钥'),
  }),
})

export const reopenPhone = endpoint({
  name: 'reopenPhone',
  method: 'POST',
  path: '/api/phones/reopen',
  access: 'phone.use',
  effect: 'write',
  summary: {
    zh: '忘记 PIN 或手机被锁定后，登录取回本机密钥',
    en: 'After a forgotten PIN: the key of the own store, for whoever has signed in again',
  },
  body: z.object({ sealed: Bytes }),
  result: z.object({ key: Bytes }),
})

export const PhoneItem = z.object({
  id: PhoneId,
  label: z.string(),
  account: z.string().describe('使用人'),
  villages: z.array(z.object({ code: AreaCode, name: z.string() })),
  enrolledAt: z.string(),
  syncedAt: z.string().nullable(),
  waiting: z.number().int().describe('最近一次同步时手机上待上传的记录'),
  own: z.boolean(),
})
export type PhoneItem = z.infer<typeof PhoneItem>

export const listPhones = endpoint({
  name: 'listPhones',
  method: 'GET',
  path: '/api/phones',
  access: 'phone.use',
  summary: { zh: '本人和辖区内的手机', en: 'Own phones, and those of the workers in reach' },
  result: z.object({ now: z.string(), phones: z.array(PhoneItem) }),
})

export const lockPhone = endpoint({
  name: 'lockPhone',
  method: 'DELETE',
  path: '/api/phones/:phone',
  access: 'phone.use',
  summary: { zh: '锁定遗失的手机', en: 'Lock a lost phone: it opens again only by signing in' },
  params: z.object({ phone: PhoneId }),
  result: z.object({}),
})

/** What all children of a phone share: sent when it differs from what the phone has. */
export const Shared = z.object({
  account: z.string(),
  name: z.string(),
  role: z.string(),
  areas: z.array(z.object({ code: AreaCode, name: z.string() })),
  notices: z
    .array(NoticeItem.pick({ kind: true, toldAt: true, count: true, today: true }))
    .default([])
    .describe('未读的通知'),
  policy: z.array(z.record(z.string(), z.unknown())).describe('任务依据的规定'),
  templates: z.array(z.record(z.string(), z.unknown())).describe('在用的评估：多久评一次'),
  campaigns: z.array(SliceCampaign).default([]).describe('在进行的摸排：辖区内哪些儿童'),
})
export type Shared = z.infer<typeof Shared>

export const pullSlice = endpoint({
  name: 'pullSlice',
  method: 'POST',
  path: '/api/phones/pull',
  access: 'child.list',
  effect: 'read',
  compressed: true,
  summary: {
    zh: '手机下载：自上次以来本人辖区内变化的儿童',
    en: 'What has changed in reach since a cursor; by the county’s order, never by a clock',
  },
  body: z.object({
    cursor: z.string().max(300).nullable().describe('上次得到的位置；null 为全部'),
    after: ChildId.optional().describe('全部下载时的下一页'),
    wanted: z.array(ChildId).max(CHILDREN_A_PAGE).optional().describe('只要这些儿童'),
    shared: z.string().max(100).default('').describe('已有的共用内容的摘要'),
    check: z.array(ActId).max(MOST_CHECKED).default([]).describe('有过回执的记录：服务器上还在不在'),
    ids: z.boolean().default(false).describe('要全部编号，用于核对'),
    waiting: z.number().int().min(0).max(1_000_000).default(0),
  }),
  result: z.object({
    cursor: z.string(),
    epoch: z.string().describe('服务器每次恢复后不同'),
    place: z.number().int().describe('cursor 所在的序号'),
    now: z.string(),
    known: z.boolean().describe('服务器是否还认得所给的位置；不认得即曾恢复到较早的备份'),
    full: z.boolean().describe('rows 为全部（分页）；此前的作废'),
    rows: z.array(SliceChild),
    spells: z.record(z.string(), SliceChild.shape.spells).describe('类别有变化时，全部儿童的类别'),
    next: ChildId.nullable(),
    missing: z.array(ActId).describe('check 中服务器上没有的'),
    digest: z.string().describe('辖区内全部编号的摘要'),
    ids: z.array(ChildId).optional(),
    shared: z.object({ digest: z.string(), content: Shared }).optional(),
  }),
})
export type Pulled = z.infer<typeof pullSlice.result>

export const pushActs = endpoint({
  name: 'pushActs',
  method: 'POST',
  path: '/api/phones/push',
  access: 'child.record',
  summary: {
    zh: '手机上传记录：逐条回执',
    en: 'Acts of a phone, a receipt each; those about children who left the reach are held for whoever has them now',
  },
  body: z.object({
    acts: z.array(NewAct).min(1).max(MOST_ACTS),
    knew: z
      .array(Knew.nullable())
      .max(MOST_ACTS)
      .optional()
      .describe('与 acts 逐条对应：写下时手机已同步到何处。不属于记录内容，只用于发现冲突'),
  }),
  result: z.object({
    now: z.string(),
    epoch: z.string(),
    answers: z.array(
      z.object({
        id: ActId,
        outcome: z.enum(['kept', 'held', 'refused']),
        code: z.string().optional(),
        message: z.string().optional(),
      }),
    ),
  }),
})

/** A photo is reduced on the phone; whatever is larger was not. */
export const MOST_PHOTO_BYTES = 3 * 1024 * 1024
/** So much of a photo goes out at once: some seconds on a slow line. */
export const PHOTO_PIECE = 128 * 1024

export const uploadPhoto = endpoint({
  name: 'uploadPhoto',
  method: 'POST',
  path: '/api/phones/uploads/:upload',
  access: 'phone.use',
  summary: {
    zh: '上传照片的一段（密文），可断点续传',
    en: 'A piece of a sealed photo; answers how much of it has arrived, so that it goes on from there',
  },
  params: z.object({ upload: z.uuid().toLowerCase(), at: z.coerce.number().int().min(0) }),
  upload: { maxBytes: PHOTO_PIECE },
  result: z.object({ has: z.number().int() }),
})

export const addPhoto = endpoint({
  name: 'addPhoto',
  method: 'POST',
  path: '/api/phones/photos',
  access: 'evidence.add',
  summary: {
    zh: '照片上传完毕，存入档案',
    en: 'Opens a photo that has arrived and keeps it in the file; the same photo again changes nothing',
  },
  body: z.object({
    upload: z.uuid().toLowerCase(),
    key: Bytes.describe('照片的密钥（AES-256-GCM）'),
    child: ChildId,
    evidence: EvidenceId,
    act: ActId,
    writtenAt: z.iso.datetime({ offset: true }),
    day: PlainDate,
    name: z.string().trim().min(1).max(120),
  }),
  result: z.object({ held: z.boolean().describe('儿童已不在辖区：由现在负责的人员接收') }),
})

type PhotoNames = Record<'act' | 'child' | 'writtenAt' | 'day' | 'evidence', string>

/** The act by which a photo stands in its file: the same on the phone, which asks whether it is there, and on the server. */
export const photoAct = ({ act, child, writtenAt, day, evidence }: PhotoNames): NewAct =>
  ({
    id: act,
    kind: 'evidence.add',
    child,
    writtenAt,
    body: { day, evidence, about: [] },
  }) as unknown as NewAct

export const HeldAct = z.object({
  id: ActId,
  kind: z.string(),
  day: PlainDate,
  child: ChildId,
  name: z.string().nullable().describe('现辖区内的儿童'),
  area: AreaCode,
  by: z.string(),
  receivedAt: z.string(),
  says: z.array(z.object({ zh: z.string(), en: z.string(), value: z.string() })).describe('记录内容'),
})
export type HeldAct = z.infer<typeof HeldAct>

export const listHeldActs = endpoint({
  name: 'listHeldActs',
  method: 'GET',
  path: '/api/held-acts',
  access: 'child.read',
  summary: {
    zh: '待接收的记录：离线期间儿童或辖区已转出的人员所写',
    en: 'Acts written offline by somebody who lost the child meanwhile, waiting for whoever has it now',
  },
  result: z.object({ rows: z.array(HeldAct) }),
})

export const decideHeldActs = endpoint({
  name: 'decideHeldActs',
  method: 'POST',
  path: '/api/held-acts',
  access: 'child.record',
  summary: { zh: '接收或不接收', en: 'Takes held acts into the file, or sets them aside' },
  body: z
    .object({
      ids: z.array(ActId).min(1).max(100),
      decision: z.enum(['take', 'decline']),
      reason: z.string().trim().min(2).max(200).optional(),
    })
    .refine(({ decision, reason }) => decision === 'take' || reason, { message: 'reason' }),
  result: z.object({
    answers: z.array(
      z.object({
        id: ActId,
        outcome: z.enum(['taken', 'declined', 'refused']),
        message: z.string().optional(),
      }),
    ),
  }),
})
