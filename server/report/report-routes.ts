import { ChildListQuery } from '#domain/child/child-api.ts'
import { listIndicators } from '#domain/indicator/indicator-api.ts'
import { INDICATORS } from '#domain/indicator/indicators.ts'
import { Refusal } from '#domain/refusals.ts'
import * as api from '#domain/report/report-api.ts'
import { listChildren } from '../child/list-children.ts'
import type { Actor } from '../deps.ts'
import { asFile } from '../export/as-file.ts'
import { type Serving, serve } from '../http/serve.ts'
import { checkTemplate } from './fill-template.ts'
import { countReport, makeReport } from './make-report.ts'
import { figureOf, figuresOf, reportDocument, reportNow, reportsMade } from './read-report.ts'
import { keepTemplate, templateFile, templateNow } from './template-shelf.ts'

export function reportRoutes(serving: Serving): void {
  const { deps } = serving

  serve(serving, listIndicators, async () => ({
    indicators: INDICATORS.map(({ told, ...one }) => ({ ...one, ...(told && { told: [...told] }) })),
  }))
  serve(serving, api.listReports, async ({ db }) => ({ reports: await reportsMade(db, deps) }))

  const count = ({ body, actor }: { body: api.ReportWish; actor: Actor }) => countReport(deps, actor, body)
  serve(
    serving,
    api.makeReport,
    async ({ db, body, actor, language, log, before: counts }) => {
      log.details = `${body.asOf} ${body.isPublic ? 'public' : 'internal'}`
      const id = await makeReport({ db, deps, actor, language }, body, counts)
      return { id: id as api.ReportItem['id'] }
    },
    count,
  )

  serve(serving, api.openReport, async ({ db, params: { report } }) => ({
    ...(await reportNow(db, deps, report)),
    figures: await figuresOf(db, deps, report),
  }))

  serve(serving, api.reportFile, async ({ db, params: { report }, log }) => {
    log.details = report
    const { name, file } = await reportDocument(db, deps, report)
    return asFile(name, file)
  })

  serve(serving, api.reportChildren, async ({ db, params: { report, figure, page, size }, log }) => {
    const frozen = await figureOf(db, deps, { report, figure })
    const query = ChildListQuery.parse({ page, size })
    const { total, rows } = await listChildren(db, deps, query, frozen.children)
    log.children = rows.map(({ id }) => id)
    return { figure: frozen.figure, shown: total, rows }
  })

  serve(serving, api.reportTemplate, async ({ db }) => {
    const { name, addedBy, addedAt } = await templateNow(db, deps)
    return { name, addedBy, addedAt: addedAt?.toISOString() ?? null }
  })

  serve(serving, api.reportTemplateFile, async ({ db }) => {
    const { id, name } = await templateNow(db, deps)
    return asFile(name ?? SHIPPED_NAME, await templateFile(db, deps, id))
  })

  serve(serving, api.replaceTemplate, async ({ db, body: { name, content }, actor }) => {
    const file = content === null ? null : Buffer.from(content, 'base64')
    if (file && file.length > api.REPORT_TEMPLATE_BYTES)
      throw new Refusal('fileTooLarge', { megabytes: api.REPORT_TEMPLATE_BYTES / 2 ** 20 })
    const problems = file ? checkTemplate(file) : []
    if (problems.length === 0) await keepTemplate({ db, deps, actor }, name, file)
    return { problems }
  })
}

const SHIPPED_NAME = '工作报告模板.docx'
