import { leftBehindSummary, summaryChildren } from '#domain/table/table-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { summaryChildren as children, leftBehindSummary as summary } from './summary-query.ts'

export function tableRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, leftBehindSummary, ({ params, db, actor }) => summary(db, deps, actor.reach, params))
  serve({ app, deps }, summaryChildren, async ({ params, db, log }) => {
    const found = await children(db, deps, params)
    log.children = found.rows.map((row) => row.id)
    return found
  })
}
