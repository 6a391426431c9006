import type { NewAct } from '#domain/act/act.ts'
import type { StoredAct } from '#domain/act/stored-act.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { Db, ReachSetting } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import type { Family } from './project.ts'
import { type ActRow, toAct } from './read-acts.ts'

/** The same comparison as the row-level policies, for rows that are not there yet. */
export function inReach(reach: ReachSetting, area: string): boolean {
  if (reach.role === 'tonghu_area') return area >= reach.lo && area < reach.hi
  return reach.role === 'tonghu_village' && reach.villages.includes(area)
}

/** What is known before acts are written: their children's files, in reach and locked, and which acts stand already. */
export type Before = {
  areas: Map<string, string>
  acts: Map<string, StoredAct[]>
  digests: Map<string, Buffer>
}

const NONE: ReadonlySet<string> = new Set()

type BeforeRow = Omit<ActRow, 'child'> & { child: string | null; area_code: string; digest: Buffer | null }

export async function beforeWriting(
  db: Db,
  county: string,
  acts: readonly NewAct[],
  unheardOf: ReadonlySet<string> = NONE,
): Promise<Before> {
  const old = acts.filter((act) => !unheardOf.has(act.child))
  const rows =
    old.length === 0
      ? []
      : await db.rows<BeforeRow>('select * from before_writing($1, $2::uuid[], $3::uuid[])', [
          county,
          [...new Set(old.map((act) => act.child))],
          old.map((act) => act.id),
        ])
  const before: Before = { areas: new Map(), acts: new Map(), digests: new Map() }
  for (const row of rows) {
    if (row.child === null) before.digests.set(row.id, row.digest!)
    else {
      const own = before.acts.get(row.child) ?? []
      before.areas.set(row.child, row.area_code)
      before.acts.set(row.child, own)
      own.push(toAct(row))
    }
  }
  return before
}

/** Which relatives belong to which of the children that acts name, as far as the reach goes. */
export async function knownKin(
  db: Db,
  county: string,
  acts: readonly NewAct[],
  unheardOf: ReadonlySet<string> = NONE,
): Promise<Kinship[]> {
  const old = acts.filter((act) => !unheardOf.has(act.child))
  if (!old.some((act) => act.person || act.kind === 'person.erase' || act.kind === 'agreement.draft'))
    return []
  return db.rows<Kinship>('select child, person from kin where county = $1 and child = any($2::uuid[])', [
    county,
    [...new Set(old.map((act) => act.child))],
  ])
}

type Kinship = { child: string; person: string }

export function familyOf(
  db: Db,
  county: string,
  { areas, kin }: { areas: Before['areas']; kin: readonly Kinship[] },
): Family {
  const links = new Set(kin.map((k) => `${k.child}/${k.person}`))
  const stands = new Map<string, Promise<boolean>>()
  return {
    areas: new Map(areas),
    opened: new Set(),
    link: (child, person) => links.add(`${child}/${person}`),
    linked: (child, person) => links.has(`${child}/${person}`),
    areaStands(code) {
      const asked =
        stands.get(code) ??
        db
          .one('select from area where code = $1 and left(code, 6) = $2 and until is null', [code, county])
          .then((row) => row !== undefined)
      stands.set(code, asked)
      return asked
    },
  }
}

/** Tells whether an act about a person was written in this child's file, and never which child it was. */
export const fileMark = (vault: Deps['vault'], child: string): Buffer => vault.digest(`file ${child}`)

/** The ids that acts use for the first time in a file: of the child that they open, of whom they make its kin. */
const namedBy = (act: NewAct): string[] => {
  if (act.kind === 'child.open') return [act.child, ...act.body.family.map(({ person }) => person)]
  return act.kind === 'kin.record' ? [act.body.person] : []
}

const toldOfRelatives = (act: NewAct): [string, FactEntries | undefined][] => {
  if (act.kind === 'child.open') return Object.entries(act.body.relatives ?? {})
  return act.kind === 'relative.record' ? [[act.person!, act.body.facts]] : []
}

/**
 * Those among them that the register knows, but no file in reach: an id alone must not open what is known of
 * somebody. Rosters link a person of another file by his ID number, which they tell in the same breath.
 */
export async function strangersAmong(
  db: Db,
  { county, vault }: Pick<Deps, 'county' | 'vault'>,
  acts: readonly NewAct[],
  unheardOf: ReadonlySet<string> = NONE,
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(acts.flatMap(namedBy))].filter((id) => !unheardOf.has(id))
  if (ids.length === 0) return new Set()
  const blinds = new Map(
    acts.flatMap(toldOfRelatives).flatMap(([person, facts]) => {
      const number = facts?.idNumber?.value
      return number === undefined ? [] : [[person, vault.blind('id', String(number).toUpperCase())]]
    }),
  )
  const rows = await db.rows<{ id: string }>('select id from strangers($1, $2::uuid[], $3::bytea[]) as id', [
    county.code,
    ids,
    ids.map((id) => blinds.get(id) ?? null),
  ])
  return new Set(rows.map(({ id }) => id))
}
