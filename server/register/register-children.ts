import type { ChildRow } from '#domain/child/child-api.ts'
import { ageOn, chinaDay } from '#domain/dates.ts'
import type { Counter } from '#domain/register/counters.ts'
import { areaNames } from '../area/area-names.ts'
import { carerKindOf, relationOf } from '../child/list-children.ts'
import { type Asked, type Asking, countersOf, question } from './register-counts.ts'

type Row = {
  id: string
  area_code: string
  name: string | null
  birth_date: string | null
  status: number
  carer_kind: number | null
  carer_name: string | null
  carer_relation: number | null
  total: number
}

/** The children behind a counter, as they are now; of those who are out of reach by now only how many. */
export async function registerChildren(
  on: Asking,
  wished: Asked & { counter: Counter; page: number; size: number },
): Promise<{ total: number; outOfReach: number; rows: ChildRow[] }> {
  const { db, deps } = on
  const asked = question(on, wished)
  const [counters, names, found] = await Promise.all([
    countersOf(on, asked),
    areaNames(deps.pool, db, deps.county.code),
    db.rows<Row>(
      `select c.id, c.area_code, c.name, c.birth_date, c.status, c.carer_kind, k.name as carer_name,
              k.relation as carer_relation, count(*) over () as total
         from register_members($1, $2, $3, $4) m
         join child c on c.county = $1 and c.id = m.child
         left join kin k on k.county = c.county and k.child = c.id and k.person = c.carer_person
        where m.place = $5 and m.counter = $6
        order by c.name_pinyin, c.id limit $7 offset $8`,
      [
        deps.county.code,
        asked.first,
        asked.next,
        asked.digits,
        asked.place,
        wished.counter,
        wished.size,
        (wished.page - 1) * wished.size,
      ],
    ),
  ])
  const today = chinaDay(deps.now())
  const total = found[0]?.total ?? 0
  return {
    total,
    outOfReach: Math.max(0, counters[wished.counter] - total),
    rows: found.map((row) => ({
      id: row.id as ChildRow['id'],
      name: row.name,
      area: {
        code: row.area_code,
        village: names.village(row.area_code),
        township: names.township(row.area_code),
      },
      age: row.birth_date ? ageOn(row.birth_date, today) : null,
      status: row.status === 1 ? ('registered' as const) : ('left' as const),
      carer: row.carer_relation ? { name: row.carer_name, relation: relationOf(row.carer_relation) } : null,
      carerKind: carerKindOf(row.carer_kind),
      circumstances: [],
      colour: null,
      facts: {},
    })),
  }
}
