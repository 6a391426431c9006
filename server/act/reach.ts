import type { NewAct } from '#domain/act/act.ts'
import type { Db, ReachSetting } from '../db/db.ts'
import type { Family } from './project.ts'

/** The same comparison as the row-level policies, for rows that are not there yet. */
export function inReach(reach: ReachSetting, area: string): boolean {
  if (reach.role === 'tonghu_area') return area >= reach.lo && area < reach.hi
  return reach.role === 'tonghu_village' && reach.villages.includes(area)
}

/** What the register knows of the children and relatives that acts name, as far as the reach goes. */
export async function knownSubjects(db: Db, county: string, acts: readonly NewAct[]): Promise<Family> {
  const children = [...new Set(acts.map((act) => act.child))]
  const [rows, kin] = await Promise.all([
    db.rows<{ id: string; area_code: string; version: string }>(
      'select id, area_code, xmin::text as version from child where county = $1 and id = any($2::uuid[])',
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
    versions: new Map(rows.map((row) => [row.id, row.version])),
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
