import type pg from 'pg'
import { leftBehindFromActs } from './tables-from-acts.ts'

/**
 * Weekly contact, weekly visits and 失管 once more, by SQL over acts alone and by the shipped policy: no projection and no
 * rule of domain/ takes part. Of every left-behind child in the register on the day: whether any act that stands tells of
 * a parent's contact on one of the seven days that end on it, whether somebody saw it on a visit on one of them, and
 * whether nobody guards it or neither has been within thirty-one days.
 */
const RATES = `with
  contact as (
    select a.child, max((a.body->'facts'->'lastParentContactOn'->>'value')::date) as day from act a
     where a.county = $1 and a.kind in ('child.open', 'fact.record', 'service.record', 'assessment.record')
       and a.body->'facts'->'lastParentContactOn'->>'state' = 'known'
       and (a.body->'facts'->'lastParentContactOn'->>'value')::date <= $2
       and not exists (select from act c where c.county = $1 and c.corrects = a.id and c.body->'facts' ? 'lastParentContactOn')
     group by 1),
  seen as (
    select a.child, max(a.day) as day from act a
     where a.county = $1 and a.kind = 'service.record' and a.day <= $2
       and a.body->>'service' in ('homeVisit', 'schoolVisit') and (a.body->>'childSeen')::boolean
       and not exists (select from act c where c.county = $1 and c.corrects = a.id)
     group by 1),
  told as (
    select f.place, c.day as contact, v.day as seen,
           coalesce(f.guardian = 'None', false) or coalesce(f."guardianship" = 'nobody', false) as unguarded
      from from_acts f left join contact c on c.child = f.child left join seen v on v.child = f.child
     where f.left_behind)
  select place as area, count(*)::int as children,
         count(*) filter (where contact > $2::date - 7)::int as contacted,
         count(*) filter (where seen > $2::date - 7)::int as visited,
         count(*) filter (where unguarded or coalesce(greatest(contact, seen), '-infinity') <= $2::date - 31)::int as unsupervised
    from told group by 1 order by 1`

export type Supervised = {
  area: string
  children: number
  contacted: number
  visited: number
  unsupervised: number
}

/** By village, as it stood on a day. In a transaction. */
export async function supervisionFromActs(
  owner: pg.ClientBase,
  { county, on }: { county: string; on: string },
): Promise<Supervised[]> {
  await leftBehindFromActs(owner, { county, asOf: on })
  return (await owner.query<Supervised>(RATES, [county, on])).rows
}
