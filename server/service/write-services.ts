import { CHECKED } from '#domain/check/checked.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import { SERVICES } from '#domain/service/services.ts'
import type { Given } from '#domain/service/services-given.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'

type Writing = { db: Db; deps: Pick<Deps, 'county'> }
export type GivenTo = { child: string; area: string; given: readonly Given[] }

const COLUMNS = [
  'county',
  'id',
  'child',
  'area_code',
  'service',
  'day',
  'occasion',
  'child_seen',
  'problems',
  'returned',
  'deviations',
]

export const insertServices = ({ db, deps }: Writing, children: readonly GivenTo[]) =>
  insertRows(
    db,
    'service',
    COLUMNS,
    children.flatMap(({ child, area, given }) =>
      given.map(({ act, service, day, occasion, childSeen, problems, returned, deviations }) => [
        deps.county.code,
        act,
        child,
        area,
        SERVICES[service].n,
        day,
        occasion,
        childSeen,
        problems.map((key) => PROBLEM[key].n),
        returned !== null,
        deviations?.map((key) => CHECKED[key].n) ?? null,
      ]),
    ),
  )

export const removeServices = ({ db, deps }: Writing, ids: readonly string[]) =>
  db.run('delete from service where county = $1 and id = any($2::uuid[])', [deps.county.code, ids])
