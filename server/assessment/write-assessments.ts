import type { Assessed } from '#domain/assessment/recorded.ts'
import type { Risk } from '#domain/assessment/risk.ts'
import { COLOUR } from '#domain/assessment/template.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'

type Writing = { db: Db; deps: Pick<Deps, 'county'> }
export type AssessedChild = { child: string; area: string; assessed: readonly Assessed[] }
export type Coloured = { child: string; area: string; risk: Risk | null }

const COLUMNS = [
  'county',
  'id',
  'child',
  'area_code',
  'template',
  'version',
  'day',
  'grade',
  'colour',
  'latest',
]

/** Nothing stands there yet of these children. `assessed` is all of a child's, in their order. */
export const insertAssessments = ({ db, deps }: Writing, children: readonly AssessedChild[]) =>
  insertRows(
    db,
    'assessment',
    COLUMNS,
    children.flatMap(({ child, area, assessed }) =>
      assessed.map(({ act, template, version, day, grade, colour }, i) => [
        deps.county.code,
        act,
        child,
        area,
        template,
        version,
        day,
        grade,
        colour ? COLOUR[colour].n : null,
        !assessed.slice(i + 1).some((later) => later.template === template),
      ]),
    ),
  )

export async function replaceAssessments(on: Writing, child: AssessedChild): Promise<void> {
  const { db, deps } = on
  const cleared = db.run('delete from assessment where county = $1 and child = $2', [
    deps.county.code,
    child.child,
  ])
  await Promise.all([cleared, insertAssessments(on, [child])])
}

const RISK = ['county', 'child', 'area_code', 'colour', 'computed', 'override_until', 'needs', 'key_child']

/** Nothing stands there yet of these children. Who has left has no colour. */
export const insertRisks = ({ db, deps }: Writing, children: readonly Coloured[]) =>
  insertRows(
    db,
    'risk',
    RISK,
    children.flatMap(({ child, area, risk }) =>
      risk
        ? [
            [
              deps.county.code,
              child,
              area,
              COLOUR[risk.colour].n,
              COLOUR[risk.computed].n,
              risk.override?.until ?? null,
              risk.needs.map((need) => PROBLEM[need].n),
              risk.key,
            ],
          ]
        : [],
    ),
  )

export async function replaceRisks(on: Writing, children: readonly Coloured[]): Promise<void> {
  const cleared = on.db.run('delete from risk where county = $1 and child = any($2::uuid[])', [
    on.deps.county.code,
    children.map(({ child }) => child),
  ])
  await Promise.all([cleared, insertRisks(on, children)])
}
