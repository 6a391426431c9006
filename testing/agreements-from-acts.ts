import type pg from 'pg'
import { leftBehindFromActs } from './tables-from-acts.ts'

/**
 * Coverage of care agreements once more, by SQL over acts alone: no projection and no rule of domain/ takes part. Who
 * is left behind on the day and in the register must have one; it stands when every parent named in it, the carer and
 * the village have signed by then, when it has begun and neither run out nor been ended, and when no later one that
 * was signed by then has come into its place.
 */
const COVERAGE = `with
  draft as (
    select a.id, a.child, a.day, p.seq, (a.body->>'from')::date as begins, (a.body->>'lastDay')::date as last_day,
           2 + jsonb_array_length(a.body->'principals') as wanted
      from act a join act_place p on p.county = a.county and p.act = a.id
     where a.county = $1 and a.kind = 'agreement.draft'),
  -- Joined, not looked up one by one: a county has a hundred thousand of them.
  signs as (
    select body->>'agreement' as agreement, count(*) as signatures from act
     where county = $1 and kind = 'agreement.sign' and day <= $2 and body->>'party' <> 'child' group by 1),
  signed as (select d.*, coalesce(s.signatures, 0) as signatures from draft d left join signs s on s.agreement = d.id::text),
  whole as (
    select s.* from signed s where s.signatures = s.wanted and s.begins <= $2 and s.begins <= s.last_day),
  stands as (
    select distinct w.child from whole w
     where w.last_day >= $2
       and not exists (select from act e where e.county = $1 and e.kind = 'agreement.end' and e.day <= $2
                          and e.body->>'agreement' = w.id::text)
       and not exists (select from whole n where n.child = w.child and (n.day, n.seq) > (w.day, w.seq)))
  select place as area, count(*)::int as needed, count(s.child)::int as covered
    from from_acts f left join stands s on s.child = f.child
   where left_behind group by 1 order by 1`

export type Covered = { area: string; needed: number; covered: number }

/** By village, as it stood on a day. In a transaction. */
export async function agreementsFromActs(
  owner: pg.ClientBase,
  { county, on }: { county: string; on: string },
): Promise<Covered[]> {
  await leftBehindFromActs(owner, { county, asOf: on })
  // Nobody has counted how many acts of a kind there are: by guess each would be looked up among all of them.
  await owner.query('set local enable_nestloop = off')
  return (await owner.query<Covered>(COVERAGE, [county, on])).rows
}
