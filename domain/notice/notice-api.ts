import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { NOTICE_KINDS, type NoticeKindKey } from './notice-kinds.ts'

const Kind = z.enum(Object.keys(NOTICE_KINDS) as [NoticeKindKey, ...NoticeKindKey[]])
const Phone = z.string().regex(/^1[3-9]\d{9}$/)

export const NoticeItem = z.object({
  kind: Kind,
  subject: z.string().describe('与类别一起指明一条通知'),
  toldAt: z.string(),
  count: z.number().int(),
  today: z.number().int().nullable().describe('其中今日到期的'),
  read: z.boolean(),
})
export type NoticeItem = z.infer<typeof NoticeItem>

export const listNotices = endpoint({
  name: 'listNotices',
  method: 'GET',
  path: '/api/notices',
  access: 'signedIn',
  summary: { zh: '本人的通知，最近的在前', en: 'Own notices, the latest first' },
  result: z.object({ now: z.string(), unread: z.number().int(), notices: z.array(NoticeItem) }),
})

export const readNotices = endpoint({
  name: 'readNotices',
  method: 'POST',
  path: '/api/notices/read',
  access: 'signedIn',
  summary: { zh: '通知标为已读', en: 'Mark notices as read' },
  body: z.object({
    until: z.iso.datetime().describe('到此刻为止的'),
    kind: Kind.optional(),
    subject: z.string().max(80).optional().describe('只标这一条'),
  }),
  result: z.object({ unread: z.number().int() }),
})

/** The same from a phone, which opens nothing but what phones ask for. */
export const readNoticesOnPhone = endpoint({
  name: 'readNoticesOnPhone',
  method: 'POST',
  path: '/api/phones/notices/read',
  access: 'phone.use',
  summary: { zh: '手机上把通知标为已读', en: 'Mark notices as read on a phone' },
  body: z.object({ until: z.iso.datetime() }),
  result: z.object({ unread: z.number().int() }),
})

const Preference = z.object({
  sms: z.boolean(),
  phone: z.string().nullable().describe('隐去中间几位'),
  gateway: z.boolean().describe('本系统是否配置了短信网关'),
})

export const noticePreference = endpoint({
  name: 'noticePreference',
  method: 'GET',
  path: '/api/notices/preference',
  access: 'signedIn',
  summary: { zh: '本人怎样接收通知', en: 'Where the own notices go' },
  result: Preference,
})

export const setNoticePreference = endpoint({
  name: 'setNoticePreference',
  method: 'PUT',
  path: '/api/notices/preference',
  access: 'signedIn',
  summary: { zh: '设定本人怎样接收通知', en: 'Choose where the own notices go' },
  body: z.object({ sms: z.boolean(), phone: Phone.optional().describe('不填则不变') }),
  result: Preference,
})

export const listUndelivered = endpoint({
  name: 'listUndelivered',
  method: 'GET',
  path: '/api/notices/undelivered',
  access: 'system.read',
  summary: { zh: '多次重试仍未送达的消息', en: 'Messages that were given up after several tries' },
  result: z.object({
    webhook: z.boolean().describe('是否配置了 webhook'),
    rows: z.array(
      z.object({
        id: z.uuid(),
        channel: z.enum(['sms', 'webhook']),
        kind: Kind.nullable(),
        tries: z.number().int(),
        givenUpAt: z.string(),
        problem: z.string().nullable(),
        again: z.boolean().describe('能否再发：短信的号码和内容已删除，不能'),
      }),
    ),
  }),
})

export const sendAgain = endpoint({
  name: 'sendAgain',
  method: 'POST',
  path: '/api/notices/undelivered/:notice/again',
  access: 'notice.sendAgain',
  summary: { zh: '再发一次', en: 'Send once more' },
  params: z.object({ notice: z.uuid() }),
  result: z.object({}),
})
