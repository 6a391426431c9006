import { may, type Right } from '#domain/access/access.ts'
import { ACT_KINDS, type NewAct } from '#domain/act/act.ts'
import type { StoredAct } from '#domain/act/stored-act.ts'
import { chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Actor, Deps } from '../deps.ts'
import { type Family, project } from './project.ts'
import { beforeWriting, familyOf, fileMark, inReach, knownKin, strangersAmong } from './reach.ts'
import { LAST } from './read-acts.ts'
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
]

export type Recording = {
  db: Db
  deps: Deps
  actor: Actor
  /** The import that these acts come from. */
  batch?: string
  /**
   * Ids that the server made for what is new and has shown to nobody: it need not be looked whether somebody is known
   * by them. What is written is heard of, and taken out.
   */
  unheardOf?: Set<string>
}

/**
 * Writes acts and what is now, in the caller's transaction; the places come with its commit, and so may the answers
 * of what is written here (db.settled). All or none: the first refusal throws. The same act again is passed over; another act under a used id is refused.
 */
export async function recordActs(recording: Recording, acts: readonly NewAct[]): Promise<void> {
  const { db, deps, actor } = recording
  for (const act of acts) checkAllowed(actor, act, deps)
  // All that must be known first, in one round trip.
  const [known, kinship, unreached, ring] = await Promise.allSettled([
    beforeWriting(db, deps.county.code, acts, recording.unheardOf),
    knownKin(db, deps.county.code, acts, recording.unheardOf),
    strangersAmong(db, deps, acts, recording.unheardOf),
    deps.keys.forWriting(
      db,
      acts.flatMap((act) => [subjectOf(act), act.child]),
      recording.unheardOf,
    ),
  ])
  const before = settledValue(known)
  const fresh = withoutRepeated(recording, acts, before.digests)
  if (fresh.length === 0) return
  const family = await checkSubjects(recording, fresh, {
    family: familyOf(db, deps.county.code, { areas: before.areas, kin: settledValue(kinship) }),
    strangers: settledValue(unreached),
  })
  for (const act of acts) for (const id of [act.child, act.person]) if (id) recording.unheardOf?.delete(id)
  // Only now: of a child out of reach nothing is told, not even that its key was destroyed.
  const { keys, made } = settledValue(ring)
  const receivedAt = deps.now()
  const areas = new Map(family.areas)
  const markOf = onceEach((child) => fileMark(deps.vault, child))
  const stored = fresh.map((act) => ({
    act,
    body: sealBody(deps.vault, keys.get(subjectOf(act))!, act.kind, act.body as Body),
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
        actor.account,
        actor.role,
        actor.office,
        act.writtenAt,
        receivedAt,
        act.body.day,
        'corrects' in act.body ? (act.body.corrects ?? null) : null,
        recording.batch ?? null,
        JSON.stringify(body),
        digestOf(deps, act),
        ofPerson ? markOf(act.child) : null,
      ]
    }),
  )
  db.acts.push(...fresh.map((act) => act.id))
  db.later(inserted)
  await project(
    { ...recording, keys, madeKeys: made, family, before: before.acts },
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

/** Whose key seals the act: the relative's, if it is about one. */
const subjectOf = (act: NewAct): string =>
  ACT_KINDS[act.kind].subject === 'person' ? act.person! : act.child

const digestOf = (deps: Deps, act: NewAct): Buffer =>
  deps.vault.digest(JSON.stringify([act.kind, act.child, act.person ?? null, act.body]))

function checkAllowed(actor: Actor, act: NewAct, deps: Deps): void {
  if (!may(actor.role, ACT_KINDS[act.kind].access as Right)) throw new Refusal('notAllowed')
  const today = chinaDay(deps.now())
  const facts = 'facts' in act.body ? Object.values(act.body.facts) : []
  const days = [act.body.day, ...facts.map((fact) => fact?.since)]
  // Facts that begin later would need somebody to wake up on that day; the register says what is known to hold.
  if (days.some((day) => day && day > today)) throw new Refusal('invalidInput', { problem: `day > ${today}` })
}

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

/** Every act is about a child in reach, or opens one there; every relative belongs to its child. */
async function checkSubjects(
  { db, actor }: Recording,
  acts: readonly NewAct[],
  { family, strangers }: { family: Family; strangers: ReadonlySet<string> },
): Promise<Family> {
  for (const act of acts) {
    if (act.kind === 'child.open') {
      if (family.areas.has(act.child) || strangers.has(act.child)) throw new Refusal('actIdTaken')
      const area = act.body.area.slice(0, 12)
      if (!inReach(actor.reach, area) || !(await family.areaStands(act.body.area)))
        throw new Refusal('areaNotFound')
      family.areas.set(act.child, area)
      family.opened.add(act.child)
    } else if (!family.areas.has(act.child)) throw new Refusal('childNotFound')
    if (act.kind === 'child.move' && !(await family.areaStands(act.body.area)))
      throw new Refusal('areaNotFound')
    if (act.kind === 'evidence.add' && !(await isEvidenceOf(db, act.child, act.body.evidence)))
      throw new Refusal('notFound')
    for (const member of act.kind === 'child.open'
      ? act.body.family
      : act.kind === 'kin.record'
        ? [act.body]
        : []) {
      if (strangers.has(member.person)) throw new Refusal('personNotFound')
      family.link(act.child, member.person)
    }
    const person = act.kind === 'person.erase' ? act.body.person : subjectOf(act)
    if (person !== act.child && !family.linked(act.child, person)) throw new Refusal('personNotFound')
  }
  return family
}

const isEvidenceOf = async (db: Db, child: string, evidence: string): Promise<boolean> =>
  (await db.one('select from evidence where id = $1 and child = $2', [evidence, child])) !== undefined
