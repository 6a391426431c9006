import { z } from 'zod'
import { Role } from '../access/roles.ts'
import { AreaCode } from '../area/area.ts'
import { endpoint } from '../endpoint.ts'
import { AccountId } from '../ids.ts'

export const Me = z.object({
  account: AccountId,
  login: z.string(),
  name: z.string(),
  role: Role,
  county: z.object({ code: z.string(), name: z.string(), demo: z.boolean() }),
  area: z.object({ code: AreaCode, name: z.string() }).nullable(),
  villages: z.array(z.object({ code: AreaCode, name: z.string() })),
  may: z.array(z.string()).describe('可做的事（权限表的行）'),
  /** What stands between signing in and working. */
  first: z.enum(['changePassword', 'secondFactor']).nullable(),
  secondFactor: z.boolean(),
  holder: z.boolean().describe('受限事项的指定持有人'),
  idleMinutes: z.number().int(),
})
export type Me = z.infer<typeof Me>

const Login = z.string().trim().toLowerCase().min(2).max(60)
const Password = z.string().min(1).max(200)

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/session',
  access: 'public',
  summary: { zh: '登录', en: 'Sign in' },
  body: z.object({ login: Login, password: Password, code: z.string().trim().max(10).optional() }),
  result: Me,
})
export const demoAccounts = endpoint({
  name: 'demoAccounts',
  method: 'GET',
  path: '/api/demo-accounts',
  access: 'public',
  summary: {
    zh: '演示县的账号',
    en: 'Accounts of the demo county, one for every role; empty in a real county',
  },
  result: z.object({
    county: z.object({ name: z.string(), demo: z.boolean() }),
    accounts: z.array(
      z.object({ login: z.string(), password: z.string(), name: z.string(), role: Role, area: z.string() }),
    ),
  }),
})
export const me = endpoint({
  name: 'me',
  method: 'GET',
  path: '/api/me',
  access: 'signedIn',
  onTheWayIn: true,
  summary: { zh: '当前登录人', en: 'Who is signed in' },
  result: Me,
})
export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  access: 'signedIn',
  onTheWayIn: true,
  summary: { zh: '退出登录', en: 'Sign out' },
  result: z.object({}),
})
export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/api/me/password',
  access: 'signedIn',
  onTheWayIn: true,
  summary: { zh: '修改密码', en: 'Change the own password; ends all other sessions' },
  body: z.object({ current: Password, next: Password }),
  result: Me,
})
export const beginSecondFactor = endpoint({
  name: 'beginSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor',
  access: 'signedIn',
  onTheWayIn: true,
  summary: { zh: '绑定动态验证码（第一步）', en: 'Begin to set up a second factor' },
  body: z.object({ password: Password }),
  result: z.object({ secret: z.string(), uri: z.string() }),
})
export const confirmSecondFactor = endpoint({
  name: 'confirmSecondFactor',
  method: 'PUT',
  path: '/api/me/second-factor',
  access: 'signedIn',
  onTheWayIn: true,
  summary: { zh: '绑定动态验证码（第二步）', en: 'Confirm the second factor with a code' },
  body: z.object({ code: z.string().trim().max(10) }),
  result: Me,
})

export const SessionItem = z.object({
  id: z.uuid(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  agent: z.string().nullable(),
  address: z.string().nullable(),
  current: z.boolean(),
})
export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/api/me/sessions',
  access: 'signedIn',
  summary: { zh: '我的登录', en: 'Own sessions' },
  result: z.object({ sessions: z.array(SessionItem) }),
})
export const revokeSession = endpoint({
  name: 'revokeSession',
  method: 'DELETE',
  path: '/api/me/sessions/:session',
  access: 'signedIn',
  summary: { zh: '注销一次登录', en: 'End one of the own sessions' },
  params: z.object({ session: z.uuid() }),
  result: z.object({}),
})

export const TokenItem = z.object({
  id: z.uuid(),
  label: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
export const listTokens = endpoint({
  name: 'listTokens',
  method: 'GET',
  path: '/api/me/tokens',
  access: 'signedIn',
  summary: { zh: '我的接口令牌', en: 'Own API tokens' },
  result: z.object({ tokens: z.array(TokenItem) }),
})
export const createToken = endpoint({
  name: 'createToken',
  method: 'POST',
  path: '/api/me/tokens',
  access: 'signedIn',
  summary: { zh: '新建接口令牌', en: 'Make an API token; it is shown once' },
  body: z.object({
    label: z.string().trim().min(1).max(60),
    days: z.number().int().min(1).max(365),
    password: Password,
  }),
  result: TokenItem.extend({ token: z.string() }),
})
export const revokeToken = endpoint({
  name: 'revokeToken',
  method: 'DELETE',
  path: '/api/me/tokens/:token',
  access: 'signedIn',
  summary: { zh: '作废接口令牌', en: 'Revoke an API token' },
  params: z.object({ token: z.uuid() }),
  result: z.object({}),
})

export const AccountItem = z.object({
  id: AccountId,
  login: z.string(),
  name: z.string(),
  role: Role.nullable(),
  area: z.object({ code: AreaCode, name: z.string() }).nullable(),
  villages: z.array(z.object({ code: AreaCode, name: z.string() })),
  status: z.enum(['pending', 'active', 'disabled']),
  secondFactor: z.boolean(),
  locked: z.boolean(),
  holder: z.boolean().describe('受限事项的指定持有人'),
})
export type AccountItem = z.infer<typeof AccountItem>

export const listAccounts = endpoint({
  name: 'listAccounts',
  method: 'GET',
  path: '/api/accounts',
  access: 'account.list',
  summary: { zh: '账号', en: 'Accounts' },
  result: z.object({ accounts: z.array(AccountItem) }),
})
export const createAccount = endpoint({
  name: 'createAccount',
  method: 'POST',
  path: '/api/accounts',
  access: 'account.create',
  summary: {
    zh: '新建账号（待安全管理员授权）',
    en: 'Create an account; the security administrator then grants its role',
  },
  body: z.object({ login: Login.regex(/^[\p{L}\p{N}._@-]+$/u), name: z.string().trim().min(1).max(60) }),
  result: AccountItem.extend({ password: z.string().describe('初始密码，只显示一次') }),
})
const AtAccount = z.object({ account: AccountId })
export const grantRole = endpoint({
  name: 'grantRole',
  method: 'POST',
  path: '/api/accounts/:account/grant',
  access: 'account.grant',
  summary: { zh: '授予岗位与管辖范围', en: 'Grant role and reach; the account becomes active' },
  params: AtAccount,
  body: z.object({
    role: Role,
    area: AreaCode.optional(),
    villages: z.array(AreaCode).max(50).default([]),
    holder: z.boolean().default(false),
  }),
  result: AccountItem,
})
export const disableAccount = endpoint({
  name: 'disableAccount',
  method: 'POST',
  path: '/api/accounts/:account/disable',
  access: 'account.disable',
  summary: { zh: '停用账号', en: 'Disable an account and end its sessions' },
  params: AtAccount,
  result: AccountItem,
})
export const resetPassword = endpoint({
  name: 'resetPassword',
  method: 'POST',
  path: '/api/accounts/:account/reset',
  access: 'account.create',
  summary: { zh: '重置密码与动态验证码', en: 'Reset password and second factor; ends all sessions' },
  params: AtAccount,
  result: z.object({ password: z.string() }),
})
