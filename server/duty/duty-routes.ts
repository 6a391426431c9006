import { assignDuties, dutyPeople, listDuties } from '#domain/duty/duty-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { assign } from './assign-duties.ts'
import { dutiesInReach, peopleWithDuties } from './list-duties.ts'

export function dutyRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, listDuties, async ({ params, db, actor, log }) => {
    const found = await dutiesInReach({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
  serve({ app, deps }, dutyPeople, ({ db, actor }) => peopleWithDuties({ db, deps, actor }))
  serve({ app, deps }, assignDuties, async ({ body, db, actor, log }) => {
    const { assigned, children } = await assign({ db, deps, actor }, body)
    log.children = children
    log.details = `${assigned} -> ${body.to ?? '-'}`
    return { assigned }
  })
}
