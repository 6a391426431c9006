import { randomBytes } from 'node:crypto'
import { isKind } from '#domain/act/stored-act.ts'
import { chinaDay } from '#domain/dates.ts'
import { uuidv7 } from '#domain/ids.ts'
import { Refusal } from '#domain/refusals.ts'
import { childWhatIsNow } from '../child/what-is-now.ts'
import { respell } from '../circumstance/respell.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Actor, Deps } from '../deps.ts'
import { projectRelative } from './project.ts'
import { actsOfChild } from './read-acts.ts'
import { replaceChild } from './write-now.ts'

type Undoing = { db: Db; deps: Deps; actor: Actor }

export type ActUpon = { id: string; kind: string; child: string | null; author: string; received_at: Date }

/** What was written later into files that these batches wrote into; of files out of reach without the child. */
export const actsUpon = (
  { db, deps }: Pick<Undoing, 'db' | 'deps'>,
  batches: readonly string[],
): Promise<ActUpon[]> =>
  db.rows<ActUpon>('select id, kind, child, author, received_at from acts_upon($1, $2::uuid[])', [
    deps.county.code,
    batches,
  ])

/**
 * Takes batches of acts back, all or none: the acts stand in the order, an act says that they were taken back, and what
 * is now is as if they had never been. What they taught of people who were unknown before is unreadable from then on.
 * Refused when somebody has written on them since. `sealed`: what is kept of the batch, to be shown later.
 */
export async function takeBack(on: Undoing, batches: readonly string[], sealed?: Buffer): Promise<void> {
  const { db, deps, actor } = on
  const county = deps.county.code
  await db.rows('select hold_batches($1, $2::uuid[])', [county, batches])
  if ((await actsUpon(on, batches)).length > 0) throw new Refusal('writtenOn')
  const now = deps.now()
  const acts = batches.map((batch, i) => ({
    id: uuidv7(now.getTime(), randomBytes(10)),
    batch,
    body: { day: chinaDay(now), ...(i === 0 && sealed && { summary: sealed.toString('base64') }) },
  }))
  await insertRows(
    db,
    'act',
    [
      'county',
      'id',
      'kind',
      'version',
      'area_code',
      'author',
      'author_role',
      'office',
      'written_at',
      'received_at',
      'day',
      'corrects',
      'body',
      'digest',
    ],
    acts.map(({ id, batch, body }) => [
      county,
      id,
      'batch.undo',
      1,
      actor.area ?? `${county}000000`,
      actor.account,
      actor.role,
      actor.office,
      now,
      now,
      body.day,
      batch,
      JSON.stringify(body),
      deps.vault.digest(JSON.stringify(['batch.undo', batch])),
    ]),
  )
  db.acts.push(...acts.map(({ id }) => id))
  // While their files are still there, in whose name other files are reached.
  const shared = await db.rows<{ person: string }>(
    'select person from shared_beyond($1, $2::uuid[]) as person',
    [county, batches],
  )
  for (const { person } of shared) await projectRelative({ ...on, keys: new Map() }, person, chinaDay(now))
  await db.settled()
  const taken = await db.rows<{ child: string; opened: boolean }>(
    'select child, opened from take_back($1, $2::uuid[])',
    [county, batches],
  )
  for (const { child, opened } of taken) {
    if (opened) deps.keys.forget(child)
    else await tellChildAnew(on, child)
  }
  await db.settled()
}

/** A file as the acts that stand say it, its reach too. */
async function tellChildAnew(on: Undoing, child: string): Promise<void> {
  const { db, deps } = on
  const acts = await actsOfChild(db, deps.county.code, child)
  const key = (await deps.keys.of(db, [child])).get(child)
  const now = childWhatIsNow(deps.vault, key, acts, chinaDay(deps.now()))
  if (!now) return
  const opened = acts.find((act) => isKind(act, 'child.open'))!
  const area = acts.findLast((act) => isKind(act, 'child.move'))?.body.area ?? opened.body.area
  await db.rows('select move_child($1, $2, $3, $4)', [
    deps.county.code,
    child,
    area.slice(0, 12),
    area.slice(12) || null,
  ])
  await replaceChild(on, child, area.slice(0, 12), now)
  await db.settled()
  for (const { person } of now.kin)
    await projectRelative({ ...on, keys: new Map() }, person as string, chinaDay(deps.now()))
  await respell(on, [child])
}
