import { auditState, readAudit } from '#domain/audit/audit-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { createChainCheck } from './chain-check.ts'
import { problemText } from './problems.ts'
import { readLog } from './read-log.ts'

export function auditRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, readAudit, async ({ params, actor, db }) => ({
    entries: await readLog(db, deps, actor.role, params),
  }))

  const check = createChainCheck(deps)
  serve({ app, deps }, auditState, async ({ language }) => {
    const { whole, rows, links, problems } = await check()
    return { whole, rows, links, problems: problems.map((problem) => problemText(problem, language)) }
  })
}
