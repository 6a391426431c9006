import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { NOTICE_KINDS, type NoticeKindKey } from '#domain/notice/notice-kinds.ts'
import { ExplainedError } from '../explained-error.ts'

export const WEBHOOK_FILE = 'webhook.json'

const Config = z.strictObject({
  /** Where events are posted. */
  url: z.url({ protocol: /^https?$/ }),
  /** Shared with the receiver; signs every message. */
  secret: z.string().min(32),
  headers: z.record(z.string(), z.string()).default({}),
  /** Left out: all of them. */
  kinds: z.array(z.enum(Object.keys(NOTICE_KINDS) as [NoticeKindKey, ...NoticeKindKey[]])).optional(),
})
export type WebhookConfig = z.infer<typeof Config>

/** As the system administrator has set it up, beside sms.json; read anew each time. */
export async function webhookConfig(dataDir: string): Promise<WebhookConfig | undefined> {
  const text = await readFile(join(dataDir, WEBHOOK_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return Config.parse(JSON.parse(text))
  } catch (error) {
    // Never the content: it holds a secret.
    const where = error instanceof z.ZodError ? error.issues.map(({ path }) => path.join('.')).join(', ') : ''
    throw new ExplainedError(`${WEBHOOK_FILE} 的内容有误 ${where}`, `${WEBHOOK_FILE} is not right: ${where}`)
  }
}

/** `t=…,v1=…`: HMAC-SHA-256 over the second and the body, so that an old message cannot be sent again as a new one. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const second = Math.floor(at.getTime() / 1000)
  return `t=${second},v1=${createHmac('sha256', secret).update(`${second}.${body}`).digest('hex')}`
}

const PATIENCE_MS = 10_000

type Delivery = { id: string; kind: string; body: string }

/** Posts one event; answers why it did not go, in a word that names nothing. */
export async function sendWebhook(
  config: WebhookConfig,
  { id, kind, body }: Delivery,
  at: Date,
): Promise<string | null> {
  const response = await fetch(config.url, {
    method: 'POST',
    headers: {
      ...config.headers,
      'content-type': 'application/json',
      'x-tonghu-delivery': id,
      'x-tonghu-kind': kind,
      'x-tonghu-signature': signatureOf(config.secret, body, at),
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => undefined)
  await response?.body?.cancel().catch(() => {})
  if (!response) return 'noAnswer'
  return response.ok ? null : `HTTP ${response.status}`
}
