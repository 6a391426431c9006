/** What the operations come to in SQL, without a reach: for the raw column and the bare server. */
const COUNTED = 'c.county = $1 and c.status = 1'
const ROW = `c.id, c.name, c.area_code as area, date_part('year', age(c.birth_date))::int as age, c.status,
  k.name as carer, k.relation`
const CARER = 'left join kin k on k.county = c.county and k.child = c.id and k.person = c.carer_person'
const FILTER = 'c.area_code >= $2 and c.area_code < $3 and c.schooling = any($4::smallint[])'

const found = (hits: string) => `with hit (child) as (${hits}),
    found as materialized (select c.id, c.name_pinyin from hit join child c on c.county = $1 and c.id = hit.child where ${COUNTED}),
    page as (select id, row_number() over (order by name_pinyin, id) as n from found order by name_pinyin, id limit 20)
  select t.total, ${ROW} from (select count(*) as total from found) t
    left join page on true left join child c on c.county = $1 and c.id = page.id ${CARER} order by page.n`

export const LIST = {
  count: `select count(*) as total from child c where ${COUNTED} and ${FILTER}`,
  page: `select ${ROW} from child c ${CARER} where ${COUNTED} and ${FILTER} order by c.name_pinyin, c.id limit 20`,
}
export const SEARCH_BEGINNING = found(
  'select distinct child from child_gram where county = $1 and gram >= $2 and gram < $3',
)
export const SEARCH_GRAM = found('select distinct child from child_gram where county = $1 and gram = $2')

/** The wide row, the family, and the acts that tell since when and from whom each fact is known. */
export const OPEN = `select to_jsonb(c) as child,
    (select jsonb_agg(k) from kin k where k.county = $1 and k.child = $2) as family,
    (select jsonb_agg(e) from evidence e where e.county = $1 and e.child = $2) as evidence,
    (select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'day', a.day, 'author', a.author, 'body', a.body))
       from act a where a.county = $1 and a.child = $2) as acts
  from child c where c.county = $1 and c.id = $2`

export const SAVE = {
  act: `insert into act (county, id, kind, version, child, area_code, author, author_role, written_at, day, body, digest)
    select $1, $2, $3, 1, $4, c.area_code, $4, 'countyOfficer', $5, $6, $7, '' from child c where c.county = $1 and c.id = $4`,
  child: `update child set last_parent_contact_on = $3, needs = $4 where county = $1 and id = $2`,
}
