import { listDuties } from '#domain/duty/duty-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { dutiesInReach } from './list-duties.ts'

export function dutyRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, listDuties, async ({ params, db, actor, log }) => {
    const found = await dutiesInReach({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
}
