import * as api from '#domain/grid/grid-api.ts'
import type { Sessions } from '../account/sessions.ts'
import { asFile } from '../export/as-file.ts'
import { type Serving, serve } from '../http/serve.ts'
import { cadrePhone, listCadres, saveCadre } from './cadres.ts'
import { nameFor, responsibleForChild } from './children.ts'
import { gridChildren, gridOf } from './figures.ts'
import { passOn } from './pass-on.ts'
import { endHeld, give } from './places.ts'
import { cancel, listPledges, pledgePaper, save } from './pledges.ts'
import { endStandIn, giveStandIn, listStandIns } from './stand-ins.ts'

/** 责任网格: who answers for what, hand-overs, stand-ins, pledges. */
export function gridRoutes({ app, deps }: Serving, sessions: Sessions): void {
  serve({ app, deps }, api.gridOf, ({ params, db, actor }) => gridOf({ db, deps, actor }, params))
  serve({ app, deps }, api.gridChildren, async ({ params, db, actor, log }) => {
    const found = await gridChildren({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
  serve({ app, deps }, api.responsibleForChild, async ({ params: { child }, db, actor, log }) => {
    const found = await responsibleForChild({ db, deps, actor }, child)
    log.children = [child]
    return found
  })
  serve({ app, deps }, api.listCadres, async ({ db, actor }) => ({
    cadres: await listCadres({ db, deps, actor }),
  }))
  serve({ app, deps }, api.saveCadre, ({ body, db, actor, log }) => {
    log.details = body.id
    return saveCadre({ db, deps, actor }, body)
  })
  serve({ app, deps }, api.revealCadrePhone, async ({ params: { cadre }, body, db, actor, log }) => {
    log.reason = body.reason
    log.details = cadre
    return { phone: await cadrePhone({ db, deps, actor }, cadre) }
  })
  serve({ app, deps }, api.giveResponsibility, async ({ body, db, actor, log }) => {
    log.details = `${body.kind} ${body.cadre}`
    return { given: await give({ db, deps, actor }, body) }
  })
  serve({ app, deps }, api.endResponsibility, async ({ params, body, db, actor, log }) => {
    log.details = params.responsibility
    return { ended: await endHeld({ db, deps, actor }, params.responsibility, body.day) }
  })
  serve({ app, deps }, api.nameResponsible, async ({ body, db, actor, log }) => {
    const named = await nameFor({ db, deps, actor }, body)
    log.children = [...new Set(body.children)]
    log.details = `${body.kind} ${body.cadre}`
    return { named }
  })
  serve({ app, deps }, api.passResponsibilities, async ({ body, db, actor, log }) => {
    log.reason = body.reason
    log.details = `${body.from} -> ${body.to}`
    return passOn({ db, deps, actor }, body)
  })
  serve({ app, deps }, api.listStandIns, ({ db, actor }) => listStandIns({ db, deps, actor }))
  serve({ app, deps }, api.giveStandIn, async ({ body, db, actor, log }) => {
    log.reason = body.reason
    log.details = `${body.village} ${body.account}`
    await giveStandIn({ db, deps, actor }, body)
    sessions.forget(body.account)
    return { id: body.id }
  })
  serve({ app, deps }, api.endStandIn, async ({ params, db, actor, log }) => {
    log.details = params.standIn
    const account = await endStandIn({ db, deps, actor }, params.standIn)
    sessions.forget(account)
    return { ended: true }
  })
  serve({ app, deps }, api.listPledges, ({ params, db, actor }) => listPledges({ db, deps, actor }, params))
  serve({ app, deps }, api.savePledge, async ({ body, db, actor, log }) => {
    log.details = `${body.tier} ${body.place}`
    await save({ db, deps, actor }, body)
    return { id: body.id }
  })
  serve({ app, deps }, api.cancelPledge, async ({ params, body, db, actor, log }) => {
    log.reason = body.reason
    log.details = params.pledge
    return { cancelled: await cancel({ db, deps, actor }, params.pledge) }
  })
  serve({ app, deps }, api.pledgePdf, async ({ body, db, actor, log }) => {
    log.details = `${body.tier} ${body.parties.length}`
    const { name, pdf } = await pledgePaper({ db, deps, actor }, body)
    return asFile(name, pdf)
  })
}
