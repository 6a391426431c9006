import { decideConflict, listConflicts } from '#domain/conflict/conflict-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { decide, openConflicts } from './conflicts.ts'

export function conflictRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, listConflicts, async ({ params, db, actor, log }) => {
    const found = await openConflicts({ db, deps, actor }, params)
    log.children = [...new Set(found.rows.map(({ child }) => child))]
    return found
  })
  serve({ app, deps }, decideConflict, async ({ body, db, actor, log }) => {
    await decide({ db, deps, actor }, body)
    log.children = [body.child]
    log.reason = body.reason
    log.details = `${body.fact} ${body.choice}`
    return {}
  })
}
