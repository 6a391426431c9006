import { cellOf, type Spell } from '#domain/child/spells.ts'
import { columnOf } from '#domain/fact/columns.ts'
import { type AgreementsOf, insertAgreements } from '../agreement/write-agreements.ts'
import { type AssessedChild, insertAssessments } from '../assessment/write-assessments.ts'
import type { ChildWhatIsNow, Columns } from '../child/what-is-now.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'
import { insertOwed, type Owed, replaceOwed } from '../duty/write-duties.ts'
import { insertResponsible, type ResponsibleFor, replaceResponsible } from '../grid/write-responsible.ts'
import { type GivenTo, insertServices } from '../service/write-services.ts'
import type { Recording } from './record-acts.ts'

type Writing = Pick<Recording, 'db' | 'deps'>

export type NewChild = Owed &
  GivenTo &
  AssessedChild &
  AgreementsOf &
  ResponsibleFor & {
    now: ChildWhatIsNow
    kin: Columns[]
    spells: readonly Spell[]
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
  'circumstances',
  'unclear',
  'reported',
] as const satisfies readonly (keyof Spell)[]

const spellRow = (county: string, child: string, area: string, spell: Spell) => [
  county,
  child,
  area,
  spell.from,
  spell.until ?? 'infinity',
  ...SPELL_COLUMNS.map((key) => (key === 'place' ? spell.place.slice(0, 12) : spell[key])),
  Number(spell.place.slice(6, 12)),
  cellOf(spell),
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
const KIN_LINK = ['person', 'relation', 'carer', 'since', 'ended_on']

const NEVER_NULL = ['not_applicable', 'grams']

/** Rows of one shape: columns of the first, missing ones null. */
async function insertShaped({ db, deps }: Writing, table: string, rows: Columns[]) {
  if (rows.length === 0) return
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const missing = (column: string) => (NEVER_NULL.includes(column) ? [] : null)
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
      children.flatMap(({ child, area, kin }) => kin.map((row) => ({ child, area_code: area, ...row }))),
    ),
    insertRows(
      on.db,
      'child_state',
      SPELL,
      children.flatMap(({ child, area, spells }) => spells.map((s) => spellRow(county, child, area, s))),
    ),
    insertOwed(on, children),
    insertServices(on, children),
    insertAssessments(on, children),
    insertAgreements(on, children),
    insertResponsible(on, children),
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
  await Promise.all([
    updateChild(on, child, now),
    on.db.run('delete from kin where county = $1 and child = $2 and person <> all($3::uuid[])', [
      on.deps.county.code,
      child,
      kept,
    ]),
    upsertKin(on, child, area, now.kin),
  ])
}

export type ToldAnew = Owed & ResponsibleFor & { spells: readonly Spell[] }

/** Spells, what has to be done from now on as they say, and who answers for whoever has moved. */
export async function replaceSpells(
  on: { db: Db; deps: Pick<Deps, 'county' | 'policy' | 'now'> },
  told: readonly ToldAnew[],
): Promise<void> {
  const { db, deps } = on
  const county = deps.county.code
  const cleared = db.run('delete from child_state where county = $1 and child = any($2::uuid[])', [
    county,
    told.map(({ child }) => child),
  ])
  const written = insertRows(
    db,
    'child_state',
    SPELL,
    told.flatMap(({ child, area, spells }) => spells.map((spell) => spellRow(county, child, area, spell))),
  )
  await Promise.all([cleared, written, replaceOwed(on, told), replaceResponsible(on, told)])
}
