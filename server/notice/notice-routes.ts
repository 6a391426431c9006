import * as api from '#domain/notice/notice-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { inPerson } from '../account/in-person.ts'
import { type Serving, serve } from '../http/serve.ts'
import { noticesOf, preferenceOf, readUntil, setPreference, unreadOf } from './own-notices.ts'
import { againOnce, undelivered } from './undelivered.ts'
import { webhookConfig } from './webhook.ts'

export function noticeRoutes(serving: Serving): void {
  const { deps } = serving
  serve(serving, api.listNotices, async ({ db, actor }) => ({
    now: deps.now().toISOString(),
    unread: await unreadOf(db, deps, actor),
    notices: await noticesOf(db, deps, actor),
  }))
  serve(serving, api.readNotices, async ({ db, actor, body }) => {
    await readUntil(db, deps, actor, body)
    return { unread: await unreadOf(db, deps, actor) }
  })
  serve(serving, api.readNoticesOnPhone, async ({ db, actor, body }) => {
    await readUntil(db, deps, actor, body)
    return { unread: await unreadOf(db, deps, actor) }
  })
  serve(serving, api.noticePreference, ({ db, actor }) => preferenceOf(db, deps, actor))
  serve(serving, api.setNoticePreference, async ({ db, actor, body, log }) => {
    inPerson(actor)
    await setPreference(db, deps, actor, body)
    log.details = `sms ${body.sms}`
    return preferenceOf(db, deps, actor)
  })
  serve(serving, api.listUndelivered, async ({ db }) => ({
    webhook: (await webhookConfig(deps.dataDir)) !== undefined,
    rows: await undelivered(db, deps),
  }))
  serve(serving, api.sendAgain, async ({ db, params, log }) => {
    log.details = params.notice
    if (!(await againOnce(db, deps, params.notice))) throw new Refusal('notFound')
    return {}
  })
}
