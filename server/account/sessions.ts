import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Db, withoutReach } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { actorFrom } from './actor-of.ts'
import { type Credential, credentialOf, giveCookie, newToken, refuseForeignPages } from './credentials.ts'
import { deleteSessions, findProof, IDLE_MINUTES, insertSession, writeSeen } from './session-rows.ts'

/** Another process (the command line) may disable an account: this one learns of it so much later at most. */
const REMEMBERED_MS = 2_000
const REMEMBERED = 5_000
const SEEN_EVERY_MS = 60_000

type Known = {
  actor: Actor
  kind: Credential['kind']
  id: string
  phone?: boolean
  seenAt: number
  expiresAt: number
}

/** What a phone's token opens; with anything else whoever holds the phone has to sign in. */
const FOR_PHONES = '/api/phones/'
type Entry = { at: number; found: Promise<Known | undefined>; known?: Known }

export type Sessions = ReturnType<typeof createSessions>

/** Who asks: from a browser's session or an API token, remembered for two seconds so that a request costs no query. */
export function createSessions(deps: Deps) {
  const { pool, county } = deps
  const db = withoutReach(pool)
  const entries = new Map<string, Entry>()
  /** Accounts just changed, by when they may be remembered again: the change may not be committed yet. */
  const changing = new Map<string, number>()
  const clock = () => deps.now().getTime()

  async function load(credential: Credential): Promise<Known | undefined> {
    const row = await findProof(db, county.code, credential)
    if (!row) return undefined
    const { id, seenAt, expiresAt, viaSecondFactor, phone } = row.proof
    const shown = credential.kind === 'session' ? { session: id } : { token: id }
    const actor = actorFrom(row.account, deps, { ...shown, secondFactor: viaSecondFactor })
    const times = { seenAt: seenAt?.getTime() ?? 0, expiresAt: expiresAt.getTime() }
    return actor && { actor, kind: credential.kind, id, phone, ...times }
  }

  const isChanging = (account: string) => (changing.get(account) ?? 0) > clock()

  function lookUp(credential: Credential): Promise<Known | undefined> {
    const key = credential.hash.toString('base64')
    const entry = entries.get(key)
    // Absolute: a clock that was set back must not keep an entry alive.
    if (entry && Math.abs(clock() - entry.at) < REMEMBERED_MS) return entry.found
    const fresh: Entry = { at: clock(), found: load(credential) }
    entries.delete(key)
    entries.set(key, fresh)
    if (entries.size > REMEMBERED) entries.delete(entries.keys().next().value!)
    const drop = () => entries.get(key) === fresh && entries.delete(key)
    fresh.found.then((known) => {
      if (!known || isChanging(known.actor.account)) drop()
      else fresh.known = known
    }, drop)
    return fresh.found
  }

  const isOver = ({ kind, seenAt, expiresAt }: Known) =>
    clock() >= expiresAt || (kind === 'session' && clock() - seenAt > IDLE_MINUTES * 60_000)

  async function see(known: Known): Promise<void> {
    const at = clock()
    if (at - known.seenAt < SEEN_EVERY_MS) return
    known.seenAt = at // before the write, so that it is made once
    await writeSeen(db, known.kind, known.id, new Date(at))
  }

  function forget(account: string): void {
    for (const [other, until] of changing) if (until <= clock()) changing.delete(other)
    changing.set(account, clock() + REMEMBERED_MS)
    for (const [key, { known }] of entries) if (known?.actor.account === account) entries.delete(key)
  }

  return {
    async actorOf(request: FastifyRequest): Promise<Actor | undefined> {
      const credential = credentialOf(request)
      refuseForeignPages(request, credential)
      const known = credential && (await lookUp(credential))
      if (!known || isOver(known)) return undefined
      if (known.phone && !request.url.startsWith(FOR_PHONES)) return undefined
      await see(known)
      return known.actor
    },

    /** Without a query: who this is, if it is somebody seen before. */
    recall(request: FastifyRequest): { key: string; actor: Actor } | undefined {
      const credential = credentialOf(request)
      const known = credential && entries.get(credential.hash.toString('base64'))?.known
      return known && !isOver(known) ? { key: known.id, actor: known.actor } : undefined
    },

    /** Opens a session in the caller's transaction and hands the browser its cookie. */
    async start(
      tx: Db,
      { account, secondFactor, request, reply }: Starting,
    ): Promise<{ session: string; secondFactor: boolean }> {
      const { token, hash } = newToken()
      const agent = request.headers['user-agent']?.slice(0, 200) ?? null
      const now = deps.now()
      const row = { account, hash, secondFactor, agent, address: request.ip, now }
      const session = await insertSession(tx, row)
      giveCookie(reply, token)
      return { session, secondFactor }
    },

    /** Ends one session of an account, all, or all but one; answers how many. */
    async end(tx: Db, account: string, which: { only?: string; except?: string } = {}): Promise<number> {
      const ended = await deleteSessions(tx, account, which)
      forget(account)
      return ended
    },

    /** What was remembered of an account is wrong from now on. */
    forget,
  }
}

type Starting = { account: string; secondFactor: boolean; request: FastifyRequest; reply: FastifyReply }
