import { createHash } from 'node:crypto'
import { chinaDay } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import type { ActId, ChildId } from '#domain/ids.ts'
import {
  CHILDREN_A_PAGE,
  MOST_CHILDREN,
  type Pulled,
  type pullSlice,
  type Shared,
} from '#domain/phone/phone-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { areaNames } from '../area/area-names.ts'
import { campaignsOnPhone } from '../campaign/slice-campaigns.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { noticesOf } from '../notice/own-notices.ts'
import { epochOf } from './epoch.ts'
import { sliceRows, spellsFrom } from './slice-rows.ts'

type On = { db: Db; deps: Deps; actor: Actor }

/**
 * Where a phone has read up to. `mark` names the commit that ended there: a server that was put back to an older state,
 * by whatever means, has another one there or none.
 */
type Cursor = {
  epoch: number
  place: number
  mark: string | null
  /** The last act that was held for a new owner: these have no place. */
  held: string | null
  respelled: number
  reach: string
}

/** More acts than these since the last time: everything is read anew. Project default. */
const MOST_PLACES = 20_000

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

const reachOf = ({ role, reach }: Actor) => digestOf(JSON.stringify([role, reach]))

/** Read before anything else: what is placed later comes with the next time. */
async function cursorNow({ db, deps, actor }: On): Promise<Cursor> {
  const row = await db.one<{ last: number; respelled: number; mark: string | null; held: string | null }>(
    `select c.last, c.respelled, p.mark, last_held($1) as held from act_counter c
       left join act_place p on p.county = c.county and p.seq = c.last where c.county = $1`,
    [deps.county.code],
  )
  return {
    epoch: deps.county.epoch,
    place: row?.last ?? 0,
    mark: row?.mark ?? null,
    held: row?.held ?? null,
    respelled: row?.respelled ?? 0,
    reach: reachOf(actor),
  }
}

function cursorFrom(text: string | null): Cursor | null {
  if (text === null) return null
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor
  } catch {
    throw new Refusal('invalidInput', { problem: 'cursor' })
  }
}

const cursorText = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** Whether this server has been where the phone has read up to. */
async function remembers({ db, deps }: On, given: Cursor, now: Cursor): Promise<boolean> {
  if (given.epoch !== now.epoch || given.place > now.place) return false
  const row = await db.one<{ mark: string | null; held: boolean }>(
    `select (select mark from act_place where county = $1 and seq = $2) as mark, held_known($1, $3::uuid) as held`,
    [deps.county.code, given.place, given.held],
  )
  return (row?.mark ?? null) === given.mark && (given.held === null || row?.held === true)
}

/** What has changed in the asker's reach since a cursor, or all of it, a page at a time. */
export async function pull(on: On, asked: BodyOf<typeof pullSlice>): Promise<Pulled> {
  const { db, deps } = on
  // Before the place is read: what is there now stands at or before that place, so that a server put back behind it
  // is noticed the next time.
  const missing = await notThere(on, asked.check)
  const now = await cursorNow(on)
  const given = cursorFrom(asked.cursor)
  const known = given === null || (await remembers(on, given, now))
  const inReach = await db.rows<{ id: ChildId }>(
    'select id from child where county = $1 and status = 1 order by id limit $2',
    [deps.county.code, MOST_CHILDREN + 1],
  )
  if (inReach.length > MOST_CHILDREN) throw new Refusal('tooManyForPhone', { most: MOST_CHILDREN })
  const ids = inReach.map(({ id }) => id)
  const changed = given && known && given.reach === now.reach ? await changedSince(on, given) : null
  const page = asked.wanted ?? (changed ? undefined : pageAfter(ids, asked.after))
  const rows = await sliceRows(on, page ?? changed!)
  const respelled = changed !== null && !asked.wanted && given!.respelled !== now.respelled
  const shared = await sharedOf(on)
  const digest = digestOf(JSON.stringify(shared))
  const last = page?.at(-1)
  return {
    cursor: cursorText(now),
    epoch: epochOf(deps),
    place: now.place,
    now: deps.now().toISOString(),
    known,
    full: changed === null && !asked.wanted,
    rows,
    spells: respelled ? Object.fromEntries(await spellsFrom(on, chinaDay(deps.now()))) : {},
    next: changed === null && !asked.wanted && last && last !== ids.at(-1) ? last : null,
    missing,
    digest: digestOf(ids.join()),
    ...(asked.ids && { ids }),
    ...(asked.shared !== digest && { shared: { digest, content: shared } }),
  }
}

/** Acts that a phone has receipts for and this server does not hold, neither in a file nor for its new owner. */
async function notThere({ db, deps }: On, ids: readonly ActId[]): Promise<ActId[]> {
  if (ids.length === 0) return []
  const rows = await db.rows<{ id: ActId }>(
    'select act as id from act_digests($1, $2::uuid[]) union select held_ids($1, $2::uuid[])',
    [deps.county.code, ids],
  )
  const there = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !there.has(id))
}

const pageAfter = (ids: readonly ChildId[], after: string | undefined) => {
  const from = after ? ids.findIndex((id) => id > after) : 0
  return from < 0 ? [] : ids.slice(from, from + CHILDREN_A_PAGE)
}

/** null: everything is to be read anew. */
async function changedSince({ db, deps }: On, { place }: Cursor): Promise<string[] | null> {
  const rows = await db.rows<{ child: string | null }>('select children_changed($1, $2, $3) as child', [
    deps.county.code,
    place,
    MOST_PLACES,
  ])
  const children = rows.map(({ child }) => child)
  return children.includes(null) || children.length > CHILDREN_A_PAGE ? null : (children as string[])
}

/** The latest; the rest is on the desk. */
const NOTICES_SHOWN = 20

/** What the rules on the phone ask besides the children themselves. */
async function sharedOf({ db, deps, actor }: On): Promise<Shared> {
  const names = await areaNames(deps.pool, db, deps.county.code)
  const { reach } = actor
  const isOwn = (code: string) =>
    reach.role === 'tonghu_village'
      ? reach.villages.includes(code.slice(0, 12)) ||
        reach.villages.some((one) => code === `${one.slice(0, 9)}000`)
      : reach.role === 'tonghu_area' && code >= reach.lo && code < reach.hi
  return {
    account: actor.account,
    name: actor.name,
    role: actor.role,
    areas: names.all
      .filter(({ code, until }) => !until && isOwn(code))
      .map(({ code, shortName: name }) => ({ code, name })),
    notices: (await noticesOf(db, deps, actor, NOTICES_SHOWN))
      .filter(({ read }) => !read)
      .map(({ kind, toldAt, count, today }) => ({ kind, toldAt, count, today })),
    policy: deps.policy
      .book()
      .entries.filter(({ area }) => deps.county.code.startsWith(area.slice(0, 6)))
      .map(({ id, key, area, from, value, standing }) => ({ id, key, area, from, value, standing })),
    // The questions stay here: nobody assesses on a phone yet.
    templates: deps.policy.book().templates.map(({ template, version, from, body }) => ({
      template,
      version,
      from,
      body: { zh: body.zh, en: body.en, inUse: body.inUse, cadenceDays: body.cadenceDays },
    })),
    campaigns: await campaignsOnPhone({ db, deps }),
  }
}
