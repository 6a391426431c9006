import { ageOn, chinaDay, type PlainDate } from '#domain/dates.ts'
import type { ExportColumn } from '#domain/export/columns.ts'
import type { ExportedChild, ExportedRelative } from '#domain/export/tell-cell.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { CarerKind, Relation } from '#domain/fact/code-lists.ts'
import { columnOf, isSealed } from '#domain/fact/columns.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { mask } from '#domain/fact/mask.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import type { ToldFacts } from '#domain/import/compare-facts.ts'
import { type AreaNames, areaNames } from '../area/area-names.ts'
import { carerKindOf, relationOf } from '../child/list-children.ts'
import { toldColumn } from '../child/show-facts.ts'
import type { Columns } from '../child/what-is-now.ts'
import { circumstancesOf } from '../circumstance/show-findings.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

/** Read, opened and written at a time; what is opened is forgotten with its parcel. */
const PARCEL = 200

type Reading = { db: Db; deps: Deps; columns: readonly ExportColumn[]; identity: boolean }

/** The children of these ids, in this order, parcel by parcel, with what the columns tell and nothing else opened. */
export async function* readChildren(on: Reading, ids: readonly string[]): AsyncGenerator<ExportedChild[]> {
  const wanted = wantedBy(on.columns)
  const names = await areaNames(on.deps.pool, on.db, on.deps.county.code)
  const today = chinaDay(on.deps.now())
  for (let start = 0; start < ids.length; start += PARCEL)
    yield readParcel(on, ids.slice(start, start + PARCEL), { wanted, names, today })
}

/** Keys of facts, those of relatives by the slot that asks for them. */
type Wanted = { child: Set<string>; relatives: Map<string, Set<string>> }

function wantedBy(columns: readonly ExportColumn[]): Wanted {
  const wanted: Wanted = { child: new Set(), relatives: new Map() }
  const ofRelative = (slot: string, ...keys: string[]) =>
    wanted.relatives.set(slot, new Set([...(wanted.relatives.get(slot) ?? []), ...keys]))
  for (const { tells } of columns) {
    if (tells.of === 'child' || tells.of === 'tick') wanted.child.add(tells.key)
    if (tells.of === 'child' && tells.key === 'disabilityKinds') wanted.child.add('disabilityGrade')
    if (tells.of === 'birthPart') wanted.child.add('birthDate')
    if (tells.of === 'relative') ofRelative(tells.slot, tells.key, 'parentState')
    if (tells.of === 'phones') ofRelative('guardian', 'phones')
    if (tells.of === 'workPlaces')
      for (const slot of ['father', 'mother']) ofRelative(slot, 'workPlace', 'parentState')
  }
  return wanted
}

const catalogue: Record<string, FactDef> = CHILD_FACTS
const relativeCatalogue: Record<string, FactDef> = RELATIVE_FACTS
const CHILD_ALWAYS = 'id, area_code, group_no, status, birth_date, carer_kind, not_applicable'
const KIN_ALWAYS = 'child, person, relation, carer, not_applicable'

const selected = (always: string, keys: Iterable<string>) =>
  [...new Set([...always.split(', '), ...[...keys].map(columnOf)])].join(', ')

type Context = { wanted: Wanted; names: AreaNames; today: PlainDate }

async function readParcel(on: Reading, ids: readonly string[], context: Context): Promise<ExportedChild[]> {
  const { db, deps } = on
  const { wanted, names, today } = context
  const values = [deps.county.code, ids]
  const [children, kin, spells] = await Promise.all([
    db.rows<Columns>(
      `select ${selected(CHILD_ALWAYS, wanted.child)} from child where county = $1 and id = any($2::uuid[])`,
      values,
    ),
    db.rows<Columns>(
      `select ${selected(
        KIN_ALWAYS,
        [...wanted.relatives.values()].flatMap((keys) => [...keys]),
      )} from kin
        where county = $1 and child = any($2::uuid[]) and ended_on is null order by child, relation, person`,
      values,
    ),
    db.rows<{ child: string; circumstances: number }>(
      `select child, circumstances from child_state
        where county = $1 and child = any($2::uuid[]) and from_day <= $3 and until_day > $3`,
      [...values, today],
    ),
  ])
  const open = await opener(on, [
    ...children.map((row) => ({ person: row.id, row, keys: wanted.child, of: catalogue })),
    ...kin.map((row) => ({ person: row.person, row, keys: keysFor(row, wanted), of: relativeCatalogue })),
  ])
  const families = Map.groupBy(kin, (row) => row.child)
  const byId = new Map(children.map((row) => [row.id, row]))
  const bits = new Map(spells.map((spell) => [spell.child, spell.circumstances]))
  const policy = deps.policy.book().on(deps.county.code, today)
  return ids.map((id): ExportedChild => {
    const row = byId.get(id)!
    const area = row.area_code as string
    return {
      township: names.township(area),
      village: names.village(area),
      group: row.group_no ? Number(row.group_no) : null,
      age: row.birth_date ? ageOn(row.birth_date as string, today) : null,
      circumstances: circumstancesOf(
        {
          status: row.status as number,
          circumstances: bits.get(id) ?? null,
          birthDate: row.birth_date as string | null,
        },
        { policy, on: today },
      ),
      carerKind: carerKindOf(row.carer_kind as number | null) as CarerKind | null,
      facts: open(row),
      family: (families.get(id) ?? []).map(
        (relative): ExportedRelative => ({
          relation: relationOf(relative.relation as number) as Relation,
          carer: relative.carer as boolean,
          facts: open(relative),
        }),
      ),
    }
  })
}

const keysFor = ({ relation, carer }: Columns, { relatives }: Wanted): Set<string> =>
  new Set([
    ...(relatives.get(relationOf(relation as number)) ?? []),
    ...((carer ? relatives.get('guardian') : undefined) ?? []),
  ])

type Asked = { person: unknown; row: Columns; keys: ReadonlySet<string>; of: Record<string, FactDef> }

/** Answers the facts of a row, masked unless they are to leave in clear. */
async function opener(
  { db, deps, identity }: Reading,
  asked: readonly Asked[],
): Promise<(row: Columns) => ToldFacts> {
  const isClosed = ({ row, keys, of }: Asked) =>
    [...keys].some((key) => isSealed(of[key]!) && row[columnOf(key)] !== null)
  const persons = new Set(asked.filter(isClosed).map(({ person }) => person as string))
  const keyOf = await deps.keys.of(db, [...persons])
  const byRow = new Map(asked.map((one) => [one.row, one]))
  return (row) => {
    const { person, keys, of } = byRow.get(row)!
    return Object.fromEntries(
      [...keys].map((key) => {
        const told = toldColumn(deps.vault, keyOf.get(person as string), key, of[key]!, row)
        if (identity || told.value === undefined) return [key, told]
        // What is left of an address would be taken for one when the file is read in again.
        if (of[key]!.privacy === 'identity' && of[key]!.type.kind === 'address')
          return [key, { state: 'known' }]
        return [key, { ...told, value: mask(of[key]!, told.value) }]
      }),
    )
  }
}
