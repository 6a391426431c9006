import type { NewAct } from '#domain/act/act.ts'
import type { Db, ReachSetting } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import type { Family } from './project.ts'

/** The same comparison as the row-level policies, for rows that are not there yet. */
export function inReach(reach: ReachSetting, area: string): boolean {
  if (reach.role === 'tonghu_area') return area >= reach.lo && area < reach.hi
  return reach.role === 'tonghu_village' && reach.villages.includes(area)
}

/** What the register knows of the children and relatives that acts name, as far as the reach goes. Locks the children. */
export async function knownSubjects(db: Db, county: string, acts: readonly NewAct[]): Promise<Family> {
  const children = [...new Set(acts.map((act) => act.child))]
  const [rows, kin] = await Promise.all([
    // In the order of ids, so that two who lock several do not wait for each other in a circle.
    db.rows<{ id: string; area_code: string }>(
      'select id, area_code from child where county = $1 and id = any($2::uuid[]) order by id for update',
      [county, children],
    ),
    acts.some((act) => act.person || act.kind === 'person.erase')
      ? db.rows<{ child: string; person: string }>(
          'select child, person from kin where county = $1 and child = any($2::uuid[])',
          [county, children],
        )
      : [],
  ])
  const links = new Set(kin.map((k) => `${k.child}/${k.person}`))
  const stands = new Map<string, Promise<boolean>>()
  return {
    areas: new Map(rows.map((row) => [row.id, row.area_code])),
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

/**
 * Those among them that the register knows, but no file in reach: an id alone must not open what is known of
 * somebody. Rosters link a person of another file by his ID number, which they tell in the same breath.
 */
export async function strangersAmong(
  db: Db,
  { county, vault }: Pick<Deps, 'county' | 'vault'>,
  acts: readonly NewAct[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(acts.flatMap(namedBy))]
  if (ids.length === 0) return new Set()
  const blinds = new Map(
    acts.flatMap((act) => {
      const number = act.kind === 'relative.record' ? act.body.facts.idNumber?.value : undefined
      return number === undefined
        ? []
        : [[act.person as string, vault.blind('id', String(number).toUpperCase())]]
    }),
  )
  const rows = await db.rows<{ id: string }>('select id from strangers($1, $2::uuid[], $3::bytea[]) as id', [
    county.code,
    ids,
    ids.map((id) => blinds.get(id) ?? null),
  ])
  return new Set(rows.map(({ id }) => id))
}
