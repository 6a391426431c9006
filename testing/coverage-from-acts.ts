import type pg from 'pg'
import { held } from './tables-from-acts.ts'

/**
 * Coverage of visits once more, by SQL over acts alone: no projection takes part. Of every child in the register on
 * the last of the days, a minor then: where it is, and whether it was seen on a visit on one of them. A visit that
 * was returned counts once the return is withdrawn, or by the act that corrects it.
 */
const COVERAGE = `with ${held('child', 'child', `'child.open', 'fact.record', 'service.record'`)},
  life as (
    select a.child, a.kind, a.day, p.seq, a.body from act a join act_place p on p.county = a.county and p.act = a.id
     where a.county = $1 and a.day <= $2 and a.kind in ('child.open', 'child.move', 'child.claim', 'child.leave', 'child.return')),
  place as (select distinct on (child) child, left(body->>'area', 12) as area from life
     where kind in ('child.open', 'child.move', 'child.claim') order by child, day desc, seq desc),
  turned as (select distinct on (child) child, kind from life
     where kind in ('child.leave', 'child.return') order by child, day desc, seq desc),
  born as (select subject as child, v::date as day from child_held where key = 'birthDate'),
  seen as (select distinct a.child from act a
     where a.county = $1 and a.kind = 'service.record' and a.day >= $3 and a.day <= $2
       and a.body->>'service' in ('homeVisit', 'schoolVisit') and (a.body->>'childSeen')::boolean
       and not exists (select from act c where c.county = a.county and c.corrects = a.id and c.kind = 'service.record')
       and coalesce((select v.kind from act v join act_place w on w.county = v.county and w.act = v.id
             where v.county = a.county and v.child = a.child and v.kind in ('visit.return', 'visit.accept')
               and v.body->>'visit' = a.id::text order by w.seq desc limit 1), '') <> 'visit.return')
  select place.area, count(*)::int as children, count(seen.child)::int as visited
    from place left join turned using (child) left join born using (child) left join seen using (child)
   where turned.kind is distinct from 'child.leave' and (born.day is null or born.day + interval '18 years' > $2::date)
   group by 1 order by 1`

export type Covered = { area: string; children: number; visited: number }

/** By village. `from` and `until` both count. */
export const coverageFromActs = async (
  owner: pg.ClientBase,
  county: string,
  { from, until }: { from: string; until: string },
): Promise<Covered[]> => (await owner.query<Covered>(COVERAGE, [county, until, from])).rows
