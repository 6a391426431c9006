import { Refusal } from '#domain/refusals.ts'
import * as api from '#domain/service/service-api.ts'
import { asFile } from '../export/as-file.ts'
import { type Serving, serve } from '../http/serve.ts'
import { coverageOf, visitedChildren } from './coverage.ts'
import { household, servicesOfChild } from './services-of-child.ts'
import { visitBook, visitBookPdf } from './visit-book.ts'

async function* once(piece: Buffer): AsyncGenerator<Buffer> {
  yield piece
}

export function serviceRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, api.servicesOfChild, async ({ params: { child }, db, actor, log }) => {
    log.children = [child]
    return { rows: await servicesOfChild({ db, deps, actor }, child) }
  })
  serve({ app, deps }, api.household, async ({ params: { child }, db, actor, log }) => {
    const { rows } = await household({ db, deps, actor }, child)
    if (rows.length === 0) throw new Refusal('childNotFound')
    log.children = rows.map(({ id }) => id)
    return { rows }
  })
  serve({ app, deps }, api.visitBook, async ({ params, db, actor, log }) => {
    const found = await visitBook({ db, deps, actor }, params)
    log.children = [...new Set(found.rows.map(({ child }) => child.id))]
    return found
  })
  serve({ app, deps }, api.exportVisitBook, async ({ body, db, actor, log }) => {
    log.reason = body.purpose
    const { name, pdf, children } = await visitBookPdf({ db, deps, actor }, body)
    log.children = [...new Set(children)]
    return asFile(`${name}.pdf`, once(pdf))
  })
  serve({ app, deps }, api.visitCoverage, ({ params, db, actor }) => coverageOf({ db, deps, actor }, params))
  serve({ app, deps }, api.visitChildren, async ({ params, db, actor, log }) => {
    const found = await visitedChildren({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
}
