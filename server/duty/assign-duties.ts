import type { NewAct } from '#domain/act/act.ts'
import { chinaDay } from '#domain/dates.ts'
import { DUTIES } from '#domain/duty/duty-acts.ts'
import { type assignDuties, MOST_ASSIGNED } from '#domain/duty/duty-api.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import { Refusal } from '#domain/refusals.ts'
import { followingIds } from '../act/following-ids.ts'
import { recordActs } from '../act/record-acts.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { owedTo, type Row, ruleOf } from './list-duties.ts'
import { workers } from './people.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Wish = BodyOf<typeof assignDuties>

/** Tasks that stand, of those that were named or that a filter finds. */
async function wanted(on: On, { duties, matching }: Wish): Promise<(Row & { area: string })[]> {
  const { db, deps } = on
  if (matching) {
    const { from, values } = await owedTo(on, matching)
    return db.rows(
      `select child, rule, period, area_code as area ${from} order by child, rule, period limit ${MOST_ASSIGNED + 1}`,
      values,
    )
  }
  const named = duties ?? []
  return db.rows(
    `select d.child, d.rule, d.period, d.area_code as area from duty d
       join unnest($2::uuid[], $3::smallint[], $4::text[]) as w (child, rule, period)
         on w.child = d.child and w.rule = d.rule and w.period = d.period
      where d.county = $1 and d.child = any($2::uuid[]) order by d.child, d.rule, d.period`,
    [
      deps.county.code,
      named.map(({ child }) => child),
      named.map(({ rule }) => DUTIES[rule].n),
      named.map(({ period }) => period),
    ],
  )
}

/** Gives tasks to somebody who reaches all of these children, or takes them back. The same request again changes nothing. */
export async function assign(on: On, wish: Wish): Promise<{ assigned: number; children: string[] }> {
  const { deps } = on
  const { id, to, by, note } = wish
  const rows = await wanted(on, wish)
  if (rows.length > MOST_ASSIGNED) throw new Refusal('tooManyAtOnce', { most: MOST_ASSIGNED })
  if (to !== null) {
    const worker = (await workers(on)).find((one) => one.id === to)
    if (!worker || rows.some(({ area }) => !worker.reaches(area))) throw new Refusal('assigneeOutOfReach')
  }
  const now = deps.now()
  const day = chinaDay(now)
  const idOf = followingIds(id)
  const acts = rows.map(({ child, rule, period }) => ({
    id: idOf(child, String(rule), period, day, to, by ?? null, note ?? null),
    kind: 'duty.assign',
    child,
    writtenAt: now.toISOString(),
    body: { day, rule: ruleOf(rule), period, to, ...(by && { by }), words: note ? { note } : {} },
  })) as unknown as NewAct[]
  if (acts.length > 0) await recordActs(on, acts)
  return { assigned: acts.length, children: [...new Set(rows.map(({ child }) => child))] }
}
