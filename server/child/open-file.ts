import { may, type Right } from '#domain/access/access.ts'
import { ACT_KINDS } from '#domain/act/act.ts'
import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import type { ChildFile, HistoryEntry, Relative } from '#domain/child/child-api.ts'
import { childLessons, childNow, relativeLessons } from '#domain/child/child-now.ts'
import { knowledgeOf } from '#domain/circumstance/knowledge.ts'
import { chinaDay } from '#domain/dates.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { type AsOf, foldFacts, historyOf, type Lesson } from '#domain/fact/fold-facts.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { Refusal } from '#domain/refusals.ts'
import { fileMark } from '../act/reach.ts'
import { type AuthoredAct, actsOfFile, authoredActsOfFile } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { type AreaNames, areaNames, placeName } from '../area/area-names.ts'
import { storyOfFile } from '../circumstance/respell.ts'
import { circumstancesMet } from '../circumstance/show-findings.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { showFact, showFacts } from './show-facts.ts'

export type Reading = { db: Db; deps: Deps; actor: Actor }

/** Everything of a file in one reading: acts, the keys of everybody in it. Out of reach looks like not there. */
export async function readFile<A extends StoredAct>(
  { db, deps }: Reading,
  child: string,
  read: (db: Db, county: string, child: string) => Promise<A[]>,
) {
  // The family's keys come along with the acts, unless they are remembered: whose they are is known afterwards.
  const fetched = deps.keys.fetchFamily(db, child)
  const [acts] = await Promise.all([read(db, deps.county.code, child), fetched])
  if (!acts.some((act) => act.child === child)) throw new Refusal('childNotFound')
  const persons = new Set(acts.flatMap((act) => act.person ?? []))
  const keys = await deps.keys.of(db, [child, ...persons])
  return { acts, own: acts.filter((act) => act.child === child), keys }
}

const EVIDENCE = `select e.id, e.name, e.kind, e.bytes, e.about, e.added_at, a.name as by
  from evidence e left join account a on a.id = e.added_by where e.county = $1 and e.child = $2 order by e.added_at`

type EvidenceRow = {
  id: string
  name: Buffer
  kind: 'jpg' | 'png' | 'pdf' | 'docx'
  bytes: number
  about: string[]
  added_at: Date
  by: string
}

/** The day that is asked for, never a later one than today. */
export function asOfDay(deps: Deps, wished: { on?: string; knownAt?: string }): AsOf {
  const today = chinaDay(deps.now())
  return {
    on: wished.on && wished.on < today ? wished.on : today,
    knownAt: wished.knownAt && new Date(wished.knownAt).toISOString(),
  }
}

export async function openChildFile(
  reading: Reading,
  child: string,
  wished: { on?: string; knownAt?: string },
): Promise<ChildFile> {
  const { db, deps, actor } = reading
  // The place is asked for first: what is placed between it and the acts is read and not counted as known.
  const [placed, { acts, own, keys }, names] = await Promise.all([
    db.one<{ last: number }>('select last from act_counter where county = $1', [deps.county.code]),
    readFile(reading, child, actsOfFile),
    areaNames(deps.pool, db, deps.county.code),
  ])
  const evidence = own.some((act) => isKind(act, 'evidence.add'))
    ? await db.rows<EvidenceRow>(EVIDENCE, [deps.county.code, child])
    : []
  const asOf = asOfDay(deps, wished)
  const story = storyOfFile(acts)
  const now = childNow(own, asOf, story.lessons)
  if (!now) throw new Refusal('childNotFound')
  const key = keys.get(child)
  const knowledge = knowledgeOf(now, story, asOf)
  const { father, mother } = knowledge.parents
  const policy = deps.policy.book(asOf.knownAt).on(now.area, asOf.on)
  return {
    id: child as ChildFile['id'],
    area: {
      code: now.area,
      village: names.village(now.area),
      township: names.township(now.area),
      group: now.area.slice(12) || null,
    },
    status: now.status,
    openedOn: now.openedOn,
    leftOn: now.leftOn,
    leaveReason: now.leaveReason,
    handOver: now.handOver && {
      id: now.handOver.act as NonNullable<ChildFile['handOver']>['id'],
      day: now.handOver.day,
      to: { code: now.handOver.to, name: placeName(names, now.handOver.to) },
      backOn: now.handOver.backOn ?? null,
    },
    erased: !key,
    on: asOf.on,
    place: placed?.last ?? 0,
    facts: showFacts(deps.vault, key, CHILD_FACTS, now.facts),
    family: now.family.map((member) => ({
      person: member.person as Relative['person'],
      relation: member.relation,
      carer: member.carer,
      endedOn: member.endedOn,
      facts: showFacts(
        deps.vault,
        keys.get(member.person),
        RELATIVE_FACTS,
        [father, mother].find((parent) => parent?.person === member.person)?.facts ??
          foldFacts(story.ofRelative(member.person), asOf),
      ),
    })),
    carerKind: now.carerKind ?? null,
    circumstances: now.status === 'registered' ? circumstancesMet(knowledge, policy) : [],
    evidence: evidence.map(({ name, added_at, by, ...item }) => ({
      ...item,
      id: item.id as ChildFile['evidence'][number]['id'],
      name: key ? deps.vault.open(key, name).toString() : null,
      addedAt: added_at.toISOString(),
      addedBy: by,
    })),
    may: [
      ...MAY.filter(([, act]) => may(actor.role, act)).map(([name]) => name),
      ...(actor.holder ? (['knowRestricted'] as const) : []),
    ],
  }
}

const MAY = [
  ['record', 'child.record'],
  ['reveal', 'child.reveal'],
  ['move', 'child.move'],
  ['handOver', 'child.handOver'],
  ['leave', 'child.leave'],
  ['return', 'child.leave'],
  ['erase', 'child.erase'],
  ['addEvidence', 'evidence.add'],
] as const satisfies readonly (readonly [ChildFile['may'][number], Right])[]

/** A value in clear, with its reason already in the log. */
export async function revealFact(
  reading: Reading,
  child: string,
  wanted: { key: string; person?: string },
): Promise<string | string[] | null> {
  const { acts, own, keys } = await readFile(reading, child, actsOfFile)
  const on = chinaDay(reading.deps.now())
  const catalogue: Record<string, FactDef> = wanted.person ? RELATIVE_FACTS : CHILD_FACTS
  if (catalogue[wanted.key]?.privacy !== 'identity') throw new Refusal('invalidInput', { problem: 'key' })
  if (wanted.person && !childNow(own, { on })?.family.some((member) => member.person === wanted.person))
    throw new Refusal('personNotFound')
  const lessons = wanted.person ? relativeLessons(acts, wanted.person) : childLessons(own)
  const fact = foldFacts(lessons, { on })[wanted.key]
  if (fact?.state !== 'known') return null
  const value = openValue(reading.deps.vault, keys.get(wanted.person ?? child), fact.value)
  if (value === undefined) throw new Refusal('erased')
  return value as string | string[]
}

/** Every act of a file, newest first, each with what it changed. */
export async function childHistory(reading: Reading, child: string): Promise<HistoryEntry[]> {
  const { db, deps, actor } = reading
  const { acts, own, keys } = await readFile(reading, child, authoredActsOfFile)
  const names = await areaNames(deps.pool, db, deps.county.code)
  const reached = await filesInReach(reading, acts)
  const family = childNow(own, { on: chinaDay(deps.now()) })?.family ?? []
  const relationOf = new Map(family.map((member) => [member.person, member.relation]))
  const changes = new Map<string, HistoryEntry['changes']>()
  const collect = (subject: string, catalogue: Record<string, FactDef>, lessons: Lesson[]) => {
    const show = (fact: Parameters<typeof showFact>[3] & { key: string; since: string }) => ({
      ...showFact(deps.vault, keys.get(subject), catalogue[fact.key]!, fact),
      since: fact.since,
    })
    for (const entries of Object.values(historyOf(lessons)))
      entries.forEach((fact, i) => {
        const before = entries.slice(0, i).findLast((earlier) => !earlier.corrected)
        const change = {
          key: fact.key,
          from: before && show(before),
          to: show(fact),
          corrected: fact.corrected,
        }
        const of = `${fact.act} ${subject}`
        changes.set(of, [...(changes.get(of) ?? []), change])
      })
  }
  collect(child, CHILD_FACTS, childLessons(own))
  for (const person of new Set(acts.flatMap((act) => act.person ?? [])))
    collect(person, RELATIVE_FACTS, relativeLessons(acts, person))

  const told = actor.holder ? acts : acts.filter((act) => !isKind(act, 'restricted.record'))
  return told.toReversed().map((act: AuthoredAct) => {
    const elsewhere = !act.child && act.writtenIn !== null && !reached.has(act.writtenIn.toString('hex'))
    return {
      act: act.id as HistoryEntry['act'],
      kind: act.kind,
      day: act.day,
      writtenAt: act.writtenAt,
      receivedAt: act.receivedAt,
      author: { name: elsewhere ? '' : act.authorName, role: act.authorRole },
      ...(act.person && {
        person: act.person as HistoryEntry['person'],
        relation: relationOf.get(act.person),
      }),
      ...(!elsewhere && reasonOf(act, deps, keys)),
      ...('corrects' in act.body && act.body.corrects && { corrects: act.body.corrects }),
      changes: changes.get(`${act.id} ${act.person ?? child}`) ?? [],
      note: noteOf(act, names, relationOf),
    }
  })
}

/**
 * Marks of the files in reach of these relatives. Who wrote of a shared relative in another file, and why, could
 * tell of the child of that file.
 */
export async function filesInReach(
  { db, deps }: Reading,
  acts: readonly AuthoredAct[],
): Promise<Set<string>> {
  const persons = [...new Set(acts.flatMap((act) => act.person ?? []))]
  if (persons.length === 0) return new Set()
  const rows = await db.rows<{ child: string }>(
    'select distinct child from kin where county = $1 and person = any($2::uuid[])',
    [deps.county.code, persons],
  )
  return new Set(rows.map(({ child }) => fileMark(deps.vault, child).toString('hex')))
}

function reasonOf(act: StoredAct, deps: Deps, keys: Map<string, Buffer | undefined>) {
  if (!('reason' in act.body) || !act.body.reason) return {}
  const subject = ACT_KINDS[act.kind].subject === 'person' ? act.person! : act.child!
  return { reason: openValue(deps.vault, keys.get(subject), act.body.reason) as string | undefined }
}

function noteOf(act: StoredAct, names: AreaNames, relationOf: Map<string, string>): string | undefined {
  if (isKind(act, 'child.open') || isKind(act, 'child.move') || isKind(act, 'child.claim'))
    return placeName(names, act.body.area)
  if (isKind(act, 'handOver.ask')) return placeName(names, act.body.to)
  if (isKind(act, 'kin.record')) return relationOf.get(act.body.person)
  return isKind(act, 'child.leave') ? act.body.why : undefined
}
