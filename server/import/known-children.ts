import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import { childLessons, relativeLessons } from '#domain/child/child-now.ts'
import type { PlainDate } from '#domain/dates.ts'
import { foldFacts, type KnownFacts } from '#domain/fact/fold-facts.ts'
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
  if (!opened || !isKind(opened, 'child.open')) return undefined
  const moves = own.filter((act) => isKind(act, 'child.move'))
  // A list of a day before the file was opened still meets the family with which it was opened.
  const kin = kinOf(own, { on: asOf < opened.day ? opened.day : asOf })
  const carer = kinOf(own, { on: asOf }).find((member) => member.carer && !member.endedOn)
  return {
    id,
    area: moves.at(-1)?.body.area ?? opened.body.area,
    facts: openFacts(deps, keys.get(id), foldFacts(childLessons(own), { on: asOf })),
    family: kin
      .filter((member) => !member.endedOn)
      .map(({ person, relation }): KnownRelative => {
        const known = foldFacts(relativeLessons(acts, person), { on: asOf })
        return {
          person,
          relation,
          carer: person === carer?.person,
          facts: openFacts(deps, keys.get(person), known),
        }
      }),
  }
}

/** Without the key of an erased person there is nothing to compare with. */
function openFacts<F extends ToldFacts | undefined>(
  deps: Deps,
  key: Buffer | undefined,
  facts: KnownFacts,
): F {
  if (!key && Object.keys(facts).length > 0) return undefined as F
  return Object.fromEntries(
    Object.values(facts).map(({ key: name, state, value }): [string, Told] => [
      name,
      { state, value: openValue(deps.vault, key, value) as Told['value'] },
    ]),
  ) as F
}

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
    const facts = foldFacts(relativeLessons(acts.get(person) ?? [], person), { on: asOf })
    people.set(number, { person, facts: openFacts(deps, keys.get(person), facts) })
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
