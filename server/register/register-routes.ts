import * as api from '#domain/register/register-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { registerChildren } from './register-children.ts'
import { registerCounts } from './register-counts.ts'

export function registerRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, api.registerCounts, ({ params, db, actor }) =>
    registerCounts({ db, deps, actor }, params),
  )
  serve({ app, deps }, api.registerChildren, async ({ params, db, actor, log }) => {
    const found = await registerChildren({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
}
