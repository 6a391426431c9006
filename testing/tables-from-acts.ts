import type pg from 'pg'

/**
 * The tables once more, by SQL over acts alone and by the national policy: no projection, no packed cell, no rule of
 * domain/ takes part. What it says must be what the program says.
 */

const CHILD_KEYS = {
  birthDate: 'date',
  birthMonth: 'text',
  sex: 'text',
  hukouNature: 'text',
  hukouRegistered: 'boolean',
  health: 'text',
  schooling: 'text',
  boarding: 'boolean',
  guardianship: 'text',
  bothParentsAway: 'boolean',
  oneAwayOtherIncapable: 'boolean',
  incapableParent: 'text',
  entrusted: 'boolean',
  entrustReason: 'text',
} as const

const value = (key: string, type: string) =>
  `(max(v) filter (where key = '${key}'))${type === 'text' ? '' : `::${type}`} as "${key}", max(since) filter (where key = '${key}' and v is not null) as "${key}Since"`

/** What was said last of each fact before or on $2, by subject. */
export const held = (name: string, subject: string, kinds: string) => `${name}_said as (
    select a.${subject} as subject, a.id, p.seq, f.key, f.e, coalesce((f.e->>'since')::date, a.day) as since
      from act a join act_place p on p.county = a.county and p.act = a.id
      cross join lateral jsonb_each(a.body->'facts') as f (key, e)
     where a.county = $1 and a.kind in (${kinds})),
  ${name}_held as (
    select distinct on (subject, key) subject, key, since,
           case when e->>'state' <> 'known' or (e->>'until')::date <= $2 then null else e->>'value' end as v,
           case when e->>'state' = 'known' and coalesce((e->>'until')::date > $2, true) then e->'value' end as j
      from ${name}_said s
     where since <= $2
       and not exists (select from act c where c.county = $1 and c.corrects = s.id and c.body->'facts' ? s.key)
     order by subject, key, since desc, seq desc)`

const AWAY = `('awayForWork', 'outOfContact')`
const INCAPABLE = `('severelyDisabled', 'seriouslyIll', 'deceased', 'missing', 'imprisoned', 'compulsoryRehabilitation', 'otherwiseConfined', 'guardianshipRevoked', 'deported')`

/** Where a parent is: a away, h at home, i incapable; null not known. */
const presence = (who: 'father' | 'mother') => `(case
    when ${who}.state in ${INCAPABLE} then 'i'
    when f."oneAwayOtherIncapable" and f."incapableParent" is not null
         and (${who}.state is null or ${who}.state_since <= f."oneAwayOtherIncapableSince")
      then case when f."incapableParent" = '${who}' then 'i' else 'a' end
    else (select w.is_ from (values
        (case when ${who}.state in ${AWAY} then 'a' when ${who}.state = 'atHome' then 'h' end, ${who}.state_since, 3),
        (case when ${who}.carer then 'h' end, ${who}.since, 2),
        (case when f."bothParentsAway" then 'a' end, f."bothParentsAwaySince", 1),
        (case when ${who}.place is not null then 'a' end, ${who}.place_since, 0)) as w (is_, since, rank)
      where w.is_ is not null order by w.since desc, w.rank desc limit 1) end)`

const parent = (who: 'father' | 'mother') => `left join lateral (
    select l.person, l.carer, l.since, s.v as state, s.since as state_since, w.v as place, w.since as place_since
      from kin_then l left join relative_held s on s.subject = l.person and s.key = 'parentState' and s.v is not null
                 left join relative_held w on w.subject = l.person and w.key = 'workPlace' and w.v is not null
     where l.child = c.child and l.relation = '${who}' and not l.ended order by l.first_seq limit 1) ${who} on true`

/**
 * Step by step, each a table of its own, so that a county of a hundred thousand takes seconds: the facts that held, the
 * kin, and in the end a row for each child in the register on $2 in county $1 that is not yet 16 on it.
 */
const STEPS = [
  `create temporary table child_held on commit drop as with ${held('child', 'child', `'child.open', 'fact.record', 'service.record'`)} select * from child_held`,
  `create temporary table relative_held on commit drop as with ${held('relative', 'person', `'relative.record'`)}
    select * from relative_held where key in ('parentState', 'workPlace')`,
  'create index on relative_held (subject, key)',
  `create temporary table life on commit drop as
    select a.child, a.kind, a.day, p.seq, a.body from act a join act_place p on p.county = a.county and p.act = a.id
     where a.county = $1 and a.day <= $2 and a.child is not null and a.kind not in ('fact.record', 'evidence.add')`,
  `create temporary table link on commit drop as
    select child, day, seq, n, m->>'person' as person, m->>'relation' as relation, (m->>'carer')::boolean as carer, false as ended
      from life cross join lateral jsonb_array_elements(body->'family') with ordinality as j (m, n) where kind = 'child.open'
    union all
    select child, day, seq, 0, body->>'person', body->>'relation', (body->>'carer')::boolean, coalesce((body->>'ended')::boolean, false)
      from life where kind = 'kin.record'`,
  'create index on link (child, person)',
  'analyze child_held, relative_held, life, link',
  `create temporary table kin_then on commit drop as with
    carer as (
      select distinct on (l.child) l.child, l.person from link l where l.carer
         and not exists (select from link m where m.child = l.child and m.person = l.person and (m.ended or m.carer = false)
                            and (m.day, m.seq) > (l.day, l.seq))
       order by l.child, l.day desc, l.seq desc, l.n desc),
    named as (select distinct on (child, person) child, person::uuid as person, relation, ended from link order by child, person, day desc, seq desc),
    since as (select child, person::uuid as person, min(day) as since, min(seq) as first_seq from link group by 1, 2)
    select n.*, s.since, s.first_seq, coalesce(c.person::uuid = n.person, false) and not n.ended as carer
      from named n join since s using (child, person) left join carer c on c.child = n.child`,
  'create index on kin_then (child, relation)',
  `create temporary table facts on commit drop as
    select subject as of_child, ${Object.entries(CHILD_KEYS)
      .map(([key, type]) => value(key, type))
      .join(', ')}, max(j::text) filter (where key = 'aid') as aid from child_held group by 1`,
  'create unique index on facts (of_child)',
  'analyze kin_then, facts',
  `create temporary table from_acts on commit drop as with
    opened as (select distinct child from life where kind = 'child.open'),
    place as (select distinct on (child) child, body->>'area' as area from life
       where kind in ('child.open', 'child.move', 'child.claim') order by child, day desc, seq desc),
    gone as (select distinct on (child) child, kind = 'child.leave' as gone from life
       where kind in ('child.leave', 'child.return') order by child, day desc, seq desc),
    known as (
      select c.child, left(place.area, 12) as place, f.*,
             coalesce(f."birthDate", (to_date(f."birthMonth", 'YYYY-MM') + interval '1 month - 1 day')::date) as born,
             (select k.relation from kin_then k where k.child = c.child and k.carer limit 1) as carer,
             ${presence('father')} as father, ${presence('mother')} as mother
        from opened c join place using (child) left join gone using (child) left join facts f on f.of_child = c.child
        ${parent('father')} ${parent('mother')}
       where not coalesce(gone.gone, false))
    select child, place, "sex", "hukouNature", "hukouRegistered", "health", "schooling", "boarding", "guardianship", aid,
      case when born is null then null when date_part('year', age($2::date, born)) < 6 then 0
           when date_part('year', age($2::date, born)) < 14 then 6 else 14 end as band,
      coalesce("entrustReason", case when "bothParentsAway" then 'bothAway' when "oneAwayOtherIncapable" then 'oneAwayOtherIncapable' end) as cause,
      case when carer in ('father', 'mother') then 'ParentHome' when carer like '%Grand%' then 'Grandparents' when carer is not null then 'Relatives'
           when "oneAwayOtherIncapable" then 'OneParentIncapable' when "entrusted" = false then 'None' end as guardian,
      case when "hukouNature" = 'urban' then false
           when father = 'a' and mother in ('a', 'i') or mother = 'a' and father = 'i' then true
           when father = 'h' or mother = 'h' or father = 'i' and mother = 'i' then false
           when "oneAwayOtherIncapable" then true
           when "bothParentsAway" = false and "oneAwayOtherIncapable" = false then false end as left_behind
      from known where born is null or date_part('year', age($2::date, born)) < 16`,
]

const AID = [
  'subsistence',
  'temporary',
  'medical',
  'housing',
  'otherAid',
  'registeredPoor',
  'extremePoverty',
  'disabilityLiving',
  'disabilityCare',
  'orphanAllowance',
]
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)
const codes = (prefix: string, column: string, all: readonly string[]) =>
  Object.fromEntries([
    ...all.map((code) => [`${prefix}${capital(code)}`, `${column} = '${code}'`]),
    [`${prefix}NotCollected`, `${column} is null`],
  ])
const STAGES = [
  'notYet',
  'kindergarten',
  'primary',
  'juniorSecondary',
  'seniorSecondary',
  'vocational',
  'droppedOut',
  'notInSchool',
]
const GUARDIANS = ['Grandparents', 'Relatives', 'OneParentIncapable', 'None', 'ParentHome']
const compulsory = `"schooling" in ('primary', 'juniorSecondary')`

/** Every column of both tables, as a condition on the rows above. */
export const CONDITIONS: Record<string, string> = {
  total: 'true',
  male: `sex = 'male'`,
  female: `sex = 'female'`,
  sexNotCollected: 'sex is null',
  ...Object.fromEntries(
    [
      ['age0to5', 0],
      ['age6to13', 6],
      ['age14to15', 14],
    ].flatMap(([key, band]) => [
      [key, `band = ${band}`],
      [`${key}Male`, `band = ${band} and sex = 'male'`],
      [`${key}Female`, `band = ${band} and sex = 'female'`],
    ]),
  ),
  ageNotCollected: 'band is null',
  ...codes('schooling', '"schooling"', STAGES),
  ...codes('hukou', '"hukouNature"', ['rural', 'urban', 'other']),
  ...codes('health', '"health"', [
    'healthy',
    'frail',
    'chronicIllness',
    'seriousIllness',
    'disabled',
    'other',
  ]),
  boarding: '"boarding"',
  notBoarding: 'not "boarding"',
  boardingNotCollected: '"boarding" is null',
  ...codes('cause', 'cause', ['bothAway', 'oneAwayOtherIncapable', 'bothIncapable']),
  ...Object.fromEntries(GUARDIANS.map((kind) => [`guardian${kind}`, `guardian = '${kind}'`])),
  guardianNotCollected: 'guardian is null',
  guardianshipGood: `"guardianship" = 'good'`,
  guardianshipFair: `"guardianship" = 'fair'`,
  guardianshipPoor: `"guardianship" in ('nobody', 'parentIncapable', 'carerInsufficient')`,
  guardianshipNotCollected: '"guardianship" is null',
  confirmed: 'left_behind',
  contradicted: 'not left_behind',
  unclear: 'left_behind is null',
  ...Object.fromEntries(AID.map((kind) => [`aid${capital(kind)}`, `aid::jsonb ? '${kind}'`])),
  aidNone: `aid = '[]'`,
  aidNotCollected: 'aid is null',
  hukouRegistered: '"hukouRegistered"',
  hukouNotRegistered: 'not "hukouRegistered"',
  stagePreschool: `"schooling" in ('notYet', 'kindergarten')`,
  stageSenior: `"schooling" in ('seniorSecondary', 'vocational')`,
  stageOutOfSchool: `"schooling" in ('droppedOut', 'notInSchool')`,
  compulsoryBoarding: `${compulsory} and "boarding"`,
  compulsoryNotBoarding: `${compulsory} and not "boarding"`,
}

/** Of whom the survey table cannot be balanced. */
const BLOCKED = `band is null or sex is null or "schooling" is null or "hukouRegistered" is null or "guardianship" is null
  or coalesce(guardian, 'ParentHome') = 'ParentHome' or ${compulsory} and "boarding" is null`

export type FromActs = { rows: Map<string, Record<string, number>>; blocked: string[] }

/** Makes the table from_acts: each child in the register on a day that is not yet 16, and whether it is left behind. */
export async function leftBehindFromActs(
  client: pg.ClientBase,
  { county, asOf }: { county: string; asOf: string },
): Promise<void> {
  for (const step of STEPS)
    await client.query(step.replaceAll('$1', `'${county}'`).replaceAll('$2', `date '${asOf}'`))
}

/** Asked by the owner of the database, in a transaction. Rows are townships; `total` is that of the county. */
export async function tablesFromActs(
  client: pg.ClientBase,
  { county, asOf, counted }: { county: string; asOf: string; counted: 'computed' | 'listed' },
): Promise<FromActs> {
  await leftBehindFromActs(client, { county, asOf })
  const who = counted === 'listed' ? 'true' : 'coalesce(left_behind, true)'
  const columns = Object.entries(CONDITIONS).map(
    ([key, condition]) => `count(*) filter (where ${condition})::int as "${key}"`,
  )
  const { rows } = await client.query<Record<string, number> & { area: string | null }>(
    `select left(place, 9) || '000' as area, ${columns.join(', ')} from from_acts where ${who} group by rollup (1)`,
  )
  const blocked = await client.query<{ child: string }>(
    `select child from from_acts where ${who} and (${BLOCKED}) order by child`,
  )
  return {
    rows: new Map(rows.map(({ area, ...values }) => [area ?? 'total', values as Record<string, number>])),
    blocked: blocked.rows.map(({ child }) => child),
  }
}
