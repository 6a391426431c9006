import type { Likeness, LikePerson } from '#domain/duplicate/likeness.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { fromColumn } from '#domain/fact/columns.ts'
import { type RosterRow, textIn, valueIn } from '#domain/import/roster-row.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { soundsOf } from './name-sounds.ts'

/** What a row says that tells children apart. */
export function likenessOfRow({ facts, area, birthMonth, family }: Told): Likeness {
  const name = textIn(facts, 'name')
  return {
    name,
    sounds: name ? soundsOf(name) : [],
    birthDate: textIn(facts, 'birthDate'),
    birthMonth,
    sex: textIn(facts, 'sex'),
    idNumber: textIn(facts, 'idNumber'),
    area,
    people: family.map(({ relation, carer, facts: about }) => ({
      relation,
      carer,
      name: textIn(about, 'name'),
      phones: (valueIn(about, 'phones') as string[] | undefined) ?? [],
    })),
  }
}
type Told = Pick<RosterRow, 'facts' | 'area' | 'birthMonth' | 'family'>

type Row = {
  id: string
  reached: boolean
  area_code: string
  name: string | null
  birth_date: string | null
  sex: number | null
  id_number: Buffer | null
  person: string | null
  relation: number
  carer: boolean
  person_name: string | null
  phones: Buffer | null
}

export type KnownLikeness = { child: string; reached: boolean; likeness: Likeness }

/** What the register says of these children now, also of such as are out of reach: for comparing, never for showing. */
export async function knownLikenesses(
  { db, deps }: { db: Db; deps: Deps },
  children: readonly string[],
): Promise<Map<string, KnownLikeness>> {
  if (children.length === 0) return new Map()
  const rows = await db.rows<Row>('select * from likenesses($1, $2::uuid[])', [deps.county.code, children])
  const keys = await deps.keys.of(db, [...new Set(rows.flatMap(({ id, person }) => [id, person ?? id]))])
  const opened = (person: string, sealed: Buffer | null): unknown => {
    const key = keys.get(person)
    return key && sealed ? JSON.parse(deps.vault.open(key, sealed).toString()) : undefined
  }
  const known = new Map<string, KnownLikeness>()
  for (const [id, [first, ...more]] of Map.groupBy(rows, (row) => row.id) as Map<string, [Row, ...Row[]]>)
    known.set(id, {
      child: id,
      reached: first.reached,
      likeness: {
        name: first.name ?? undefined,
        sounds: first.name ? soundsOf(first.name) : [],
        birthDate: first.birth_date ?? undefined,
        sex: fromColumn(CHILD_FACTS.sex, first.sex) as string | undefined,
        idNumber: opened(id, first.id_number) as string | undefined,
        area: first.area_code,
        people: [first, ...more].flatMap((row) => likePerson(row, opened)),
      },
    })
  return known
}

const relationOf = (n: number) =>
  (Object.keys(RELATION) as Relation[]).find((relation) => RELATION[relation].n === n)!

const likePerson = (
  { person, relation, carer, person_name, phones }: Row,
  opened: (person: string, sealed: Buffer | null) => unknown,
): LikePerson[] =>
  person === null
    ? []
    : [
        {
          relation: relationOf(relation),
          carer,
          name: person_name ?? undefined,
          phones: (opened(person, phones) as string[] | undefined) ?? [],
        },
      ]
