import { z } from 'zod'
import { isStrokes, LONGEST_SIGNATURE } from '../agreement/strokes.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { ActId, ChildId, PersonId } from '../ids.ts'

/** 160 random bits. It stands behind the # of the address, which no browser sends and no log keeps, and in bodies. */
const Token = z.string().regex(/^[A-Za-z0-9_-]{27}$/)

export const makeSignLink = endpoint({
  name: 'makeSignLink',
  method: 'POST',
  path: '/api/children/:child/agreements/:agreement/links',
  access: 'agreement.record',
  summary: {
    zh: '生成一次性签署链接，供不在场的父母在自己手机上签字',
    en: 'A one-time link by which an absent parent signs on his own telephone',
  },
  params: z.object({ child: ChildId, agreement: ActId }),
  body: z.object({
    person: PersonId,
    phone: z.number().int().min(0).max(3).describe('档案中的第几个电话号码'),
    send: z.boolean().describe('同时用短信发出'),
  }),
  result: z.object({
    url: z.string(),
    expiresAt: z.iso.datetime(),
    waitsUntil: z.iso.datetime().nullable().describe('夜间不发短信：何时发出'),
  }),
})

export const LINK_STATES = ['open', 'done', 'over'] as const

/** What a link that is opened tells before anybody has proved who he is: nothing of the child. */
export const openSignLink = endpoint({
  name: 'openSignLink',
  method: 'POST',
  path: '/api/sign/open',
  access: 'public',
  effect: 'read',
  summary: { zh: '打开签署链接', en: 'Opens a one-time link' },
  body: z.object({ token: Token }),
  result: z.object({
    state: z.enum(LINK_STATES),
    county: z.string(),
    phone: z.string().describe('验证码将发到的号码，只显示末四位'),
    wait: z.number().int().describe('多少秒后可以再要验证码'),
  }),
})

export const sendSignCode = endpoint({
  name: 'sendSignCode',
  method: 'POST',
  path: '/api/sign/code',
  access: 'public',
  summary: { zh: '发送短信验证码', en: 'Sends the code by SMS' },
  body: z.object({ token: Token }),
  result: z.object({ wait: z.number().int() }),
})

export const SignPaper = z.object({
  title: z.string(),
  mark: z.string(),
  rows: z.array(z.object({ label: z.string(), value: z.string() })),
  clauses: z.array(z.object({ title: z.string(), lines: z.array(z.string()), law: z.string().optional() })),
  signatures: z.array(
    z.object({
      party: z.string(),
      name: z.string(),
      manner: z.string(),
      day: z.union([PlainDate, z.literal('')]),
    }),
  ),
})
export type SignPaper = z.infer<typeof SignPaper>

export const confirmSignCode = endpoint({
  name: 'confirmSignCode',
  method: 'POST',
  path: '/api/sign/confirm',
  access: 'public',
  effect: 'reveal',
  summary: { zh: '验证码正确后才显示协议', en: 'Shows the agreement once the code is right' },
  body: z.object({ token: Token, code: z.string().regex(/^\d{6}$/) }),
  result: z.object({
    pass: z.string().describe('签字时出示，半小时内有效'),
    signer: z.string().describe('签字人姓名'),
    paper: SignPaper,
  }),
})

export const signByLink = endpoint({
  name: 'signByLink',
  method: 'POST',
  path: '/api/sign/signature',
  access: 'public',
  summary: { zh: '签字', en: 'Signs' },
  body: z.object({
    token: Token,
    pass: z.string().max(60),
    strokes: z.string().max(LONGEST_SIGNATURE).refine(isStrokes, 'strokes'),
  }),
  result: z.object({ state: z.literal('done') }),
})
