import * as api from '#domain/agreement/agreement-api.ts'
import { asFile } from '../export/as-file.ts'
import { type Serving, serve } from '../http/serve.ts'
import { agreementPdf } from './agreement-pdf.ts'
import { agreementsOfChild } from './agreements-of-child.ts'
import { agreementChildrenOf, agreementCoverageOf } from './coverage.ts'

export function agreementRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, api.agreementsOfChild, async ({ params: { child }, db, actor, log }) => {
    log.children = [child]
    return agreementsOfChild({ db, deps, actor }, child)
  })
  serve({ app, deps }, api.agreementPdf, async ({ params: { child, agreement }, db, actor, log }) => {
    log.children = [child]
    log.details = agreement
    const { name, pdf } = await agreementPdf({ db, deps, actor }, child, agreement)
    return asFile(name, pdf)
  })
  serve({ app, deps }, api.agreementCoverage, ({ params, db, actor }) =>
    agreementCoverageOf({ db, deps, actor }, params),
  )
  serve({ app, deps }, api.agreementChildren, async ({ params, db, actor, log }) => {
    const found = await agreementChildrenOf({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
}
