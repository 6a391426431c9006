import { leftBehindSummary, summaryChildren } from '#domain/table/table-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { summaryChildren as children, leftBehindSummary as summary } from './summary-query.ts'
import { rowsInReach, tableArea } from './table-area.ts'

export function tableRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, leftBehindSummary, async ({ params, db, actor }) => {
    const table = await summary(db, deps, actor.reach, { ...params, area: tableArea(actor, params.area) })
    return { ...table, rows: rowsInReach(actor, table.rows) }
  })
  serve({ app, deps }, summaryChildren, async ({ params, db, actor, log }) => {
    const found = await children(db, deps, { ...params, area: tableArea(actor, params.area) })
    log.children = found.rows.map((row) => row.id)
    return found
  })
}
