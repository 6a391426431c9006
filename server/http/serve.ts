import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { may, type Right } from '#domain/access/access.ts'
import {
  type AnyEndpoint,
  type BodyOf,
  type Endpoint,
  effectOf,
  type ParamsOf,
  type ResultOf,
} from '#domain/endpoint.ts'
import { type Language, Refusal } from '#domain/refusals.ts'
import type { AuditEntry } from '../audit/audit-log.ts'
import { type Db, inTransaction, type ReachSetting } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { answerFailure } from './failure.ts'
import { parsed } from './parse-input.ts'
import { fewAtATime, type Pieces, sendAnswer, sendPieces } from './send-file.ts'

/** What a handler learns of the request, and what it tells the log: whose data it showed, and why. */
export type Asked<E, A = Actor> = {
  params: ParamsOf<E>
  body: BodyOf<E>
  actor: A
  db: Db
  language: Language
  log: {
    children: string[]
    reason?: string
    details?: string
    /** Signing in: whose account it is, before there is an actor. */
    account?: string
    role?: string
  }
  afterwards(begin: () => void): unknown // once the request's own work is committed
  request: FastifyRequest
  reply: FastifyReply
}

export type Handler<E, A = Actor, X = unknown> = (asked: Asked<E, A> & { before: X }) => Promise<ResultOf<E>>

/**
 * What takes long or must stand even if the request is refused (passwords, counting wrong ones): runs once,
 * before a connection is taken. Its answer is the handler's `before`.
 */
export type Before<E, X, A = Actor> = (asked: Omit<Asked<E, A>, 'db' | 'reply' | 'afterwards'>) => Promise<X>

/** Endpoints about children run with the asker's reach; the rest as the application's own role, which sees no child. */
const ABOUT_CHILDREN =
  /^(agreement|campaign|child|duplicate|evidence|import|policy|report|restricted|table)\./

const reachFor = (endpoint: AnyEndpoint, actor: Actor | undefined): ReachSetting =>
  actor && ABOUT_CHILDREN.test(endpoint.access) ? actor.reach : { role: 'tonghu_app' }

export const languageOf = (request: FastifyRequest): Language =>
  /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'

function admit(endpoint: AnyEndpoint, actor: Actor | undefined): void {
  if (endpoint.access === 'public') return
  if (!actor) throw new Refusal('signedOut')
  if (actor.first && !endpoint.onTheWayIn)
    throw new Refusal(actor.first === 'changePassword' ? 'changePasswordFirst' : 'secondFactorFirst')
  if (endpoint.access !== 'signedIn' && !may(actor.role, endpoint.access as Right))
    throw new Refusal('notAllowed')
}

/** What serving needs: who asks is found out by `actorOf` (server/account). */
export type Serving = {
  app: FastifyInstance
  deps: Deps & { actorOf(request: FastifyRequest): Promise<Actor | undefined> }
}

/** Streamed files at a time, of one endpoint. Project default. */
const MOST_STREAMS = 3
const SNAPSHOT = { reading: true, snapshot: true, tries: 1 }

/** Serves one endpoint: who asks, access, input, reach, handler, log — in this order, for every one of them. */
export function serve<P extends z.ZodType, B extends z.ZodType, R extends z.ZodType, X = undefined>(
  { app, deps }: Serving,
  endpoint: Endpoint<P, B, R>,
  handler: Handler<Endpoint<P, B, R>, Actor, X>,
  prepare?: Before<Endpoint<P, B, R>, X>,
): void {
  const effect = effectOf(endpoint)
  const streamed = endpoint.binary === 'streamed'
  const inTurn = fewAtATime(streamed ? MOST_STREAMS : Number.POSITIVE_INFINITY)

  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { endpoint },
    handler: async (request, reply) => {
      const language = languageOf(request)
      const log: Asked<unknown>['log'] = { children: [] }
      let actor: Actor | undefined
      const entry = (outcome: AuditEntry['outcome'], status: number): AuditEntry => ({
        at: deps.now(),
        account: actor?.account,
        role: actor?.role,
        endpoint: endpoint.name,
        outcome,
        status,
        address: request.ip,
        ...log,
      })
      try {
        actor = await deps.actorOf(request)
        admit(endpoint, actor)
        const params = parsed(
          endpoint.params,
          {
            ...(request.query as object),
            ...(request.params as object),
          },
          language,
        )
        const body = parsed(endpoint.body, request.body, language)
        const common = { params, body, actor, language, log, request } as Omit<
          Asked<Endpoint<P, B, R>>,
          'db' | 'reply' | 'afterwards'
        >
        const before = (await prepare?.(common)) as X
        const begins: (() => void)[] = []
        const reach = reachFor(endpoint, actor)
        const work = async (db: Db) => {
          Object.assign(log, { children: [], reason: undefined, details: undefined }) // a second try begins anew
          begins.length = 0
          const answer = await handler({ ...common, db, reply, before, afterwards: (f) => begins.push(f) })
          // What is made while it is sent is in the log before its first byte, and over before its snapshot.
          if (streamed) {
            await deps.audit.write(entry('answered', 200))
            await sendPieces(reply, answer as Pieces)
          }
          // Not awaited: goes out with the places and the commit; a failure fails the commit.
          else if (effect !== 'read') deps.audit.writeIn(db, entry('answered', 200)).catch(() => {})
          return answer
        }
        const how = streamed ? SNAPSHOT : { reading: effect === 'read' }
        const result = await inTurn(() => inTransaction(deps.pool, deps.county.code, reach, work, how))
        if (effect === 'read') deps.audit.later(entry('answered', 200))
        for (const begin of begins) begin()
        if (streamed) return reply
        // Only after the commit: an export is in the log before it leaves.
        return await sendAnswer(endpoint, request, reply, result)
      } catch (error) {
        return answerFailure(error, { request, reply, language, audit: deps.audit, entry })
      }
    },
  })
}
