import type { Spell } from '#domain/child/spells.ts'
import { columnOf } from '#domain/fact/columns.ts'
import { packCell } from '#domain/table/cell.ts'
import type { ChildWhatIsNow, Columns } from '../child/what-is-now.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Recording } from './record-acts.ts'

type Writing = Pick<Recording, 'db' | 'deps'>

export type NewChild = {
  child: string
  area: string
  now: ChildWhatIsNow
  kin: { link: Columns; columns: Columns; grams: string[] }[]
}

const SPELL_COLUMNS = [
  'place',
  'status',
  'birthDate',
  'sex',
  'hukouNature',
  'hukouRegistered',
  'health',
  'schooling',
  'boarding',
  'cause',
  'carerKind',
  'guardianship',
  'aid',
] as const satisfies readonly (keyof Spell)[]

const spellRow = (county: string, child: string, area: string, spell: Spell) => [
  county,
  child,
  area,
  spell.from,
  spell.until ?? 'infinity',
  ...SPELL_COLUMNS.map((key) => (key === 'place' ? spell.place.slice(0, 12) : spell[key])),
  Number(spell.place.slice(6, 12)),
  packCell(spell),
]
const SPELL = [
  'county',
  'child',
  'area_code',
  'from_day',
  'until_day',
  ...SPELL_COLUMNS.map(columnOf),
  'place_no',
  'cell',
]
const GRAM = ['county', 'gram', 'area_code', 'child', 'person']
const KIN_LINK = ['person', 'relation', 'carer', 'since', 'ended_on']

/** Rows of one shape: columns of the first, missing ones null. */
async function insertShaped({ db, deps }: Writing, table: string, rows: Columns[]) {
  if (rows.length === 0) return
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const missing = (column: string) => (column === 'not_applicable' ? [] : null)
  await insertRows(
    db,
    table,
    ['county', ...columns],
    rows.map((row) => [deps.county.code, ...columns.map((column) => row[column] ?? missing(column))]),
  )
}

export async function insertChildren(on: Writing, children: readonly NewChild[]): Promise<void> {
  const county = on.deps.county.code
  await Promise.all([
    insertShaped(
      on,
      'child',
      children.map(({ child, area, now }) => ({ id: child, area_code: area, ...now.child })),
    ),
    insertShaped(
      on,
      'kin',
      children.flatMap(({ child, area, kin }) =>
        kin.map(({ link, columns }) => ({ child, area_code: area, ...link, ...columns })),
      ),
    ),
    insertRows(
      on.db,
      'child_state',
      SPELL,
      children.flatMap(({ child, area, now }) => now.spells.map((s) => spellRow(county, child, area, s))),
    ),
    on.db.rows('select add_grams($1, $2)', [
      county,
      JSON.stringify(
        children.map(({ child, area, now, kin }) => ({
          area,
          child,
          of: [
            { person: child, grams: now.grams },
            ...kin.map(({ link, grams }) => ({ person: link.person, grams })),
          ].map(({ person, grams }) => ({ person, grams: [...new Set(grams)] })),
        })),
      ),
    ]),
  ])
}

export async function updateChild({ db, deps }: Writing, child: string, now: ChildWhatIsNow): Promise<void> {
  const columns = Object.keys(now.child)
  const assignments = columns.map((column, i) => `${column} = $${i + 3}`).join(', ')
  await db.run(`update child set ${assignments} where county = $1 and id = $2`, [
    deps.county.code,
    child,
    ...Object.values(now.child),
  ])
}

export async function upsertKin(
  { db, deps }: Writing,
  child: string,
  area: string,
  kin: readonly Columns[],
): Promise<void> {
  await insertRows(
    db,
    'kin',
    ['county', 'child', 'area_code', ...KIN_LINK],
    kin.map((link) => [deps.county.code, child, area, ...KIN_LINK.map((column) => link[column])]),
    `on conflict (county, child, person) do update set relation = excluded.relation, carer = excluded.carer,
       since = excluded.since, ended_on = excluded.ended_on`,
  )
}

/** A file told anew: kin of whom no act that stands says anything are gone. */
export async function replaceChild(
  on: Writing,
  child: string,
  area: string,
  now: ChildWhatIsNow,
): Promise<void> {
  const kept = now.kin.map(({ person }) => person)
  const stale = 'county = $1 and child = $2 and person <> all($3::uuid[])'
  await Promise.all([
    updateChild(on, child, now),
    on.db.run(`delete from kin where ${stale}`, [on.deps.county.code, child, kept]),
    on.db.run(`delete from child_gram where ${stale}`, [on.deps.county.code, child, [...kept, child]]),
    upsertKin(on, child, area, now.kin),
    replaceGrams(on, child, area, now.grams),
    replaceSpells(on, child, area, now.spells),
  ])
}

export async function replaceGrams(
  { db, deps }: Writing,
  child: string,
  area: string,
  grams: readonly string[],
): Promise<void> {
  const cleared = db.run('delete from child_gram where county = $1 and child = $2 and person = $2', [
    deps.county.code,
    child,
  ])
  const written = insertRows(
    db,
    'child_gram',
    GRAM,
    [...new Set(grams)].map((gram) => [deps.county.code, gram, area, child, child]),
  )
  await Promise.all([cleared, written])
}

export async function replaceSpells(
  { db, deps }: Writing,
  child: string,
  area: string,
  spells: readonly Spell[],
): Promise<void> {
  const cleared = db.run('delete from child_state where county = $1 and child = $2', [
    deps.county.code,
    child,
  ])
  const written = insertRows(
    db,
    'child_state',
    SPELL,
    spells.map((spell) => spellRow(deps.county.code, child, area, spell)),
  )
  await Promise.all([cleared, written])
}
