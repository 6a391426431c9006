import { chinaDay } from '#domain/dates.ts'
import { countRestricted, revealRestricted } from '#domain/restricted/restricted-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { countInfected, restrictedOf } from './restricted.ts'

export function restrictedRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, revealRestricted, async ({ params: { child }, body, db, actor, log }) => {
    log.children = [child]
    log.reason = body.reason
    return restrictedOf({ db, deps, actor }, child)
  })
  serve({ app, deps }, countRestricted, async ({ db, actor }) => ({
    asOf: chinaDay(deps.now()),
    hivInfected: await countInfected({ db, deps, actor }),
  }))
}
