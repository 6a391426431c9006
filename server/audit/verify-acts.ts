import type pg from 'pg'
import type { Findings } from './problems.ts'

type Count = { county: string; last: number; count: number; min: number; max: number }
type Stray = { count: number; id: string }

/** Places are gap-free and as many as were given out; every act has one, and every one its act. Answers how many. */
export async function verifyActs(owner: pg.ClientBase, findings: Findings): Promise<number> {
  const counts = await owner.query<Count>(`
    select county, coalesce(c.last, 0) as last, coalesce(p.count, 0) as count, coalesce(p.min, 0) as min,
           coalesce(p.max, 0) as max
      from act_counter c
      full join (select county, count(*), min(seq), max(seq) from act_place group by county) p using (county)`)
  // Numbers are unique, so that as many as the greatest one leave no gap.
  for (const row of counts.rows)
    if (row.last !== row.count || row.max !== row.count || row.min !== Math.min(1, row.count))
      findings.add('placeCounter', row)

  const lacking = await owner.query<Stray>(`
    select count(*), min(a.id::text) as id from act a
     where not exists (select from act_place p where p.county = a.county and p.act = a.id)`)
  report('actWithoutPlace', lacking.rows[0])
  const empty = await owner.query<Stray>(`
    select count(*), min(p.act::text) as id from act_place p
     where not exists (select from act a where a.county = p.county and a.id = p.act)`)
  report('placeWithoutAct', empty.rows[0])
  return counts.rows.reduce((sum, { count }) => sum + count, 0)

  function report(code: 'actWithoutPlace' | 'placeWithoutAct', stray: Stray | undefined) {
    if (stray && stray.count > 0) findings.add(code, stray)
  }
}
