import { accountRoutes } from '#server/account/account-routes.ts'
import { createSessions, type Sessions } from '#server/account/sessions.ts'
import { createSignIn } from '#server/account/sign-in.ts'
import { actRoutes } from '#server/act/act-routes.ts'
import { agreementRoutes } from '#server/agreement/agreement-routes.ts'
import { areaRoutes } from '#server/area/area-routes.ts'
import { assessmentRoutes } from '#server/assessment/assessment-routes.ts'
import { auditRoutes } from '#server/audit/audit-routes.ts'
import { createSealer } from '#server/audit/sealer.ts'
import { campaignRoutes } from '#server/campaign/campaign-routes.ts'
import { checkRoutes } from '#server/check/check-routes.ts'
import { childRoutes } from '#server/child/child-routes.ts'
import { evidenceRoutes } from '#server/child/evidence-routes.ts'
import { sweepEvidence } from '#server/child/evidence-store.ts'
import { circumstanceRoutes } from '#server/circumstance/circumstance-routes.ts'
import type { Setup } from '#server/cli/setup.ts'
import { confirmationRoutes } from '#server/confirmation/confirmation-routes.ts'
import { conflictRoutes } from '#server/conflict/conflict-routes.ts'
import { openCounty } from '#server/county/open-county.ts'
import { type Prepared, prepareCounty } from '#server/county/prepare-county.ts'
import type { Connections } from '#server/db/embedded.ts'
import type { Deps } from '#server/deps.ts'
import { duplicateRoutes } from '#server/duplicate/duplicate-routes.ts'
import { dutyRoutes } from '#server/duty/duty-routes.ts'
import { exportRoutes } from '#server/export/export-routes.ts'
import { gridRoutes } from '#server/grid/grid-routes.ts'
import { handOverRoutes } from '#server/hand-over/hand-over-routes.ts'
import { createApp, type Tls } from '#server/http/create-app.ts'
import { type Limits, limits } from '#server/http/limits.ts'
import type { Serving } from '#server/http/serve.ts'
import { importRoutes } from '#server/import/import-routes.ts'
import { noticeRoutes } from '#server/notice/notice-routes.ts'
import { createNoticeSender } from '#server/notice/notice-sender.ts'
import { phoneRoutes } from '#server/phone/phone-routes.ts'
import { sweepUploads } from '#server/phone/photos.ts'
import { policyRoutes } from '#server/policy/policy-routes.ts'
import { registerRoutes } from '#server/register/register-routes.ts'
import { reportRoutes } from '#server/report/report-routes.ts'
import { restrictedRoutes } from '#server/restricted/restricted-routes.ts'
import { serviceRoutes } from '#server/service/service-routes.ts'
import { signLinkRoutes } from '#server/sign-link/sign-link-routes.ts'
import { supervisionRoutes } from '#server/supervision/supervision-routes.ts'
import { tableRoutes } from '#server/table/table-routes.ts'

export type ServerOptions = {
  database: Connections
  dataDir: string
  port: number
  host: string
  setup?: Setup
  rates?: Limits
  tls?: Tls
}
export type RunningServer = { port: number; prepared: Prepared; close(): Promise<void> }

/** Every capability's routes: the table of contents. */
export function everyRoute(serving: Serving, sessions: Sessions): void {
  const signIn = createSignIn(serving.deps)
  accountRoutes(serving, sessions, signIn)
  areaRoutes(serving)
  childRoutes(serving)
  circumstanceRoutes(serving)
  restrictedRoutes(serving)
  policyRoutes(serving)
  actRoutes(serving)
  handOverRoutes(serving)
  confirmationRoutes(serving)
  dutyRoutes(serving)
  phoneRoutes(serving, sessions)
  noticeRoutes(serving)
  serviceRoutes(serving)
  checkRoutes(serving)
  conflictRoutes(serving)
  assessmentRoutes(serving)
  agreementRoutes(serving)
  supervisionRoutes(serving)
  gridRoutes(serving, sessions)
  campaignRoutes(serving)
  signLinkRoutes(serving)
  evidenceRoutes(serving)
  importRoutes(serving)
  duplicateRoutes(serving)
  exportRoutes(serving, signIn)
  registerRoutes(serving)
  tableRoutes(serving)
  reportRoutes(serving)
  auditRoutes(serving)
}

export async function appOf(deps: Deps, rates?: Limits, tls?: Tls) {
  const sessions = createSessions(deps)
  return createApp(async (app) => {
    await limits(app, { deps, sessions, rates })
    everyRoute({ app, deps: { ...deps, actorOf: sessions.actorOf } }, sessions)
  }, tls)
}

/** Prepares the county, serves it, keeps its log sealed; `close` ends all of it in order. */
export async function startServer({
  database,
  dataDir,
  port,
  host,
  setup,
  rates,
  tls,
}: ServerOptions): Promise<RunningServer> {
  const prepared = await prepareCounty(database, dataDir, setup ?? { kind: 'demo' })
  const deps = (await openCounty(database, dataDir))!
  const app = await appOf(deps, rates, tls)
  const sealer = createSealer(deps, (problem) =>
    app.log.error({ kind: String((problem as Error)?.name) }, 'the audit log cannot be sealed'),
  )
  sealer.start()
  const notices = createNoticeSender(deps, (problem) =>
    app.log.error({ kind: String((problem as Error)?.name) }, 'messages cannot be sent'),
  )
  notices.start()
  await sweepEvidence(database.owner, dataDir, deps.now())
  await sweepUploads(dataDir, deps.now())
  await app.listen({ port, host })
  return {
    port: (app.server.address() as { port: number }).port,
    prepared,
    async close() {
      await app.close()
      await notices.stop()
      await deps.audit.flush().catch(() => {})
      await sealer.stop()
      await deps.close()
    },
  }
}
