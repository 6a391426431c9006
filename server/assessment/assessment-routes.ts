import * as api from '#domain/assessment/assessment-api.ts'
import { wholeCounty } from '../circumstance/due.ts'
import { inTransaction } from '../db/db.ts'
import { type Serving, serve } from '../http/serve.ts'
import { createBackground } from '../policy/background.ts'
import { assessmentsOfChild } from './assessments-of-child.ts'
import { riskChildren, riskFigures } from './risk-figures.ts'
import { decide, listTemplates, writeDraft } from './templates.ts'
import { triedChildren, tryDraft } from './trial.ts'

export function assessmentRoutes({ app, deps }: Serving): void {
  const trials = createBackground((problem) =>
    app.log.error(
      { kind: String((problem as Error)?.name), code: (problem as { code?: string })?.code },
      'a draft cannot be tried',
    ),
  )
  const attempt = (draft: string) => trials.start(() => tryDraft(deps, draft, trials.ending))
  const county = <T>(work: Parameters<typeof inTransaction<T>>[3]) =>
    inTransaction(deps.pool, deps.county.code, wholeCounty(deps), work)
  // What a stopped server left half tried.
  app.addHook('onReady', async () => {
    const left = await county((db) =>
      db.rows<{ id: string }>(
        `select id from assessment_template where county = $1 and decision is null and coalesce(effect->>'done', 'false') <> 'true'`,
        [deps.county.code],
      ),
    )
    for (const { id } of left) attempt(id)
  })
  app.addHook('onClose', () => trials.stop())

  serve({ app, deps }, api.listTemplates, ({ db, actor }) => listTemplates({ db, deps, actor }))
  serve({ app, deps }, api.saveDraft, async ({ body, db, actor, afterwards }) => {
    const draft = await writeDraft({ db, deps, actor }, body)
    afterwards(() => attempt(draft.id))
    return draft
  })
  serve({ app, deps }, api.decideDraft, async ({ params, body, db, actor, afterwards, log }) => {
    const { template, version } = await decide({ db, deps, actor }, params.draft, body)
    log.details = `${template} ${version ?? ''} ${body.decision}`
    // Who assesses from now on is asked by the new version.
    afterwards(() => void county((own) => deps.policy.reload(own)).catch(() => {}))
    return { version }
  })
  serve({ app, deps }, api.triedChildren, async ({ params, db, actor, log }) => {
    const found = await triedChildren({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
  serve({ app, deps }, api.assessmentsOfChild, async ({ params: { child }, db, actor, log }) => {
    log.children = [child]
    return assessmentsOfChild({ db, deps, actor }, child)
  })
  serve({ app, deps }, api.riskFigures, ({ params, db, actor }) => riskFigures({ db, deps, actor }, params))
  serve({ app, deps }, api.riskChildren, async ({ params, db, actor, log }) => {
    const found = await riskChildren({ db, deps, actor }, params)
    log.children = found.rows.map(({ id }) => id)
    return found
  })
}
