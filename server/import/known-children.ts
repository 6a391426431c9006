import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import { childLessons, relativeLessons } from '#domain/child/child-now.ts'
import { lifeOf } from '#domain/child/life.ts'
import type { PlainDate } from '#domain/dates.ts'
import { foldFacts, type KnownFacts, type Lesson } from '#domain/fact/fold-facts.ts'
import { kinOf } from '#domain/family/kinship.ts'
import type { Told, ToldFacts } from '#domain/import/compare-facts.ts'
import type { KnownPerson, KnownRelative } from '#domain/import/match-family.ts'
import type { KnownChild } from '#domain/import/plan-row.ts'
import { actsOfFiles, actsOfPersons } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

export type Reading = { db: Db; deps: Deps; asOf: PlainDate }

/** Children of the register as they were known on the day of the list, with their families. */
export async function knownChildren(on: Reading, ids: readonly string[]): Promise<Map<string, KnownChild>> {
  const { db, deps } = on
  if (ids.length === 0) return new Map()
  const files = await actsOfFiles(db, deps.county.code, ids)
  const persons = new Set([...files.values()].flatMap((acts) => acts.flatMap((act) => act.person ?? [])))
  const keys = await deps.keys.of(db, [...ids, ...persons])
  const children = new Map<string, KnownChild>()
  for (const [id, acts] of files) {
    const child = knownChild(on, id, acts, keys)
    if (child) children.set(id, child)
  }
  return children
}

type Keys = ReadonlyMap<string, Buffer | undefined>

function knownChild(
  { deps, asOf }: Reading,
  id: string,
  acts: StoredAct[],
  keys: Keys,
): KnownChild | undefined {
  const own = acts.filter((act) => act.child === id)
  const opened = own.find((act) => isKind(act, 'child.open'))
  const life = lifeOf(own)
  if (!opened || !life) return undefined
  // A list of a day before the file was opened still meets the family with which it was opened.
  const kin = kinOf(own, { on: asOf < opened.day ? opened.day : asOf })
  const carer = kinOf(own, { on: asOf }).find((member) => member.carer && !member.endedOn)
  const named = carersNamedOn(own, asOf)
  return {
    id,
    area: life.area,
    ...(life.placedOn > asOf && { stays: true }),
    facts: openFacts(deps, keys.get(id), childLessons(own), asOf),
    family: kin
      .filter((member) => !member.endedOn)
      .map(({ person, relation }): KnownRelative => {
        return {
          person,
          relation,
          carer: person === carer?.person,
          alsoCarer: named.has(person),
          facts: openFacts(deps, keys.get(person), relativeLessons(acts, person), asOf),
        }
      }),
  }
}

/** Without the key of an erased person there is nothing to compare with. */
function openFacts<F extends ToldFacts | undefined>(
  deps: Deps,
  key: Buffer | undefined,
  lessons: Lesson[],
  asOf: PlainDate,
): F {
  const facts = foldFacts(lessons, { on: asOf })
  if (!key && Object.keys(facts).length > 0) return undefined as F
  const opened = ({ state, value }: Told): Told => ({
    state,
    value: openValue(deps.vault, key, value) as Told['value'],
  })
  return Object.fromEntries(
    Object.values(facts).map((fact): [string, Told] => {
      const before = saidOn(lessons, fact)
      return [fact.key, { ...opened(fact), ...(before.length > 0 && { alsoTold: before.map(opened) }) }]
    }),
  ) as F
}

/** What was said of the same day and is overruled by what was said later. */
function saidOn(lessons: Lesson[], { key, since, act }: KnownFacts[string]): Told[] {
  if (lessons.length === 1) return []
  return lessons.flatMap((lesson) => {
    const entry = lesson.facts[key]
    return entry && lesson.act !== act && (entry.since ?? lesson.day) === since ? [entry] : []
  })
}

/** Whom the acts of a day named as the carer, one after the other. */
const carersNamedOn = (acts: StoredAct[], day: PlainDate): Set<string> =>
  new Set(
    acts.flatMap((act) => {
      if (act.day !== day) return []
      if (isKind(act, 'kin.record')) return act.body.carer ? [act.body.person as string] : []
      if (!isKind(act, 'child.open')) return []
      return act.body.family.flatMap(({ person, carer }) => (carer ? [person as string] : []))
    }),
  )

/**
 * The same parents and carers in other families, by good ID number. Of somebody of whom no file is in reach
 * nothing is known but that it is the same person.
 */
export async function peopleByNumber(
  on: Reading,
  numbers: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const { db, deps, asOf } = on
  if (numbers.length === 0) return new Map()
  const blinds = numbers.map((number) => deps.vault.blind('id', number))
  const found = await db.rows<{ blind: Buffer; person: string }>(
    'select blind, person from relatives_by_id($1, $2)',
    [deps.county.code, blinds],
  )
  const personOf = new Map(found.map(({ blind, person }) => [blind.toString('hex'), person]))
  const acts = await actsOfPersons(db, deps.county.code, [...personOf.values()])
  const keys = await deps.keys.of(db, [...personOf.values()])
  const people = new Map<string, KnownPerson>()
  for (const [i, number] of numbers.entries()) {
    const person = personOf.get(blinds[i]!.toString('hex'))
    if (!person) continue
    const lessons = relativeLessons(acts.get(person) ?? [], person)
    people.set(number, { person, facts: openFacts(deps, keys.get(person), lessons, asOf) })
  }
  return people
}

/** The families of these parents' other children in reach. */
export async function kinOfParents(
  on: Reading,
  parents: readonly string[],
): Promise<Map<string, KnownRelative[]>> {
  if (parents.length === 0) return new Map()
  const links = await on.db.rows<{ person: string; child: string }>(
    'select person, child from kin where county = $1 and person = any($2::uuid[]) and ended_on is null',
    [on.deps.county.code, parents],
  )
  const children = await knownChildren(on, [...new Set(links.map(({ child }) => child))])
  const families = new Map<string, KnownRelative[]>()
  for (const { person, child } of links)
    families.set(person, [...(families.get(person) ?? []), ...(children.get(child)?.family ?? [])])
  return families
}
