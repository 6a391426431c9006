import type pg from 'pg'
import { held, leftBehindFromActs } from './tables-from-acts.ts'

/**
 * A survey campaign once more, by SQL over acts alone: the list as it was when it was started, and what was said of each
 * child since; no frozen list and no projection takes part. Of the campaign's own row only what was ordered is read.
 */
const LISTED = `create temporary table listed_from_acts on commit drop as with ${held('child', 'child', `'child.open', 'fact.record', 'service.record'`)},
  ordered as (select * from campaign where county = $1 and id = $3),
  known as (
    select a.child, a.kind, p.seq, a.body from act a join act_place p on p.county = a.county and p.act = a.id, ordered o
     where a.county = $1 and a.received_at <= o.started_at
       and a.kind in ('child.open', 'child.move', 'child.claim', 'child.leave', 'child.return')),
  place as (select distinct on (child) child, left(body->>'area', 12) as area from known
     where kind in ('child.open', 'child.move', 'child.claim') order by child, seq desc),
  turned as (select distinct on (child) child, kind from known
     where kind in ('child.leave', 'child.return') order by child, seq desc),
  born as (
    select subject as child, coalesce(max(v) filter (where key = 'birthDate')::date,
           (to_date(max(v) filter (where key = 'birthMonth'), 'YYYY-MM') + interval '1 month - 1 day')::date) as day
      from child_held where key in ('birthDate', 'birthMonth') and v is not null group by 1)
  select p.child, p.area from ordered o, place p left join turned t using (child) left join born b using (child)
   where t.kind is distinct from 'child.leave' and starts_with(p.area, case
           when right(o.scope, 6) = '000000' then left(o.scope, 6) when right(o.scope, 3) = '000' then left(o.scope, 9) else o.scope end)
     and (b.day is null
          or date_part('year', age($2::date, b.day)) <= least(coalesce(o.to_age, 17), 17)
             and date_part('year', age($2::date, b.day)) >= coalesce(o.from_age, 0))`

const ANSWERS = `with
  ordered as (select * from campaign where county = $1 and id = $2),
  said as (
    select a.id, a.child, a.kind, a.day, p.seq, a.body, a.received_at
      from act a join act_place p on p.county = a.county and p.act = a.id join listed_from_acts l on l.child = a.child, ordered o
     where a.county = $1 and a.received_at <= coalesce(o.closed_at, 'infinity')),
  word as (
    select s.child, s.seq, case
      when s.kind = 'campaign.answer' then s.body->>'answer'
      when s.kind in ('fact.record', 'kin.record') then 'changed'
      when s.body->'facts' = '{}' then 'seen' else 'changed' end as word
      from said s, ordered o
     where s.kind = 'campaign.answer' and s.body->>'campaign' = $2::text and s.body->>'answer' <> 'found'
        or s.day >= o.first_day and s.received_at >= o.started_at and (s.kind in ('fact.record', 'kin.record')
           or s.kind = 'service.record' and (s.body->>'childSeen')::boolean
              and not exists (select from said c where c.body->>'corrects' = s.id::text and c.child = s.child))),
  last as (
    select child, (array_agg(word order by seq desc) filter (where word <> 'seen'))[1] as answer,
           max(seq) filter (where word <> 'seen') as said_at, max(seq) filter (where word = 'seen') as seen_at
      from word group by child),
  -- To see a child again takes nothing back of what has changed.
  decided as (
    select child, case when seen_at > coalesce(said_at, -1) and answer is distinct from 'changed' then 'noChange' else answer end as answer
      from last),
  turned as (select distinct on (child) child, kind from said
     where kind in ('child.leave', 'child.return') order by child, seq desc),
  told as (
    select l.area, case when t.kind = 'child.leave' then 'left' else d.answer end as answer
      from listed_from_acts l left join decided d using (child) left join turned t using (child))
  select area, count(*)::int as listed, count(answer)::int as answered,
         count(*) filter (where answer = 'noChange')::int as "noChange", count(*) filter (where answer = 'changed')::int as changed,
         count(*) filter (where answer = 'notSeen')::int as "notSeen", count(*) filter (where answer = 'left')::int as "left"
    from told group by 1 order by 1`

export type CampaignCovered = {
  area: string
  listed: number
  answered: number
  noChange: number
  changed: number
  notSeen: number
  left: number
}

type Asked = {
  county: string
  campaign: string
  /** The day on which it was started: ages and circumstances are of that day. */
  startedOn: string
  /** Only 农村留守儿童. */
  leftBehind?: boolean
}

/** By village where the children stood when it was started. In a transaction. */
export async function campaignFromActs(
  owner: pg.ClientBase,
  { county, campaign, startedOn, leftBehind = false }: Asked,
): Promise<CampaignCovered[]> {
  await owner.query(LISTED, [county, startedOn, campaign])
  if (leftBehind) {
    // As it was known then: what was written later is hidden behind a table of the same name.
    await owner.query(
      'create temporary table act on commit drop as select a.* from public.act a join campaign g on g.county = a.county where g.county = $1 and g.id = $2 and a.received_at <= g.started_at',
      [county, campaign],
    )
    await owner.query('create index on act (county, id); analyze act')
    await leftBehindFromActs(owner, { county, asOf: startedOn })
    await owner.query('drop table pg_temp.act')
    await owner.query(
      'delete from listed_from_acts where child not in (select child from from_acts where left_behind)',
    )
  }
  await owner.query('analyze listed_from_acts')
  return (await owner.query<CampaignCovered>(ANSWERS, [county, campaign])).rows
}
