import { randomBytes } from 'node:crypto'
import { chinaDay } from '#domain/dates.ts'
import { uuidv7 } from '#domain/ids.ts'
import { type Db, withoutReach } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { type SmsConfig, sendSms, smsConfig } from './sms-gateway.ts'
import { sendWebhook, type WebhookConfig, webhookConfig } from './webhook.ts'

type Needs = Pick<Deps, 'pool' | 'vault' | 'county' | 'dataDir' | 'now' | 'policy'>

const HOUR = 3_600_000
/** China keeps one clock. */
const CHINA = 8 * HOUR

type Hours = { quietFrom: number; quietUntil: number }

/** Between which hours nobody is woken: policy, or what the gateway says. */
function quietHours(
  { policy, county, now }: Pick<Needs, 'policy' | 'county' | 'now'>,
  config: SmsConfig,
): Hours {
  const { quietFrom, quietUntil } = policy.book().on(county.code, chinaDay(now()))
  return {
    quietFrom: config.quietFrom ?? quietFrom.value,
    quietUntil: config.quietUntil ?? quietUntil.value,
  }
}

/** When a message may leave: now, or when the night is over. */
export function afterQuiet({ quietFrom, quietUntil }: Hours, now: Date): Date {
  const local = new Date(now.getTime() + CHINA)
  const hour = local.getUTCHours()
  const quiet =
    quietFrom < quietUntil
      ? hour >= quietFrom && hour < quietUntil
      : quietFrom !== quietUntil && (hour >= quietFrom || hour < quietUntil)
  if (!quiet) return now
  const midnight = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate())
  const morning = midnight + quietUntil * HOUR
  return new Date((hour < quietUntil ? morning : morning + 24 * HOUR) - CHINA)
}

/** Puts a message beside the others that wait, in the caller's transaction; it names no child. */
export async function sendLater(
  db: Db,
  needs: Pick<Needs, 'vault' | 'county' | 'now' | 'policy'>,
  { phone, text, config }: { phone: string; text: string; config: SmsConfig },
): Promise<Date> {
  const { vault, county, now } = needs
  const notBefore = afterQuiet(quietHours(needs, config), now())
  await db.run('insert into notice (county, id, phone, text, not_before) values ($1, $2, $3, $4, $5)', [
    county.code,
    uuidv7(now().getTime(), randomBytes(10)),
    vault.sealForCounty(phone),
    vault.sealForCounty(text),
    notBefore,
  ])
  return notBefore
}

/** How often somebody is tried, and after how many minutes again. A machine that is being mended comes back by noon. */
const AGAIN_MINUTES = { sms: [10, 10, 10, 10], webhook: [1, 5, 30, 120, 720] } as const
const mostTries = (channel: Row['channel']) => AGAIN_MINUTES[channel].length + 1

type Row = {
  id: string
  phone: Buffer | null
  text: Buffer
  tries: number
  channel: keyof typeof AGAIN_MINUTES
  kind: string | null
}

/** Sends what may leave now. A gateway that does not answer is tried again, some times; then somebody has to look. */
export async function sendWaiting({ pool, vault, county, dataDir, now }: Needs): Promise<number> {
  const db = withoutReach(pool)
  const at = now()
  // Taken before it is sent: of two servers on one database one sends it, and a killed one sends nothing twice.
  const rows = await db.rows<Row>(
    `update notice set tries = tries + 1, not_before = $2::timestamptz + make_interval(mins =>
        (case channel when 'webhook' then $3::integer[] else $4::integer[] end)[tries + 1])
      where county = $1 and sent_at is null and given_up_at is null and not_before <= $2
      returning id, phone, text, tries, channel, kind`,
    [county.code, at, paused('webhook'), paused('sms')],
  )
  if (rows.length === 0) return 0
  const configs = { sms: await smsConfig(dataDir), webhook: await webhookConfig(dataDir) }
  let sent = 0
  for (const row of rows) {
    const problem = await send(configs, row, vault, at)
    sent += Number(problem === null)
    const over =
      problem === null ? 'sent_at' : row.tries >= mostTries(row.channel) ? 'given_up_at' : undefined
    // A number is forgotten when nobody will call it any more; what went to a machine names nobody and may go again.
    const forgotten = over === 'sent_at' || row.channel === 'sms' ? ', phone = null, text = null' : ''
    await db.run(
      `update notice set problem = $3${over ? `, ${over} = $4${forgotten}` : ''} where county = $1 and id = $2`,
      over ? [county.code, row.id, problem, at] : [county.code, row.id, problem],
    )
  }
  return sent
}

const paused = (channel: Row['channel']) => [...AGAIN_MINUTES[channel], AGAIN_MINUTES[channel].at(-1)!]

type Configs = { sms: SmsConfig | undefined; webhook: WebhookConfig | undefined }

/** null: it has gone. */
async function send(configs: Configs, row: Row, vault: Needs['vault'], at: Date): Promise<string | null> {
  const text = vault.openForCounty(row.text).toString()
  if (row.channel === 'webhook')
    return configs.webhook
      ? sendWebhook(configs.webhook, { id: row.id, kind: row.kind ?? '', body: text }, at)
      : 'notConfigured'
  if (!configs.sms || !row.phone) return 'notConfigured'
  const message = { phone: vault.openForCounty(row.phone).toString(), text }
  return sendSms(configs.sms, message).then(
    () => null,
    () => 'refused',
  )
}
