import { randomBytes } from 'node:crypto'
import { uuidv7 } from '#domain/ids.ts'
import { type Db, withoutReach } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { type SmsConfig, sendSms, smsConfig } from './sms-gateway.ts'

type Needs = Pick<Deps, 'pool' | 'vault' | 'county' | 'dataDir' | 'now'>

const HOUR = 3_600_000
/** China keeps one clock. */
const CHINA = 8 * HOUR

/** When a message may leave: now, or when the night is over. */
export function afterQuiet({ quietFrom, quietUntil }: SmsConfig, now: Date): Date {
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
  { vault, county, now }: Needs,
  { phone, text, config }: { phone: string; text: string; config: SmsConfig },
): Promise<Date> {
  const notBefore = afterQuiet(config, now())
  await db.run('insert into notice (county, id, phone, text, not_before) values ($1, $2, $3, $4, $5)', [
    county.code,
    uuidv7(now().getTime(), randomBytes(10)),
    vault.sealForCounty(phone),
    vault.sealForCounty(text),
    notBefore,
  ])
  return notBefore
}

const MOST_TRIES = 5
const AGAIN_MINUTES = 10

type Row = { id: string; phone: Buffer; text: Buffer; tries: number }

/** Sends what may leave now. A gateway that does not answer is tried again, some times; then somebody has to look. */
export async function sendWaiting({ pool, vault, county, dataDir, now }: Needs): Promise<number> {
  const db = withoutReach(pool)
  const at = now()
  // Taken before it is sent: of two servers on one database one sends it, and a killed one sends nothing twice.
  const rows = await db.rows<Row>(
    `update notice set tries = tries + 1, not_before = $2::timestamptz + make_interval(mins => $3)
      where county = $1 and sent_at is null and given_up_at is null and not_before <= $2
      returning id, phone, text, tries`,
    [county.code, at, AGAIN_MINUTES],
  )
  if (rows.length === 0) return 0
  const config = await smsConfig(dataDir)
  let sent = 0
  for (const { id, phone, text, tries } of rows) {
    const message = {
      phone: vault.openForCounty(phone).toString(),
      text: vault.openForCounty(text).toString(),
    }
    const gone = config
      ? await sendSms(config, message).then(
          () => true,
          () => false,
        )
      : false
    sent += Number(gone)
    const over = gone ? 'sent_at' : tries >= MOST_TRIES ? 'given_up_at' : undefined
    if (over)
      await db.run(
        `update notice set ${over} = $3, phone = null, text = null where county = $1 and id = $2`,
        [county.code, id, at],
      )
  }
  return sent
}

const EVERY_MS = 5_000

/** Looks every few seconds while the server runs. */
export function createNoticeSender(deps: Needs, complain: (problem: unknown) => void) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let ending = false
  const next = () => {
    timer = setTimeout(() => {
      running = sendWaiting(deps)
        .catch(complain)
        .finally(() => {
          if (!ending) next()
        })
    }, EVERY_MS).unref()
  }
  return {
    start: next,
    async stop(): Promise<void> {
      ending = true
      clearTimeout(timer)
      await running
    },
  }
}
