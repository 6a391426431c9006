import { ACT_KINDS, type NewAct } from '#domain/act/act.ts'
import type { StoredAct } from '#domain/act/stored-act.ts'
import { withRelatives } from '#domain/child/child-now.ts'
import type { Knew } from '#domain/phone/phone-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { checkAgreements } from '../agreement/check-agreements.ts'
import { askedOfActs } from '../campaign/asked-by.ts'
import { checkAnswers } from '../campaign/check-answers.ts'
import { knownPlace } from '../conflict/knew.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Actor, Deps } from '../deps.ts'
import { checkServices } from '../service/check-services.ts'
import { checkAllowed, checkLives, checkSubjects, relativesIn, subjectOf } from './check-acts.ts'
import { project } from './project.ts'
import { beforeWriting, familyOf, fileMark, knownKin, strangersAmong } from './reach.ts'
import { LAST } from './read-acts.ts'
import { receive } from './receive.ts'
import { type Body, sealBody } from './seal-body.ts'

const COLUMNS = [
  'county',
  'id',
  'kind',
  'version',
  'child',
  'person',
  'area_code',
  'author',
  'author_role',
  'office',
  'written_at',
  'received_at',
  'day',
  'corrects',
  'batch',
  'body',
  'digest',
  'written_in',
  'knew',
  'device',
]

export type Recording = {
  db: Db
  deps: Deps
  actor: Actor
  /** Whose words these are, where somebody else takes them into the file. */
  writer?: Pick<Actor, 'account' | 'role' | 'office' | 'token'>
  /** Up to where their authors had read, by act (server/conflict). */
  knew?: ReadonlyMap<string, Knew>
  /** Acts that have met what somebody else wrote meanwhile are named here. */
  met?: Set<string>
  /** The import that these acts come from. */
  batch?: string
  /**
   * Ids that the server made for what is new and has shown to nobody: it need not be looked whether somebody is known
   * by them. What is written is heard of, and taken out.
   */
  unheardOf?: Set<string>
  /** Whoever writes a whole county tells its spells himself, in the end. */
  spellsLater?: boolean
  /** Somebody signs on his own phone: the one who made the link for him is the author. */
  byLink?: boolean
}

/**
 * Writes acts and what is now, in the caller's transaction; the places come with its commit, and so may the answers
 * of what is written here (db.settled). All or none: the first refusal throws. The same act again is passed over; another act under a used id is refused.
 */
export async function recordActs(recording: Recording, acts: readonly NewAct[]): Promise<void> {
  const { db, deps, actor, writer = actor } = recording
  for (const act of acts) checkAllowed(actor, act, deps)
  const lent = await receive(recording, acts)
  // All that must be known first, in one round trip.
  const [known, kinship, unreached, asking, ring] = await Promise.allSettled([
    beforeWriting(db, deps.county.code, acts, recording.unheardOf),
    knownKin(db, deps.county.code, acts, recording.unheardOf),
    strangersAmong(db, deps, acts, recording.unheardOf),
    askedOfActs(db, deps.county.code, acts, recording.unheardOf),
    deps.keys.forWriting(
      db,
      acts.flatMap((act) => [subjectOf(act), act.child, ...relativesIn(act)]),
      recording.unheardOf,
    ),
  ])
  const before = settledValue(known)
  const fresh = withoutRepeated(recording, acts, before.digests)
  if (fresh.length === 0) return
  const family = await checkSubjects(recording, fresh, {
    family: familyOf(db, deps.county.code, {
      areas: new Map([...lent, ...before.areas]),
      kin: settledValue(kinship),
    }),
    strangers: settledValue(unreached),
  })
  checkLives(fresh, before.acts)
  await checkAgreements(recording, fresh, before.acts)
  const asked = settledValue(asking)
  await checkAnswers(recording, fresh, { asked, before: before.acts, family })
  await checkServices(recording, fresh, before.acts)
  for (const act of acts)
    for (const id of [act.child, act.person, ...relativesIn(act)]) if (id) recording.unheardOf?.delete(id)
  // Only now: of a child out of reach nothing is told, not even that its key was destroyed.
  const { keys, made } = settledValue(ring)
  const receivedAt = deps.now()
  const placeOf = knownPlace(recording, before.acts)
  const areas = new Map(family.areas)
  const markOf = onceEach((child) => fileMark(deps.vault, child))
  const stored = fresh.map((act) => ({
    act,
    body: sealBody({ vault: deps.vault, keys, subject: subjectOf(act) }, act.kind, act.body as Body),
  }))
  // Somebody who sent the same act at the same moment fails the insert; the second try finds it there.
  const inserted = insertRows(
    db,
    'act',
    COLUMNS,
    stored.map(({ act, body }) => {
      const ofPerson = ACT_KINDS[act.kind].subject === 'person'
      return [
        deps.county.code,
        act.id,
        act.kind,
        ACT_KINDS[act.kind].version,
        ofPerson ? null : act.child,
        ofPerson ? act.person : null,
        ofPerson ? null : areas.get(act.child),
        writer.account,
        writer.role,
        writer.office,
        act.writtenAt,
        receivedAt,
        act.body.day,
        'corrects' in act.body ? (act.body.corrects ?? null) : null,
        recording.batch ?? null,
        JSON.stringify(body),
        digestOf(deps, act),
        ofPerson || relativesIn(act).length > 0 ? markOf(act.child) : null,
        placeOf(act),
        writer.token ?? null,
      ]
    }),
  )
  db.acts.push(...fresh.map((act) => act.id))
  db.later(inserted)
  await project(
    { ...recording, keys, madeKeys: made, family, before: before.acts, asked, placeOf },
    withRelatives(
      stored.map(
        ({ act, body }) =>
          ({
            ...act,
            seq: LAST,
            day: act.body.day,
            receivedAt: receivedAt.toISOString(),
            body,
          }) as unknown as StoredAct,
      ),
    ),
  )
}

function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

function onceEach<V>(of: (key: string) => V): (key: string) => V {
  const known = new Map<string, V>()
  return (key) => {
    const value = known.get(key) ?? of(key)
    known.set(key, value)
    return value
  }
}

const digestOf = (deps: Deps, act: NewAct): Buffer =>
  deps.vault.digest(JSON.stringify([act.kind, act.child, act.person ?? null, act.body]))

function withoutRepeated(
  { deps }: Recording,
  acts: readonly NewAct[],
  digests: ReadonlyMap<string, Buffer>,
): readonly NewAct[] {
  return acts.filter((act) => {
    const digest = digests.get(act.id)
    if (!digest) return true
    if (!digest.equals(digestOf(deps, act))) throw new Refusal('actIdTaken')
    return false
  })
}
