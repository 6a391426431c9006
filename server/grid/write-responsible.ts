import type { Responsible } from '#domain/grid/responsible.ts'
import { CHILD_RESPONSIBILITY } from '#domain/grid/responsible-acts.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'

type Writing = { db: Db; deps: Pick<Deps, 'county'> }
export type ResponsibleFor = { child: string; area: string; responsible: readonly Responsible[] }

const COLUMNS = ['county', 'id', 'child', 'area_code', 'kind', 'cadre', 'from_day', 'until_day', 'stand_in']

/** Nothing stands there yet of these children. */
export const insertResponsible = ({ db, deps }: Writing, children: readonly ResponsibleFor[]) =>
  insertRows(
    db,
    'child_responsible',
    COLUMNS,
    children.flatMap(({ child, area, responsible }) =>
      responsible.map(({ act, kind, cadre, from, until, standIn }) => [
        deps.county.code,
        act,
        child,
        area,
        CHILD_RESPONSIBILITY[kind].n,
        cadre,
        from,
        until ?? 'infinity',
        standIn,
      ]),
    ),
  )

export async function replaceResponsible(on: Writing, children: readonly ResponsibleFor[]): Promise<void> {
  const cleared = on.db.run('delete from child_responsible where county = $1 and child = any($2::uuid[])', [
    on.deps.county.code,
    children.map(({ child }) => child),
  ])
  await Promise.all([cleared, insertResponsible(on, children)])
}
