import * as api from '#domain/check/check-api.ts'
import { asFile } from '../export/as-file.ts'
import { type Serving, serve } from '../http/serve.ts'
import { drawChildren, planDraw } from './draw.ts'
import { drawPdf } from './draw-pdf.ts'
import { drawFile, drawnChildren, listDraws, readDraw } from './read-draws.ts'

async function* once(piece: Buffer): AsyncGenerator<Buffer> {
  yield piece
}

export function checkRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, api.drawPlan, ({ params, db, actor }) => planDraw({ db, deps, actor }, params.area))
  serve({ app, deps }, api.drawChecks, async ({ body, db, actor, log }) => {
    log.details = body.id
    log.reason = body.reason
    return drawChildren({ db, deps, actor }, body)
  })
  serve({ app, deps }, api.listDraws, ({ params, db, actor }) => listDraws({ db, deps, actor }, params.month))
  serve({ app, deps }, api.openDraw, ({ params, db, actor }) => readDraw({ db, deps, actor }, params.draw))
  serve({ app, deps }, api.drawnChildren, async ({ params, db, actor, log }) => {
    const found = await drawnChildren({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
  serve({ app, deps }, api.drawFrame, async ({ params, db, actor, log }) => {
    log.details = params.draw
    const { name, text } = await drawFile({ db, deps, actor }, params.draw)
    return asFile(name, Buffer.from(text))
  })
  serve({ app, deps }, api.exportDraw, async ({ params, body, db, actor, log }) => {
    log.reason = body.purpose
    log.details = params.draw
    const { name, pdf, children } = await drawPdf({ db, deps, actor }, params.draw, body.purpose)
    log.children = children
    return asFile(name, once(pdf))
  })
}
