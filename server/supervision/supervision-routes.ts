import { supervisionChildren, supervisionFigures } from '#domain/supervision/supervision-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { supervisedChildren, supervisionOf } from './figures.ts'

export function supervisionRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, supervisionFigures, ({ params, db, actor }) =>
    supervisionOf({ db, deps, actor }, params),
  )
  serve({ app, deps }, supervisionChildren, async ({ params, db, actor, log }) => {
    const found = await supervisedChildren({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
}
