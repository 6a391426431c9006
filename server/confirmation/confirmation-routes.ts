import { confirmList, listCoverage } from '#domain/confirmation/confirmation-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { confirm, coverage } from './list-confirmations.ts'

export function confirmationRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, listCoverage, ({ params, db, actor }) => coverage({ db, deps, actor }, params.quarter))
  serve({ app, deps }, confirmList, ({ body, db, actor, log }) => {
    log.details = `${body.area} ${body.children}`
    return confirm({ db, deps, actor }, body)
  })
}
