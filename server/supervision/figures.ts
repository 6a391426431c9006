import { addDays, chinaDay, type PlainDate } from '#domain/dates.ts'
import { CARER_KIND, type Circumstance, GUARDIANSHIP } from '#domain/fact/code-lists.ts'
import { Refusal } from '#domain/refusals.ts'
import { SERVICES } from '#domain/service/services.ts'
import type { SupervisionCounter } from '#domain/supervision/supervision-api.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { type Counted, childrenCounted, countedByArea } from '../table/counted-by-area.ts'
import { tableArea } from '../table/table-area.ts'
import { withCircumstances } from '../table/with-circumstances.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Asked = { on?: PlainDate; area?: string }

const VISITS = Object.values(SERVICES)
  .filter(({ visit }) => visit)
  .map(({ n }) => n)

/**
 * Who is to be supervised on a day, with the last contact and the last visit that count at all. One table after the other
 * and then put together (server/assessment/risk-figures.ts says why).
 */
const membersOf = (condition: string) => `with
  state as materialized (
    select s.child, s.place, s.carer_kind = ${CARER_KIND.nobody.n} or s.guardianship = ${GUARDIANSHIP.nobody.n} as unguarded
      from child_state s
     where s.county = $1 and s.from_day <= $2 and s.until_day > $2 and s.status = 1 and ${condition}),
  contact as materialized (
    select child, max(day) as day from parent_contact where county = $1 and day > $3 and day <= $2 group by 1),
  seen as materialized (
    select child, max(day) as day from service
     where county = $1 and day > $3 and day <= $2 and child_seen and service = any($4::smallint[]) group by 1),
  m as (
    select s.child, s.place, coalesce(s.unguarded, false) as unguarded, coalesce(c.day > $5, false) as contacted,
           coalesce(v.day > $6, false) as visited, coalesce(greatest(c.day, v.day) <= $7, true) as unheard
      from state s left join contact c on c.child = s.child left join seen v on v.child = s.child)`

const MEANS: Record<SupervisionCounter, string> = {
  children: 'true',
  contacted: 'm.contacted',
  notContacted: 'not m.contacted',
  visited: 'm.visited',
  notVisited: 'not m.visited',
  unsupervised: '(m.unguarded or m.unheard)',
  unguarded: 'm.unguarded',
  unheard: 'm.unheard',
}

function question({ deps, actor }: On, asked: Asked) {
  const today = chinaDay(deps.now())
  const on = asked.on ?? today
  if (on > today) throw new Refusal('invalidInput', { problem: `on > ${today}` })
  const area = tableArea(actor, asked.area)
  const policy = deps.policy.book().on(area, on)
  const days = {
    contact: policy.contactDays.value,
    visit: policy.weeklyVisitDays.value,
    unsupervised: policy.unsupervisedDays.value,
  }
  const concerned = withCircumstances(policy.superviseFor.value as readonly Circumstance[], policy, on, 8)
  const counted: Counted<SupervisionCounter> = {
    area,
    members: membersOf(concerned.condition),
    values: [
      deps.county.code,
      on,
      addDays(on, -Math.max(...Object.values(days))),
      VISITS,
      addDays(on, -days.contact),
      addDays(on, -days.visit),
      addDays(on, -days.unsupervised),
      ...concerned.values,
    ],
    means: MEANS,
  }
  return { on, area, days, counted }
}

/** By the areas one level below, and the area as a whole. */
export async function supervisionOf(on: On, asked: Asked) {
  const { counted, ...frame } = question(on, asked)
  return { ...frame, ...(await countedByArea(on, counted)) }
}

/** The children behind one of its figures, as they are now. */
export const supervisedChildren = (
  on: On,
  { counter, page, size, ...asked }: Asked & { counter: SupervisionCounter; page: number; size: number },
) => childrenCounted(on, question(on, asked).counted, { counter, page, size })
