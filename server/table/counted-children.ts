import { cellOf, stateOn } from '#domain/child/spells.ts'
import type { PlainDate } from '#domain/dates.ts'
import { unpackCell } from '#domain/table/cell.ts'
import { isCounted } from '#domain/table/counted.ts'
import { actsOfFiles } from '../act/read-acts.ts'
import { storyOfFile } from '../circumstance/respell.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import type { Question } from './question.ts'

/** Spells that hold on the day, of children not yet of the age. $1 county, $2 day, $3 age, $4 and $5 places. */
export const COUNTED = `county = $1 and from_day <= $2 and until_day > $2 and status = 1
   and (birth_date is null or birth_date > $3) and place_no >= $4 and place_no < $5`
export const BAND = (six: string, fourteen: string) =>
  `case when birth_date is null then null when birth_date > ${six} then 0 when birth_date > ${fourteen} then 6 else 14 end::smallint`

export const countedValues = (deps: Deps, { asOf, limits, places }: Question) => [
  deps.county.code,
  asOf,
  limits.sixteen,
  places.from,
  places.to,
]

export type CountedChild = { child: string; place: string; band: number | null; cell: number }

/** Every child that a table counts, one by one, as it counted on that day; as known now, or as known at an instant. */
export async function countedChildren(db: Db, deps: Deps, of: Question): Promise<CountedChild[]> {
  const spells = await db.rows<CountedChild>(
    `select child, place, ${BAND('$6', '$7')} as band, cell from child_state where ${COUNTED}`,
    [...countedValues(deps, of), of.limits.six, of.limits.fourteen],
  )
  const rows =
    of.knownAt === undefined ? spells : await asKnownThen(db, deps, { of, knownAt: of.knownAt, spells })
  return rows.filter(({ cell }) => isCounted(of.who, unpackCell(cell)))
}

const AT_A_TIME = 500

type Then = { of: Question; knownAt: string; spells: CountedChild[] }

/** Of children of whom something was written later their files are read; the others' spells are what they were. */
async function asKnownThen(db: Db, deps: Deps, { of, knownAt, spells }: Then): Promise<CountedChild[]> {
  const county = deps.county.code
  const samePolicy = deps.policy.book(knownAt).entries.length === deps.policy.book().entries.length
  const later = await db.rows<{ child: string }>(
    samePolicy
      ? `select child from act where county = $1 and received_at > $2 and child is not null
         union select k.child from act a join kin k on k.county = a.county and k.person = a.person
           where a.county = $1 and a.received_at > $2 and a.child is null
         union select k.child from act a
             cross join lateral (select t.person from kin t
                where t.county = a.county and t.child = a.child and t.told_by = a.id offset 0) t
             join kin k on k.county = a.county and k.person = t.person
           where a.county = $1 and a.received_at > $2 and a.kind = 'child.open'`
      : 'select id as child from child where county = $1 and $2::timestamptz is not null',
    [county, knownAt],
  )
  const changed = new Set(later.map(({ child }) => child))
  const rows = spells.filter(({ child }) => !changed.has(child))
  const ids = [...changed]
  for (let i = 0; i < ids.length; i += AT_A_TIME) {
    const files = await actsOfFiles(db, county, ids.slice(i, i + AT_A_TIME))
    for (const [child, acts] of files) {
      const state = stateOn(storyOfFile(acts), deps.policy.book(knownAt), { on: of.asOf, knownAt })
      if (state?.status !== 1 || !inPlace(state.place, of) || tooOld(state.birthDate, of)) continue
      rows.push({
        child,
        place: state.place.slice(0, 12),
        band: bandOf(state.birthDate, of),
        cell: cellOf(state),
      })
    }
  }
  return rows
}

const inPlace = (place: string, { places }: Question) => {
  const no = Number(place.slice(6, 12))
  return no >= places.from && no < places.to
}
const tooOld = (born: PlainDate | null, { limits }: Question) => born !== null && born <= limits.sixteen
const bandOf = (born: PlainDate | null, { limits }: Question) =>
  born === null ? null : born > limits.six ? 0 : born > limits.fourteen ? 6 : 14
