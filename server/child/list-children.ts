import { contains, rangeOf } from '#domain/area/area.ts'
import { COLOUR, type Colour } from '#domain/assessment/template.ts'
import type { ChildListQuery, ChildRow } from '#domain/child/child-api.ts'
import { bitOf, RULES } from '#domain/circumstance/circumstances.ts'
import { ageOn, bornBy, chinaDay } from '#domain/dates.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CARER_KIND, type Circumstance, type CodeList, RELATION } from '#domain/fact/code-lists.ts'
import { columnOf, isSealed } from '#domain/fact/columns.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { Refusal } from '#domain/refusals.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import { type AreaNames, areaNames } from '../area/area-names.ts'
import { circumstancesOf } from '../circumstance/show-findings.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { wantedGrams } from './grams.ts'
import { showColumn } from './show-facts.ts'
import type { Columns } from './what-is-now.ts'

type ChildFilter = Omit<ChildListQuery, 'columns' | 'page' | 'size'>

/** Pieces of a statement with their values; `$n` are numbered as they come. */
type Building = { values: unknown[]; conditions: string[] }
const put = (to: Building, value: unknown) => `$${to.values.push(value)}`

const catalogue: Record<string, FactDef> = CHILD_FACTS
const relatives: Record<string, FactDef> = RELATIVE_FACTS
const ORDER = {
  name: 'c.name_pinyin, c.id',
  birthDate: 'c.birth_date, c.id',
  '-birthDate': 'c.birth_date desc nulls last, c.id',
  area: 'c.area_code, c.name_pinyin, c.id',
} as const
const SORTED_BY = 'c.id, c.name_pinyin, c.birth_date, c.area_code'

/** Codes of a fact that may be asked for; carerKind is computed and has no entry of its own. */
function codesOf(key: string): { column: string; n: (value: string) => unknown; many: boolean } {
  if (key === 'carerKind')
    return { column: 'carer_kind', n: (v) => CARER_KIND[v as keyof typeof CARER_KIND]?.n, many: false }
  const def = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined
  if (!def || isSealed(def) || def.privacy === 'name')
    throw new Refusal('invalidInput', { problem: `where.${key}` })
  const { type } = def
  if (type.kind === 'yesNo') return { column: columnOf(key), n: (v) => v === 'true', many: false }
  if (type.kind !== 'code' && type.kind !== 'codes')
    throw new Refusal('invalidInput', { problem: `where.${key}` })
  return { column: columnOf(key), n: (v) => type.list[v]?.n, many: type.kind === 'codes' }
}

/** By the rules today; `unlisted`: though no list says so. */
function whereCircumstances(
  wanted: readonly string[],
  to: Building,
  { deps, today, unlisted }: Asking & { unlisted: boolean },
) {
  const policy = deps.policy.book().on(deps.county.code, today)
  const any = wanted.map((circumstance) => {
    if (!Object.hasOwn(RULES, circumstance))
      throw new Refusal('invalidInput', { problem: 'where.circumstances' })
    const bit = put(to, bitOf(circumstance as Circumstance))
    const born = put(to, bornBy(today, policy[RULES[circumstance as Circumstance].age].value))
    return `(s.circumstances & ${bit} <> 0 and (s.birth_date is null or s.birth_date > ${born})${unlisted ? ` and coalesce(s.reported, 0) & ${bit} = 0` : ''})`
  })
  const day = put(to, today)
  to.conditions.push(
    `c.id in (select s.child from child_state s where s.county = $1 and s.from_day <= ${day} and s.until_day > ${day} and (${any.join(' or ')}))`,
  )
}

/** What is told of the colour of a child (risk): the colour itself, open needs, 重点关爱对象. */
const RISK: Record<string, { codes?: CodeList; condition(values: string): string }> = {
  colour: { codes: COLOUR, condition: (values) => `r.colour = any(${values}::smallint[])` },
  need: { codes: PROBLEM, condition: (values) => `r.needs && ${values}::smallint[]` },
  keyChild: { condition: (values) => `r.key_child = any(${values}::boolean[])` },
}

function whereRisk(key: string, wanted: readonly string[], to: Building) {
  const { codes, condition } = RISK[key]!
  const values = wanted.map((value) => (codes ? codes[value]?.n : value === 'true'))
  if (values.includes(undefined)) throw new Refusal('invalidInput', { problem: `where.${key}` })
  to.conditions.push(
    `c.id in (select r.child from risk r where r.county = $1 and ${condition(put(to, values))})`,
  )
}

type Asking = { deps: Deps; today: string }

function whereFacts(query: ChildFilter, to: Building, on: Asking) {
  for (const [key, wanted] of Object.entries(query.where)) {
    if (key === 'circumstances' || key === 'unlisted') {
      if (wanted.length > 0) whereCircumstances(wanted, to, { ...on, unlisted: key === 'unlisted' })
      continue
    }
    if (Object.hasOwn(RISK, key)) {
      if (wanted.length > 0) whereRisk(key, wanted, to)
      continue
    }
    const { column, n, many } = codesOf(key)
    const codes = wanted.filter((value) => value !== 'notCollected').map(n)
    if (codes.some((code) => code === undefined))
      throw new Refusal('invalidInput', { problem: `where.${key}` })
    const any: string[] = []
    if (codes.length > 0) {
      const values = put(to, codes)
      const type = typeof codes[0] === 'boolean' ? 'boolean[]' : 'smallint[]'
      any.push(many ? `c.${column} && ${values}::smallint[]` : `c.${column} = any(${values}::${type})`)
    }
    if (wanted.includes('notCollected'))
      any.push(`(c.${column} is null and not ${put(to, key)} = any(c.not_applicable))`)
    if (any.length > 0) to.conditions.push(`(${any.join(' or ')})`)
  }
}

/** Byte order (collate "C"): every text that begins so comes before the beginning followed by this. */
const LAST_CHARACTER = '\u{10ffff}'

/** Children that a typed word finds: by pieces of names and numbers, or by the name of their village. */
function searched(vault: Deps['vault'], names: AreaNames, typed: string, to: Building): string {
  const county = '$1'
  const byGrams = wantedGrams(vault, typed).map((wanted) => {
    if ('id' in wanted) {
      const id = put(to, wanted.id)
      return `select id from child where county = ${county} and id_blind = ${id}
        union select child from kin where county = ${county} and id_blind = ${id}
        union select child from known_as where county = ${county} and kind = 'number' and key = ${id}`
    }
    // distinct: of a family several may be called so.
    const hits = `select distinct child from child_gram where county = ${county}`
    if ('gram' in wanted) return `${hits} and gram = ${put(to, wanted.gram)}`
    const range = `gram >= ${put(to, wanted.beginning)} and gram < ${put(to, `${wanted.beginning}${LAST_CHARACTER}`)}`
    return `${hits} and ${range}${wanted.own ? ' and person = child' : ''}`
  })
  // A township stands for its villages.
  const named = names.all.filter((area) => area.level >= 4 && area.shortName.includes(typed))
  const villages = names.all
    .filter((area) => named.some(({ code }) => contains(code, area.code)))
    .map((area) => area.code.slice(0, 12))
  const byVillage = villages.length
    ? [
        `select id from child where county = ${county} and area_code = any(${put(to, [...new Set(villages)])}::text[])`,
      ]
    : []
  return [...byGrams, ...byVillage].join(' union ') || 'select null::uuid where false'
}

function conditions(query: ChildFilter, to: Building, on: Asking) {
  const { today } = on
  to.conditions.push('c.county = $1', `c.status = ${put(to, query.status === 'registered' ? 1 : 2)}`)
  if (query.area) {
    const { lo, hi } = rangeOf(query.area.slice(0, 12))
    to.conditions.push(`c.area_code >= ${put(to, lo)}`, `c.area_code < ${put(to, hi)}`)
    if (query.area.length > 12) to.conditions.push(`c.group_no = ${put(to, query.area.slice(12))}`)
  }
  if (query.ageFrom !== undefined)
    to.conditions.push(`c.birth_date <= ${put(to, bornBy(today, query.ageFrom))}`)
  if (query.ageTo !== undefined)
    to.conditions.push(`c.birth_date > ${put(to, bornBy(today, query.ageTo + 1))}`)
  whereFacts(query, to, on)
}

type Wanted = { child: string[]; relatives: { of: 'father' | 'mother' | 'carer'; key: string }[] }

function wantedColumns(columns: readonly string[]): Wanted {
  const wanted: Wanted = { child: [], relatives: [] }
  for (const name of columns) {
    const [of, key] = name.split('.') as [string, string | undefined]
    if (key === undefined && Object.hasOwn(catalogue, of)) wanted.child.push(of)
    else if (key && Object.hasOwn(relatives, key) && (of === 'father' || of === 'mother' || of === 'carer'))
      wanted.relatives.push({ of, key })
    else throw new Refusal('invalidInput', { problem: `columns: ${name}` })
  }
  return wanted
}

/** The spell of a day of a child `c`. */
const spellOf = (day: string) =>
  `left join child_state spell on spell.county = c.county and spell.child = c.id and spell.from_day <= ${day} and spell.until_day > ${day}`

const JOINS = {
  carer:
    'left join kin carer on carer.county = c.county and carer.child = c.id and carer.person = c.carer_person',
  father:
    'left join lateral (select * from kin k where k.county = c.county and k.child = c.id and k.relation = 1 and k.ended_on is null limit 1) father on true',
  risk: 'left join risk on risk.county = c.county and risk.child = c.id',
  mother:
    'left join lateral (select * from kin k where k.county = c.county and k.child = c.id and k.relation = 2 and k.ended_on is null limit 1) mother on true',
}

/** What narrows a list, in SQL: conditions on the child `c`, and where something was typed also a search of ids. */
async function narrowed(db: Db, deps: Deps, query: ChildFilter, among?: readonly string[]) {
  const today = chinaDay(deps.now())
  const names = await areaNames(deps.pool, db, deps.county.code)
  const to: Building = { values: [deps.county.code], conditions: [] }
  if (among) to.conditions.push('c.county = $1', `c.id = any(${put(to, among)}::uuid[])`)
  else conditions(query, to, { deps, today })
  const hits = query.q && searched(deps.vault, names, query.q, to)
  return { today, names, to, hits, where: to.conditions.join(' and ') }
}

/** All that a list finds, in its order: what an export goes through piece by piece. */
export async function childrenListed(db: Db, deps: Deps, query: ChildFilter): Promise<string[]> {
  const { to, hits, where } = await narrowed(db, deps, query)
  const from = hits ? `(${hits}) hit (child) join child c on c.county = $1 and c.id = hit.child` : 'child c'
  const found = await db.rows<{ id: string }>(
    `select c.id from ${from} where ${where} order by ${ORDER[query.sort]}`,
    to.values,
  )
  return found.map(({ id }) => id)
}

/** Children named one by one, in this order. One out of reach is none, and then nobody leaves. */
export async function childrenChosen(db: Db, deps: Deps, ids: readonly string[]): Promise<string[]> {
  const found = await db.rows<{ id: string }>(
    'select id from child where county = $1 and id = any($2::uuid[])',
    [deps.county.code, ids],
  )
  const known = new Set(found.map(({ id }) => id))
  const chosen = [...new Set(ids)]
  if (chosen.some((id) => !known.has(id))) throw new Refusal('childNotFound')
  return chosen
}

/**
 * The one list of children: filters, search, chosen columns, or those `among` some of whatever status. Row-level
 * security keeps it to the asker's reach.
 */
export async function listChildren(
  db: Db,
  deps: Deps,
  query: ChildListQuery,
  among?: readonly string[],
): Promise<{ total: number; rows: ChildRow[] }> {
  const { today, names, to, hits, where } = await narrowed(db, deps, query, among)
  const counted = [...to.values]
  const wanted = wantedColumns(query.columns)
  const joined = new Set<keyof typeof JOINS>(['carer', 'risk', ...wanted.relatives.map((r) => r.of)])
  const selected = [
    'c.id, c.area_code, c.group_no, c.status, c.name, c.birth_date, c.not_applicable, c.carer_kind, spell.circumstances, risk.colour',
    'carer.name as carer_name, carer.relation as carer_relation',
    ...wanted.child.map((key) => `c.${columnOf(key)}`),
    ...wanted.relatives.map(
      ({ of, key }) =>
        `${of}.${columnOf(key)} as "${of}.${key}", ${of}.person as "${of}.person", ${of}.not_applicable as "${of}.na"`,
    ),
  ]
  const joins = [...[...joined].map((join) => JOINS[join]), spellOf(put(to, today))].join(' ')
  const ordered = `order by ${ORDER[query.sort]}`
  const page = `${ordered} limit ${put(to, query.size)} offset ${put(to, (query.page - 1) * query.size)}`
  const found = hits
    ? await db.rows<Columns>(
        // Found once, then counted and cut; only what is shown is read with its relatives.
        `with hit (child) as (${hits}),
          found as materialized (select ${SORTED_BY} from hit join child c on c.county = $1 and c.id = hit.child where ${where}),
          page as (select c.id, row_number() over (${ordered}) as n from found c ${page})
         select t.total, ${selected.join(', ')} from (select count(*) as total from found) t
           left join page on true left join child c on c.county = $1 and c.id = page.id ${joins} order by page.n`,
        to.values,
      )
    : await Promise.all([
        db.rows<Columns>(`select count(*) as total from child c where ${where}`, counted),
        // Found in an index that holds what lists are filtered by, so that what is passed over is not read.
        db.rows<Columns>(
          `with page as materialized (select c.id from child c where ${where} ${page})
           select ${selected.join(', ')} from page join child c on c.county = $1 and c.id = page.id ${joins} ${ordered}`,
          to.values,
        ),
      ]).then(([counts, rows]) => [...counts, ...rows])
  const rows = found.filter((row) => row.id)
  return { total: found[0]!.total as number, rows: await shownRows(db, deps, rows, wanted, names, today) }
}

async function shownRows(
  db: Db,
  deps: Deps,
  rows: Columns[],
  wanted: Wanted,
  names: AreaNames,
  today: string,
): Promise<ChildRow[]> {
  const sealedOf = (key: string, defs: Record<string, FactDef>) => isSealed(defs[key]!)
  const persons = rows.flatMap((row) => [
    ...(wanted.child.some((key) => sealedOf(key, catalogue)) ? [row.id as string] : []),
    ...wanted.relatives
      .filter(({ key }) => sealedOf(key, relatives))
      .flatMap(({ of }) => (row[`${of}.person`] as string) ?? []),
  ])
  const keys = persons.length > 0 ? await deps.keys.of(db, [...new Set(persons)]) : new Map<string, Buffer>()
  return rows.map((row) => ({
    id: row.id as ChildRow['id'],
    name: row.name as string | null,
    area: {
      code: row.area_code as string,
      village: names.village(row.area_code as string),
      township: names.township(row.area_code as string),
    },
    age: row.birth_date ? ageOn(row.birth_date as string, today) : null,
    status: row.status === 1 ? 'registered' : 'left',
    carer: row.carer_relation
      ? { name: row.carer_name as string | null, relation: relationOf(row.carer_relation as number) }
      : null,
    carerKind: carerKindOf(row.carer_kind as number | null),
    circumstances: circumstancesOf(
      {
        status: row.status as number,
        circumstances: row.circumstances as number | null,
        birthDate: row.birth_date as string | null,
      },
      { policy: deps.policy.book().on(row.area_code as string, today), on: today },
    ),
    colour: (Object.keys(COLOUR) as Colour[]).find((key) => COLOUR[key].n === row.colour) ?? null,
    facts: Object.fromEntries([
      ...wanted.child.map((key) => [
        key,
        showColumn(deps.vault, keys.get(row.id as string), key, catalogue[key]!, row),
      ]),
      ...wanted.relatives.map(({ of, key }) => [
        `${of}.${key}`,
        row[`${of}.person`]
          ? showColumn(deps.vault, keys.get(row[`${of}.person`] as string), key, relatives[key]!, {
              [columnOf(key)]: row[`${of}.${key}`],
              not_applicable: row[`${of}.na`],
            })
          : { state: 'notCollected' },
      ]),
    ]),
  }))
}

export const carerKindOf = (n: number | null): string | null =>
  Object.entries(CARER_KIND).find(([, code]) => code.n === n)?.[0] ?? null

export const relationOf = (n: number): string => Object.entries(RELATION).find(([, code]) => code.n === n)![0]
