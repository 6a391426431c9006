import type pg from 'pg'
import { held } from './tables-from-acts.ts'

/**
 * Colours and assessments once more, by SQL over acts alone, under a policy that lets no circumstance make a colour: of
 * every minor in the register on a day where it is, its colour (an override that lasts; else 监护情况, the last assessment
 * of each template, open problems), whether it was assessed by one template since a day, and the grade.
 */
const FIGURES = `with ${held('child', 'child', `'child.open', 'fact.record', 'service.record', 'assessment.record'`)},
  life as (
    select a.child, a.kind, a.day, p.seq, a.body from act a join act_place p on p.county = a.county and p.act = a.id
     where a.county = $1 and a.day <= $2 and a.kind in ('child.open', 'child.move', 'child.claim', 'child.leave', 'child.return')),
  place as (select distinct on (child) child, left(body->>'area', 12) as area from life
     where kind in ('child.open', 'child.move', 'child.claim') order by child, day desc, seq desc),
  turned as (select distinct on (child) child, kind from life
     where kind in ('child.leave', 'child.return') order by child, day desc, seq desc),
  born as (select subject as child, v::date as day from child_held where key = 'birthDate'),
  guarded as (select subject as child, v as kind from child_held where key = 'guardianship'),
  stands as (
    select a.id, a.child, a.kind, a.day, a.body, p.seq from act a join act_place p on p.county = a.county and p.act = a.id
     where a.county = $1 and a.day <= $2
       and not exists (select from act c where c.county = a.county and c.corrects = a.id)),
  last as (select distinct on (child, body->>'template') child, body->>'template' as template, day,
            (body->>'grade')::int as grade, body->>'colour' as colour from stands
     where kind = 'assessment.record' order by child, body->>'template', day desc, seq desc),
  assessed as (select child, bool_or(colour = 'red') as red, bool_or(colour = 'yellow') as yellow from last group by 1),
  by_template as (select * from last where template = $4),
  problems as (
    select s.child, bool_or(x.problem in ('guardianship', 'safety')) as red, true as yellow
      from stands s cross join lateral jsonb_array_elements_text(s.body->'problems') as x (problem)
     where s.kind = 'service.record' and not exists (
       select from act e where e.county = $1 and e.child = s.child and e.kind = 'problem.close'
          and e.body->>'found' = s.id::text and e.body->>'problem' = x.problem)
     group by 1),
  said as (select distinct on (child) child, body->>'colour' as colour, (body->>'until')::date as until from stands
     where kind = 'risk.override' order by child, day desc, seq desc),
  told as (
    select place.area, by_template.day >= $3::date as in_time, by_template.grade,
           case when said.until > $2::date then said.colour
                when guarded.kind in ('nobody', 'parentIncapable', 'carerInsufficient') or assessed.red or problems.red then 'red'
                when guarded.kind = 'fair' or assessed.yellow or problems.yellow then 'yellow'
                when guarded.kind is not null or assessed.child is not null then 'green' else 'none' end as colour
      from place left join turned using (child) left join born using (child) left join guarded using (child)
      left join assessed using (child) left join by_template using (child) left join problems using (child)
      left join said using (child)
     where turned.kind is distinct from 'child.leave' and (born.day is null or born.day + interval '18 years' > $2::date))
  select area, count(*)::int as children,
         count(*) filter (where colour = 'red')::int as red, count(*) filter (where colour = 'yellow')::int as yellow,
         count(*) filter (where colour = 'green')::int as green, count(*) filter (where colour = 'none')::int as none,
         count(*) filter (where in_time)::int as assessed,
         count(*) filter (where grade = 1)::int as grade1, count(*) filter (where grade = 2)::int as grade2,
         count(*) filter (where grade = 3)::int as grade3
    from told group by 1 order by 1`

export type RiskCounted = Record<
  'children' | 'red' | 'yellow' | 'green' | 'none' | 'assessed' | 'grade1' | 'grade2' | 'grade3',
  number
> & { area: string }

/** By village. */
export const riskFromActs = async (
  owner: pg.ClientBase,
  county: string,
  { on, since, template }: { on: string; since: string; template: string },
): Promise<RiskCounted[]> => (await owner.query<RiskCounted>(FIGURES, [county, on, since, template])).rows
