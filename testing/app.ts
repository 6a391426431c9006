import type { FastifyInstance, InjectOptions } from 'fastify'
import { generateSync } from 'otplib'
import type { Role } from '#domain/access/roles.ts'
import { signIn } from '#domain/account/account-api.ts'
import type { AnyEndpoint, ResultOf } from '#domain/endpoint.ts'
import { insertActive, type NewAccount } from '#server/account/first-accounts.ts'
import { hashPassword } from '#server/account/passwords.ts'
import { createSessions } from '#server/account/sessions.ts'
import { everyRoute } from '#server/app.ts'
import { withoutReach } from '#server/db/db.ts'
import { createApp } from '#server/http/create-app.ts'
import { type Limits, limits } from '#server/http/limits.ts'
import type { Serving } from '#server/http/serve.ts'
import { COUNTY, openTestCounty, type TestCounty, VILLAGE } from './county.ts'

export const PASSWORD = 'correct-horse-9'
const WHOLE = `${COUNTY}000000`

const PEOPLE: NewAccount[] = [
  { login: 'director', name: '村儿童主任', role: 'villageDirector', villages: [VILLAGE] },
  { login: 'supervisor', name: '镇儿童督导员', role: 'townshipSupervisor', area: '210421101000' },
  { login: 'officer', name: '县经办人', role: 'countyOfficer', area: WHOLE },
  { login: 'leader', name: '县领导', role: 'countyLeader', area: WHOLE },
  { login: 'sysadmin', name: '系统员', role: 'systemAdmin' },
  { login: 'secadmin', name: '安全员', role: 'securityAdmin' },
  { login: 'auditor', name: '审计员', role: 'auditAdmin' },
]

export type Answer<E> = {
  status: number
  /** The result, or a refusal. */
  body: ResultOf<E> & { code?: string; message?: string }
  headers: Record<string, unknown>
}
type Input = { params?: Record<string, string | number>; body?: unknown; headers?: Record<string, string> }

/** Somebody at a browser or a program: `ask` sends what he holds and keeps what he is given. */
export type Visitor = {
  cookie?: string
  ask<E extends AnyEndpoint>(endpoint: E, input?: Input): Promise<Answer<E>>
}

export type TestApp = TestCounty & {
  app: FastifyInstance
  accounts: Record<Role, string>
  /** Adds an account that is active at once, with PASSWORD. */
  add(account: NewAccount, mustChange?: boolean): Promise<string>
  visitor(headers?: Record<string, string>): Visitor
  /** Signs in through the front door. */
  signIn(login: string, given?: { password?: string; code?: string }): Promise<Visitor & { status: number }>
  as(role: Role): Promise<Visitor>
  forward(minutes: number): void
}

type Options = { demo?: boolean; rates?: Limits; routes?: ((serving: Serving) => void)[] }

/**
 * The program's front door on a county of its own, where the people of openTestCounty can sign in; a demo county
 * unless said otherwise, since a real one asks most of them for a second factor first.
 */
export async function startTestApp({ demo = true, rates, routes = [] }: Options = {}): Promise<TestApp> {
  const county = await openTestCounty({ demo })
  const { deps, clock } = county
  const sessions = createSessions(deps)
  const app = await createApp(async (server) => {
    await limits(server, { deps, sessions, rates })
    const serving = { app: server, deps: { ...deps, actorOf: sessions.actorOf } }
    everyRoute(serving, sessions)
    for (const add of routes) add(serving)
  })
  const db = withoutReach(county.database.owner)
  const hash = await hashPassword(PASSWORD)
  const add = (account: NewAccount, mustChange = false) =>
    insertActive(db, deps, { ...account, hash, mustChange })
  const accounts = {} as TestApp['accounts']
  for (const one of PEOPLE) {
    accounts[one.role] = county.actor(one.role).account
    await db.run(
      `update account set login = $2, name = $3, password_hash = $4, area_code = $5, villages = $6 where id = $1`,
      [accounts[one.role], one.login, one.name, hash, one.area ?? null, one.villages ?? null],
    )
  }

  let visitors = 0
  function visitor(headers: Record<string, string> = {}): Visitor {
    // One address each, so that the limit per address is met only where a test means to.
    visitors += 1
    const remoteAddress = `10.0.${visitors >> 8}.${visitors & 255}`
    const self: Visitor = {
      async ask(endpoint, input = {}) {
        const { url, query } = addressed(endpoint.path, input.params ?? {})
        const response = await app.inject({
          method: endpoint.method as InjectOptions['method'],
          url,
          query,
          remoteAddress,
          ...(input.body !== undefined && { payload: input.body as object }),
          headers: {
            ...(self.cookie && { cookie: self.cookie, origin: 'http://localhost' }),
            ...headers,
            ...input.headers,
          },
        })
        const given = response.cookies.find((one) => one.name === 'tonghu_session')
        if (given) self.cookie = given.value ? `tonghu_session=${given.value}` : undefined
        const isJson = /json/.test(String(response.headers['content-type']))
        return {
          status: response.statusCode,
          body: (isJson ? response.json() : response.rawPayload) as never,
          headers: response.headers,
        }
      },
    }
    return self
  }

  const enter: TestApp['signIn'] = async (login, { password = PASSWORD, code } = {}) => {
    const self = visitor()
    const { status } = await self.ask(signIn, { body: { login, password, code } })
    return Object.assign(self, { status })
  }

  return {
    ...county,
    app,
    accounts,
    add,
    visitor,
    signIn: enter,
    as: (role) => enter(PEOPLE.find((one) => one.role === role)!.login),
    forward(minutes) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000)
    },
    async close() {
      await app.close()
      await county.close()
    },
  }
}

function addressed(path: string, params: Record<string, string | number>) {
  const query: Record<string, string> = {}
  let url = path
  for (const [name, value] of Object.entries(params)) {
    if (url.includes(`:${name}`)) url = url.replace(`:${name}`, encodeURIComponent(value))
    else query[name] = String(value)
  }
  return { url, query }
}

/** What the authenticator on the telephone shows. */
export const codeFor = (secret: string, { now }: { now: Date }): string =>
  generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) })
