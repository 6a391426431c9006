import { RISK_COUNTERS, type RiskCounter } from '#domain/assessment/assessment-api.ts'
import { named } from '#domain/assessment/tell-risk.ts'
import { COLOUR } from '#domain/assessment/template.ts'
import { versionsOn } from '#domain/assessment/template-book.ts'
import { addDays, bornBy, chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { type Counted, childrenCounted, countedByArea } from '../table/counted-by-area.ts'
import { tableArea } from '../table/table-area.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Asked = { area?: string; template?: string }

/**
 * Minors in the register today, each with its colour and its last assessment by a template. Read one table after the
 * other and then put together: under row-level security the planner expects few rows and would look up each child apart.
 */
const MEMBERS = `with state as materialized (
    select child, place from child_state where county = $1 and from_day <= $2 and until_day > $2 and status = 1
       and (birth_date is null or birth_date > $3)),
  coloured as materialized (select child, colour, key_child from risk where county = $1),
  last as materialized (
    select child, grade, day >= $4 as in_time from assessment where county = $1 and template = $5 and latest),
  m as (select s.child, s.place, r.colour, r.key_child, a.grade, a.in_time from state s
          left join coloured r on r.child = s.child left join last a on a.child = s.child)`

/** Who stands behind a counter. Who has no colour yet is as if nobody had assessed it. */
const MEANS: Record<keyof typeof RISK_COUNTERS, string> = {
  children: 'true',
  red: `m.colour = ${COLOUR.red.n}`,
  yellow: `m.colour = ${COLOUR.yellow.n}`,
  green: `m.colour = ${COLOUR.green.n}`,
  none: `coalesce(m.colour, ${COLOUR.none.n}) = ${COLOUR.none.n}`,
  key: 'm.key_child',
  assessed: 'm.in_time',
  notAssessed: 'm.in_time is not true',
}
const meaning = (counter: RiskCounter): string =>
  counter in RISK_COUNTERS
    ? MEANS[counter as keyof typeof RISK_COUNTERS]
    : `m.grade = ${Number(counter.slice('grade'.length))}`

function question({ deps, actor }: On, asked: Asked) {
  const today = chinaDay(deps.now())
  const area = tableArea(actor, asked.area)
  const book = deps.policy.book()
  const policy = book.on(area, today)
  const versions = versionsOn(book.templates, today)
  const version = asked.template
    ? versions.find(({ template }) => template === asked.template)
    : (versions.find(({ body }) => body.inUse && body.cadenceDays !== null) ?? versions[0])
  if (!version) throw new Refusal('notFound')
  const within = policy.assessmentWithinDays.value
  return {
    today,
    area,
    within,
    version,
    versions,
    values: [
      deps.county.code,
      today,
      bornBy(today, policy.minorAge.value),
      addDays(today, -within),
      version.template,
    ],
  }
}

const counted = (
  area: string,
  values: readonly unknown[],
  counters: readonly RiskCounter[],
): Counted<RiskCounter> => ({
  area,
  members: MEMBERS,
  values,
  means: Object.fromEntries(counters.map((key) => [key, meaning(key)])) as Record<RiskCounter, string>,
})

/** By the areas one level below: colours, and grades of one template. */
export async function riskFigures(on: On, asked: Asked) {
  const { today, area, within, version, versions, values } = question(on, asked)
  const grades = version.body.grades.map((grade) => ({ n: grade.n, ...named(grade) }))
  const counters: RiskCounter[] = [
    ...(Object.keys(RISK_COUNTERS) as RiskCounter[]),
    ...grades.map(({ n }): RiskCounter => `grade${n}`),
  ]
  const { rows, total } = await countedByArea(on, counted(area, values, counters))
  return {
    on: today,
    area,
    template: version.template,
    within,
    grades,
    templates: versions
      .filter(({ body, template }) => body.inUse || template === version.template)
      .map(({ template, body }) => ({ template, ...named(body) })),
    rows,
    total,
  }
}

/** The children behind one of these figures. */
export async function riskChildren(
  on: On,
  { counter, page, size, ...asked }: Asked & { counter: RiskCounter; page: number; size: number },
) {
  const { area, values } = question(on, asked)
  return childrenCounted(on, counted(area, values, [counter]), { counter, page, size })
}
