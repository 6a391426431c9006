import * as api from '#domain/circumstance/circumstance-api.ts'
import { bitOf, RULES } from '#domain/circumstance/circumstances.ts'
import { bornBy, chinaDay } from '#domain/dates.ts'
import type { Circumstance } from '#domain/fact/code-lists.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { type Serving, serve } from '../http/serve.ts'
import { waitingIn } from './due.ts'
import { explainChild } from './explain-child.ts'

/** Those with a right to a benefit: who has no such record goes without it (漏保). */
const WITH_A_RIGHT: readonly Circumstance[] = ['orphan', 'unraised']

export function circumstanceRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, api.explainChild, async ({ params: { child, ...asOf }, db, actor, log }) => {
    log.children = [child]
    return explainChild({ db, deps, actor }, child, asOf)
  })
  serve({ app, deps }, api.circumstanceGaps, async ({ db }) => ({
    unlisted: await unlisted(db, deps),
    waiting: await waitingIn(db, deps.county.code),
  }))
}

/** In reach, in the register and young enough today. */
async function unlisted(db: Db, deps: Deps) {
  const today = chinaDay(deps.now())
  const policy = deps.policy.book().on(deps.county.code, today)
  const counts = WITH_A_RIGHT.map((key, i) => {
    const [bit, born] = [2 * i + 3, 2 * i + 4]
    return `count(*) filter (where circumstances & $${bit} <> 0 and coalesce(reported, 0) & $${bit} = 0
       and (birth_date is null or birth_date > $${born}))::int as "${key}"`
  })
  const found = await db.one<Record<string, number>>(
    `select ${counts.join(', ')} from child_state where county = $1 and from_day <= $2 and until_day > $2 and status = 1`,
    [
      deps.county.code,
      today,
      ...WITH_A_RIGHT.flatMap((key) => [bitOf(key), bornBy(today, policy[RULES[key].age].value)]),
    ],
  )
  return WITH_A_RIGHT.map((key) => ({ key, n: found?.[key] ?? 0 }))
}
