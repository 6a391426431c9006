import * as api from '#domain/campaign/campaign-api.ts'
import { chinaDay } from '#domain/dates.ts'
import { asFile } from '../export/as-file.ts'
import { type Serving, serve } from '../http/serve.ts'
import { campaignReport } from './campaign-report.ts'
import { childrenOf, diffChildrenOf, diffOf, listOf, readCampaign } from './read-campaign.ts'
import { close, preview, start } from './run-campaign.ts'

async function* once(piece: Buffer): AsyncGenerator<Buffer> {
  yield piece
}

export function campaignRoutes({ app, deps }: Serving): void {
  const on = { app, deps }
  serve(on, api.listCampaigns, async ({ db, actor }) => ({
    today: chinaDay(deps.now()),
    rows: await listOf({ db, deps, actor }),
  }))
  serve(on, api.previewCampaign, ({ body, db, actor }) => preview({ db, deps, actor }, body))
  serve(on, api.startCampaign, async ({ body, db, actor, log }) => {
    const children = await start({ db, deps, actor }, body)
    log.details = `${body.id} ${body.area} ${children}`
    return { id: body.id, children }
  })
  serve(on, api.readCampaign, ({ params, db, actor }) =>
    readCampaign({ db, deps, actor }, params.campaign, params.area),
  )
  serve(on, api.campaignChildren, async ({ params, db, actor, log }) => {
    const found = await childrenOf({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
  serve(on, api.campaignDiff, async ({ params, db, actor }) => ({
    rows: await diffOf({ db, deps, actor }, params),
  }))
  serve(on, api.diffChildren, async ({ params, db, actor, log }) => {
    const found = await diffChildrenOf({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
  serve(on, api.closeCampaign, async ({ params, body, db, actor, log }) => {
    log.details = params.campaign
    log.reason = body.reason
    await close({ db, deps, actor }, params.campaign, body)
    return {}
  })
  serve(on, api.exportCampaign, async ({ params, body, db, actor, log }) => {
    log.reason = body.purpose
    const { name, pdf, children } = await campaignReport({ db, deps, actor }, { ...params, ...body })
    log.children = children
    return asFile(`${name}.pdf`, once(pdf))
  })
}
