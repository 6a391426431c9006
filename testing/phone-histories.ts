import 'fake-indexeddb/auto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, InjectOptions } from 'fastify'
import sharp from 'sharp'
import type { NewAct } from '#domain/act/act.ts'
import { rangeOf } from '#domain/area/area.ts'
import { addDays, chinaDay } from '#domain/dates.ts'
import type { AnyEndpoint } from '#domain/endpoint.ts'
import { photoAct, uploadPhoto } from '#domain/phone/phone-api.ts'
import { insertActive } from '#server/account/first-accounts.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { appOf } from '#server/app.ts'
import { readStored } from '#server/child/evidence-store.ts'
import { type OpenCounty, openCounty } from '#server/county/open-county.ts'
import { setUpCounty } from '#server/county/set-up-county.ts'
import { inTransaction, withoutReach } from '#server/db/db.ts'
import type { Actor } from '#server/deps.ts'
import { decideHeld, heldActs } from '#server/phone/held-acts.ts'
import { enrol } from '#server/phone/phones.ts'
import { deleteStore, openStore, type Photo, type Store } from '#web/phone/store/store.ts'
import { digestOf } from '#web/phone/sync/digest.ts'
import { mend, synchronise } from '#web/phone/sync/engine.ts'
import { photoOf } from '#web/phone/sync/photo-of.ts'
import { aChild, act, aFact, aRelative } from './acts.ts'
import { COUNTY, newId } from './county.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'
import { randomOf } from './random.ts'

/** Two villages of one township, and one of another. */
const VILLAGES = ['210421101215', '210421101216', '210421102201'] as const
const NOW = '2026-06-01T02:00:00Z'
/** A photo; how large it is does not matter here. */
const PICTURE = new Uint8Array(
  await sharp({ create: { width: 8, height: 8, channels: 3, background: '#8a5a2b' } })
    .png()
    .toBuffer(),
)
/** What a history changes, and a restored backup puts back. */
const TABLES = [
  'act',
  'act_place',
  'act_counter',
  'person_key',
  'child',
  'kin',
  'child_state',
  'child_gram',
  'service',
  'duty',
  'held_act',
  'evidence',
  'circumstance_due',
  'risk',
  'assessment',
  'agreement',
  'fact_conflict',
  'child_responsible',
  'parent_contact',
] as const

class Killed extends Error {}
class NoLine extends Error {}
class NotTaken extends Error {
  readonly status: number
  readonly body: { code: string; message: string }
  constructor(status: number, body: { code: string; message: string }) {
    super(body.code)
    this.status = status
    this.body = body
  }
}

export type Outcome = {
  seed: number
  accepted: number
  once: number
  lost: number
  doubled: number
  wrong: string[]
}

/**
 * Random histories of phones, desk and server: the line is cut at every step, replies are lost, pages are killed,
 * storage fills up, clocks are wrong, villages are reassigned, servers are put back to older states, the app is renewed.
 * In the end everything that a phone has accepted must be on the server exactly once, and every phone must hold what a
 * fresh one would be sent. Phones are the product's own code on a real IndexedDB interface (fake-indexeddb keeps its
 * transactions in memory), the server is the product on PostgreSQL.
 */
export class Histories {
  #database!: TestDatabase
  #dataDir = ''
  deps!: OpenCounty
  #app!: FastifyInstance
  now = new Date(NOW)

  async open(): Promise<this> {
    this.#database = await cloneDatabase()
    this.#dataDir = mkdtempSync(join(tmpdir(), 'tonghu-histories-'))
    await setUpCounty(this.#database.connections, this.#dataDir, COUNTY, true)
    const { owner } = this.#database
    // A commit that fails is a server that died in it: nothing was written, and the asker must not have been told so.
    await owner.query(`
      create table failing (on_commit boolean);
      create function fail_now() returns trigger language plpgsql security definer as $$
        begin
          if exists (select from failing where on_commit) then raise exception 'killed' using errcode = '57P01'; end if;
          return null;
        end $$;
      create constraint trigger fail_now after insert on act deferrable initially deferred for each row execute function fail_now();
      create schema backup`)
    for (const table of TABLES)
      await owner.query(`create table backup.${table} as table ${table} with no data`)
    await this.#start()
    return this
  }

  async #start(): Promise<void> {
    this.deps = (await openCounty(this.#database.connections, this.#dataDir, {
      now: () => this.now,
      poolSize: 6,
    }))!
    this.#app = await appOf(this.deps, { signInsPerMinute: 1e6, requestsPer10Seconds: 1e6 })
  }

  async #stop(): Promise<void> {
    await this.#app.close()
    await this.deps.close()
  }

  async close(): Promise<void> {
    await this.#stop()
    await this.#database.drop()
    rmSync(this.#dataDir, { recursive: true, force: true })
  }

  #owner(sql: string, values: unknown[] = []) {
    return this.#database.owner.query(sql, values)
  }

  async #clear(): Promise<void> {
    await this.#owner(
      `set session_replication_role = replica;
       ${[...TABLES.filter((table) => table !== 'act_counter'), 'failing', 'api_token'].map((table) => `delete from ${table}`).join('; ')};
       update act_counter set last = 0; set session_replication_role = origin`,
    )
  }

  async #backUp(): Promise<void> {
    for (const table of TABLES)
      await this.#owner(`delete from backup.${table}; insert into backup.${table} select * from ${table}`)
  }

  /** By `restore`, which begins an epoch, or by putting an old copy of the data folder back, which tells nobody. */
  async #restore(newEpoch: boolean): Promise<void> {
    await this.#stop()
    await this.#owner(`set session_replication_role = replica;
      ${TABLES.map((table) => `delete from ${table}`).join(';')};
      ${TABLES.map((table) => `insert into ${table} select * from backup.${table}`).join(';')};
      ${newEpoch ? 'update county set epoch = epoch + 1;' : ''} set session_replication_role = origin`)
    await this.#start()
  }

  #officer(): Actor {
    const area = `${COUNTY}000000`
    return {
      account: this.#officerId,
      login: 'officer',
      name: '县经办人',
      role: 'countyOfficer',
      area,
      villages: [],
      office: null,
      reach: { role: 'tonghu_area', ...rangeOf(area) },
      first: null,
      secondFactor: false,
    }
  }
  #officerId = newId()

  async #desk(...acts: NewAct[]): Promise<void> {
    const actor = this.#officer()
    await inTransaction(this.deps.pool, COUNTY, actor.reach, (db) =>
      recordActs({ db, deps: this.deps, actor }, acts),
    )
  }

  /** Plays one history and judges it. */
  async play(seed: number): Promise<Outcome> {
    const random = randomOf(seed * 7919 + 1)
    const below = (n: number) => Math.floor(random() * n)
    const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
    const chance = (share: number) => random() < share
    await this.#clear()
    this.now = new Date(NOW)

    const children = new Map<string, { area: string; relatives: string[] }>()
    const opened = Array.from({ length: 3 + below(3) }, () => {
      const [child, person] = [newId(), newId()]
      const area = pick(VILLAGES)
      children.set(child, { area, relatives: [person] })
      return [
        aChild({ child, area, family: [{ person, relation: 'paternalGrandmother', carer: true }] }),
        aRelative(child, person, { name: '佟秀兰' }),
      ]
    }).flat()
    await this.#desk(...opened)

    const accepted = new Map<string, NewAct>()
    const phones: Phone[] = []
    for (let i = 0; i < 1 + below(3); i++) phones.push(await this.#phone(seed, i, pick(VILLAGES)))
    let slow: (() => Promise<void>) | undefined
    let backedUp = false

    const day = () => chinaDay(this.now)
    const somethingAbout = (phone: Phone): NewAct => {
      const wrongDay = chance(0.1) ? addDays(day(), 1 + below(4)) : day()
      const own = [...children].filter(([, { area }]) => phone.villages.includes(area))
      const [child, { relatives }] = own.length > 0 ? pick(own) : pick([...children])
      const kind = below(10)
      if (kind === 0 && phone.villages.length > 0) {
        const fresh = newId()
        const area = pick(phone.villages)
        children.set(fresh, { area, relatives: [] })
        return aChild({ child: fresh, area, day: wrongDay })
      }
      if (kind < 4)
        return act('service.record', child, {
          day: wrongDay,
          service: pick(['homeVisit', 'phoneCall']),
          occasion: newId(),
          childSeen: chance(0.8),
          problems: chance(0.2) ? ['safety'] : [],
          words: {},
          facts: {},
        })
      if (kind < 6 && relatives.length > 0)
        return aRelative(child, pick(relatives), { workPlace: `昆山 ${below(100)}` }, { day: wrongDay })
      return aFact(child, { hobbies: `画画 ${below(1000)}` }, { day: wrongDay })
    }

    const steps: Record<string, () => Promise<void>> = {
      write: async () => {
        const phone = pick(phones)
        const acts = Array.from({ length: 1 + below(3) }, () => somethingAbout(phone))
        const fault = chance(0.15) ? pick(['full', 'before', 'after'] as const) : undefined
        const photos = chance(0.3) ? [await phone.aPhoto(acts[0]!.child, day())] : []
        const done = await phone.accept(acts, fault, photos)
        if (done) for (const one of [...acts, ...photos.map(photoAct)]) accepted.set(one.id, one)
      },
      sync: async () => {
        const phone = pick(phones)
        await phone.sync(() => (chance(0.25) ? pick(FAULTS) : undefined))
      },
      // The person goes on writing while the line is busy, and cut.
      writeMeanwhile: async () => {
        const phone = pick(phones)
        const acts = [somethingAbout(phone), somethingAbout(phone)]
        const cut = () => (chance(0.3) ? pick(['cutBefore', 'replyLost', 'twice'] as const) : undefined)
        const [done] = await Promise.all([phone.accept(acts), phone.sync(cut)])
        if (done) for (const one of acts) accepted.set(one.id, one)
      },
      atOnce: async () => {
        await Promise.all(phones.map((phone) => phone.sync(() => (chance(0.1) ? pick(FAULTS) : undefined))))
      },
      mend: () => pick(phones).mend(day()),
      desk: async () => {
        await this.#desk(aFact(pick([...children.keys()].slice(0, 3)), { hobbies: `唱歌 ${below(1000)}` }))
      },
      slow: async () => {
        // Somebody whose transaction ends long after others have written and pulled.
        if (slow) {
          await slow()
          slow = undefined
          return
        }
        const actor = this.#officer()
        let letGo = () => {}
        const gate = new Promise<void>((resolve) => {
          letGo = resolve
        })
        const one = newId()
        const area = pick(VILLAGES)
        let begun = () => {}
        const written = new Promise<void>((resolve) => {
          begun = resolve
        })
        const ends = inTransaction(this.deps.pool, COUNTY, actor.reach, async (db) => {
          await recordActs({ db, deps: this.deps, actor }, [aChild({ child: one, area })])
          await db.settled()
          begun()
          await gate
        })
        await written
        slow = async () => {
          letGo()
          await ends
          children.set(one, { area, relatives: [] })
        }
      },
      move: async () => {
        const [child, known] = pick([...children].slice(0, 3))
        const to = pick(VILLAGES)
        if (to === known.area) return
        await this.#desk(act('child.move', child, { day: day(), area: to, reason: '随祖母搬家' }))
        known.area = to
      },
      reassign: async () => {
        const phone = pick(phones)
        await phone.reassign([pick(VILLAGES)])
      },
      backUp: async () => {
        await this.#backUp()
        backedUp = true
      },
      restore: async () => {
        if (!backedUp) return
        if (slow) await slow()
        slow = undefined
        await this.#restore(chance(0.6))
      },
      renewApp: () => pick(phones).renew(),
      kill: () => pick(phones).kill(),
      clock: async () => {
        pick(phones).shift = (below(15) - 7) * 86_400_000
      },
      later: async () => {
        this.now = new Date(this.now.getTime() + below(300) * 60_000)
      },
    }
    const often = ['write', 'write', 'write', 'sync', 'sync', 'sync', 'desk', 'slow', 'slow', 'later']
    const rare = [
      'atOnce',
      'writeMeanwhile',
      'mend',
      'move',
      'reassign',
      'backUp',
      'restore',
      'renewApp',
      'kill',
      'clock',
    ]
    for (let i = 0, n = 12 + below(18); i < n; i++) {
      const step = chance(0.65) ? pick(often) : pick(rare)
      // What the desk wants may be refused after a restore: the child is not there any more.
      await steps[step]!().catch((error: unknown) => {
        if (!['desk', 'move', 'slow'].includes(step)) throw error
      })
    }
    if (slow) await slow().catch(() => {})

    const wrong = this.#unheld.splice(0)
    for (const phone of phones) {
      for (let i = 0; i < 4; i++) {
        await phone.mend(day())
        await phone.sync(() => undefined)
      }
      wrong.push(...(await phone.judge()))
    }
    const outcome = await this.#judge(seed, accepted, wrong)
    for (const phone of phones) await phone.remove()
    return outcome
  }

  async #judge(seed: number, accepted: ReadonlyMap<string, NewAct>, wrong: string[]): Promise<Outcome> {
    const ids = [...accepted.keys()]
    const { rows } = await this.#owner(
      `select u.id, (select count(*)::int from act a where a.county = $1 and a.id = u.id) as acts,
              (select count(*)::int from act_place p where p.county = $1 and p.act = u.id) as places,
              (select count(*)::int from held_act h where h.county = $1 and h.id = u.id and h.decision is distinct from 'taken') as held
         from unnest($2::uuid[]) as u (id)`,
      [COUNTY, ids],
    )
    const found = rows as { id: string; acts: number; places: number; held: number }[]
    for (const { id, acts, places } of found)
      if (acts !== places) wrong.push(`${accepted.get(id)?.kind} has ${acts} rows and ${places} places`)
    for (const { id, sha256 } of (await this.#owner('select id, sha256 from evidence')).rows)
      await readStored(this.#dataDir, id, sha256).catch((error: Error) => wrong.push(error.message))
    // Whoever has the children now takes what waited for him: all of it is there, as it was written.
    const actor = this.#officer()
    const waiting = await inTransaction(this.deps.pool, COUNTY, actor.reach, (db) =>
      heldActs({ db, deps: this.deps, actor }, 'zh'),
    )
    const shown = new Set(waiting.map(({ id }) => id as string))
    for (const { id, held } of found) if (held > 0 && !shown.has(id)) wrong.push('a held act is not shown')
    await inTransaction(this.deps.pool, COUNTY, actor.reach, (db) =>
      decideHeld({ db, deps: this.deps, actor }, { ids: [...shown], decision: 'take' }, 'zh'),
    )
    return {
      seed,
      accepted: ids.length,
      once: found.filter(({ acts, held }) => acts + held === 1).length,
      lost: found.filter(({ acts, held }) => acts + held === 0).length,
      doubled: found.filter(({ acts, held }) => acts + held > 1).length,
      wrong,
    }
  }

  async #phone(seed: number, i: number, village: string): Promise<Phone> {
    const account = await insertActive(withoutReach(this.#database.owner), this.deps, {
      login: `p-${seed}-${i}-${newId().slice(-6)}`,
      name: '村儿童主任',
      role: 'villageDirector',
      villages: [village],
      hash: '-',
      mustChange: false,
    })
    const actor = { account } as Actor
    const { token } = await enrol(withoutReach(this.#database.owner), this.deps, actor, '测试手机')
    const phone = new Phone(this, `${seed}-${i}-${newId()}`, token, [village])
    phone.reassign = async (villages) => {
      phone.villages = villages
      await this.#owner('update account set villages = $2 where id = $1', [account, villages])
      // Another process would learn of it after two seconds.
      this.now = new Date(this.now.getTime() + 3_000)
    }
    await phone.begin()
    return phone
  }

  /** Receipts without their acts: a phone would notice later, but may be asked for before. */
  readonly #unheld: string[] = []

  async #holds(answer: { statusCode: number; json(): unknown }): Promise<void> {
    if (answer.statusCode !== 200) return
    const { answers } = answer.json() as { answers: { id: string; outcome: string }[] }
    const ids = answers.filter(({ outcome }) => outcome !== 'refused').map(({ id }) => id)
    const { rows } = await this.#owner(
      `select u.id from unnest($2::uuid[]) as u (id)
        where not exists (select from act a where a.county = $1 and a.id = u.id)
          and not exists (select from held_act h where h.county = $1 and h.id = u.id)`,
      [COUNTY, ids],
    )
    if (rows.length > 0) this.#unheld.push(`${rows.length} receipts for what the server does not hold`)
  }

  /** One request of a phone over a line that may fail. */
  ask(token: string, endpoint: AnyEndpoint, body: unknown, fault: Fault | undefined): Promise<unknown> {
    const request = { method: endpoint.method as 'POST', url: endpoint.path, payload: body as object }
    return this.#send(endpoint.name, { ...request, headers: { authorization: `Bearer ${token}` } }, fault)
  }

  /** A piece of a photo; answers how much the server has. */
  async piece(
    token: string,
    at: { upload: string; at: number },
    bytes: Uint8Array,
    fault: Fault | undefined,
  ) {
    const form = new FormData()
    form.append('piece', new File([bytes as Uint8Array<ArrayBuffer>], 'piece'))
    const sent = new Response(form)
    const headers = { authorization: `Bearer ${token}`, 'content-type': sent.headers.get('content-type')! }
    const url = `${uploadPhoto.path.replace(':upload', at.upload)}?at=${at.at}`
    const payload = Buffer.from(await sent.arrayBuffer())
    const answer = await this.#send(
      uploadPhoto.name,
      { method: uploadPhoto.method, url, payload, headers },
      fault,
    )
    return (answer as { has: number }).has
  }

  async #send(name: string, request: InjectOptions, fault: Fault | undefined): Promise<unknown> {
    const send = () => this.#app.inject(request)
    if (fault === 'cutBefore') throw new NoLine()
    if (fault === 'killedBefore') throw new Killed()
    if (fault === 'commitFails') await this.#owner('insert into failing values (true)')
    const answers = fault === 'twice' ? await Promise.all([send(), send()]) : [await send()]
    if (fault === 'commitFails') {
      // A server that answers before it has committed fails afterwards.
      await sleep(15)
      await this.#owner('truncate failing')
    }
    for (const answer of answers) if (name === 'pushActs') await this.#holds(answer)
    if (fault === 'replyLost') throw new NoLine()
    if (fault === 'killedAfter') throw new Killed()
    const answer = answers.at(-1)!
    if (answer.statusCode >= 500) throw new NoLine()
    if (answer.statusCode >= 400) throw new NotTaken(answer.statusCode, answer.json())
    return answer.json()
  }
}

const FAULTS = [
  'cutBefore',
  'replyLost',
  'twice',
  'killedBefore',
  'killedAfter',
  'commitFails',
  'full',
  'killedWriting',
  'killedWritten',
] as const
type Fault = (typeof FAULTS)[number]

class Phone {
  readonly histories: Histories
  readonly id: string
  readonly token: string
  villages: string[]
  shift = 0
  reassign: (villages: string[]) => Promise<void> = async () => {}
  #store!: Store
  #format = 1
  #key!: Awaited<ReturnType<typeof crypto.subtle.generateKey>>

  constructor(histories: Histories, id: string, token: string, villages: string[]) {
    this.histories = histories
    this.id = id
    this.token = token
    this.villages = villages
  }

  async begin(): Promise<void> {
    this.#key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ])
    await this.#open()
    await this.#store.change({
      progress: { cursor: null, epoch: null, offset: 0, syncedAt: null, token: this.token, serverKey: '' },
    })
  }

  async #open(): Promise<void> {
    this.#store = await openStore({ id: this.id, key: this.#key as never }, this.#format)
  }

  /** The page is gone, and opened again. */
  async kill(): Promise<void> {
    this.#store.close()
    await this.#open()
  }

  async renew(): Promise<void> {
    this.#store.close()
    this.#format += 1
    await this.#open()
  }

  /** Whether the phone has accepted: from then on it may not be lost. */
  async accept(
    acts: readonly NewAct[],
    fault?: 'full' | 'before' | 'after',
    photos: readonly Omit<Photo, 'n'>[] = [],
  ): Promise<boolean> {
    if (fault === 'before') {
      await this.kill()
      return false
    }
    if (fault === 'full') return false
    const writing = this.#store.accept(acts, photos)
    await writing
    if (fault === 'after') await this.kill()
    return true
  }

  aPhoto(child: NewAct['child'], day: string): Promise<Omit<Photo, 'n'>> {
    const progress = { offset: this.histories.now.getTime() + this.shift - Date.now() }
    const picture = new Blob([PICTURE])
    return photoOf({ progress }, { child, day, name: '走访照片.png', picture })
  }

  async mend(day: string): Promise<void> {
    for (const entry of await this.#store.outbox())
      if (entry.refused) {
        const body = { ...entry.act.body, day }
        await mend(this.#store, entry, { ...entry.act, body } as NewAct)
      }
  }

  /** A sync over a bad line. */
  async sync(fault: () => Fault | undefined): Promise<void> {
    const store: Store = {
      ...this.#store,
      closed: false,
      change: async (change) => {
        const what = fault()
        if (what === 'full') throw new DOMException('full', 'QuotaExceededError')
        if (what === 'killedWriting') throw new Killed()
        await this.#store.change(change)
        if (what === 'killedWritten') throw new Killed()
      },
    }
    try {
      await synchronise({
        store,
        ask: (endpoint, body) =>
          this.histories.ask(this.token, endpoint, body, networkFault(fault())) as Promise<never>,
        sendPiece: (upload, at, piece) =>
          this.histories.piece(this.token, { upload, at }, piece, networkFault(fault())),
        now: () => this.histories.now.getTime() + this.shift,
        digest: digestOf,
        refusalOf: (error) =>
          error instanceof NotTaken && ![401, 403, 409, 429].includes(error.status) ? error.body : undefined,
      })
    } catch (error) {
      if (error instanceof Killed) await this.kill()
      else if (!(error instanceof NoLine || error instanceof DOMException)) throw error
    }
  }

  /** With nothing left to do, the phone holds what a fresh one would be sent. */
  async judge(): Promise<string[]> {
    const wrong: string[] = []
    const outbox = await this.#store.outbox()
    if (outbox.length > 0)
      wrong.push(`${outbox.length} still wait: ${[...new Set(outbox.map(({ refused }) => refused?.code))]}`)
    const photos = await this.#store.photos()
    if (photos.length > 0)
      wrong.push(`${photos.length} photos wait: ${[...new Set(photos.map(({ refused }) => refused?.code))]}`)
    if ((await this.#store.receipts()).some(({ sure }) => !sure)) wrong.push('receipts that are not sure')
    const pullSlice = await import('#domain/phone/phone-api.ts').then((api) => api.pullSlice)
    const fresh = (await this.histories.ask(this.token, pullSlice, { cursor: null }, undefined)) as {
      rows: { id: string }[]
    }
    const held = await this.#store.rows()
    const told = (rows: readonly { id: string }[]) =>
      JSON.stringify([...rows].sort((a, b) => (a.id < b.id ? -1 : 1)))
    if (told(held) !== told(fresh.rows)) wrong.push('the phone holds something else than the server sends')
    return wrong
  }

  async remove(): Promise<void> {
    this.#store.close()
    await deleteStore(this.id)
  }
}

const networkFault = (fault: Fault | undefined) =>
  fault && !['full', 'killedWriting', 'killedWritten'].includes(fault) ? fault : undefined
