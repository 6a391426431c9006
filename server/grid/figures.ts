import { chinaDay, type PlainDate } from '#domain/dates.ts'
import type { Circumstance } from '#domain/fact/code-lists.ts'
import type { GridCounter } from '#domain/grid/grid-api.ts'
import { CHILD_RESPONSIBILITY } from '#domain/grid/responsible-acts.ts'
import { type Counted, childrenCounted, countedByArea } from '../table/counted-by-area.ts'
import { tableArea } from '../table/table-area.ts'
import { withCircumstances } from '../table/with-circumstances.ts'
import type { On } from './cadres.ts'
import { around, heldOn, staffOf } from './places.ts'

type Asked = { on?: PlainDate; area?: string }

const membersOf = (condition: string) => `with
  state as materialized (
    select s.child, s.place from child_state s
     where s.county = $1 and s.from_day <= $2 and s.until_day > $2 and s.status = 1 and ${condition}),
  held as materialized (
    select child, bool_or(kind = ${CHILD_RESPONSIBILITY.helper.n}) as helped,
           bool_or(kind = ${CHILD_RESPONSIBILITY.household.n}) as household
      from child_responsible where county = $1 and from_day <= $2 and until_day > $2 group by 1),
  m as (
    select s.child, s.place, coalesce(h.helped, false) as helped, coalesce(h.household, false) as household
      from state s left join held h on h.child = s.child)`

const MEANS: Record<GridCounter, string> = {
  children: 'true',
  helped: 'm.helped',
  unhelped: 'not m.helped',
  household: 'm.household',
  noHousehold: 'not m.household',
}

function question({ deps, actor }: On, asked: Asked) {
  const on = asked.on ?? chinaDay(deps.now())
  const area = tableArea(actor, asked.area)
  const policy = deps.policy.book().on(area, on)
  const { condition, values } = withCircumstances(
    policy.helperFor.value as readonly Circumstance[],
    policy,
    on,
    3,
  )
  const counted: Counted<GridCounter> = {
    area,
    members: membersOf(condition),
    values: [deps.county.code, on, ...values],
    means: MEANS,
  }
  return { on, area, counted }
}

/** Who answers for what in an area, and how many children have nobody, by the areas one level below. */
export async function gridOf(asking: On, asked: Asked) {
  const { on, area, counted } = question(asking, asked)
  const wanted = around(area)
  const [held, staff, figures] = await Promise.all([
    heldOn(asking, on, wanted),
    staffOf(asking, wanted),
    countedByArea(asking, counted),
  ])
  return { on, area, held, staff, ...figures }
}

/** The children behind one of its figures, as they are now. */
export const gridChildren = (
  asking: On,
  { counter, page, size, ...asked }: Asked & { counter: GridCounter; page: number; size: number },
) => childrenCounted(asking, question(asking, asked).counted, { counter, page, size })
