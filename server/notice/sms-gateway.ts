import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '#domain/refusals.ts'
import { ExplainedError } from '../explained-error.ts'

export const SMS_FILE = 'sms.json'

const Config = z.strictObject({
  /** Where messages are posted. */
  url: z.url({ protocol: /^https?$/ }),
  headers: z.record(z.string(), z.string()).default({}),
  /** What is posted, as JSON; {phone} and {text} are filled in wherever they stand. */
  body: z.record(z.string(), z.unknown()).default({ phone: '{phone}', text: '{text}' }),
  /** Under which address people outside reach this server. Left out: as the browser of the desk does. */
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Other quiet hours than policy says (`quietFrom`, `quietUntil`), where the gateway has its own. */
  quietFrom: z.number().int().min(0).max(23).optional(),
  quietUntil: z.number().int().min(0).max(23).optional(),
})
export type SmsConfig = z.infer<typeof Config>

/**
 * The gateway as the system administrator has set it up: a file of the data folder, beside the keys and outside of the
 * database, since it holds a password. Read anew each time: messages are few, and a change needs no restart.
 */
export async function smsConfig(dataDir: string): Promise<SmsConfig | undefined> {
  const text = await readFile(join(dataDir, SMS_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return Config.parse(JSON.parse(text))
  } catch (error) {
    // Never the content: it may be a password.
    const where = error instanceof z.ZodError ? error.issues.map(({ path }) => path.join('.')).join(', ') : ''
    throw new ExplainedError(`${SMS_FILE} 的内容有误 ${where}`, `${SMS_FILE} is not right: ${where}`)
  }
}

const PATIENCE_MS = 10_000

/** Sends one message, or refuses. What the gateway answers is not looked at, and neither number nor text is logged. */
export async function sendSms(config: SmsConfig, message: { phone: string; text: string }): Promise<void> {
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(/\{(phone|text)\}/g, (_, key: 'phone' | 'text') => message[key])
    if (Array.isArray(value)) return value.map(filled)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one)]))
  }
  const response = await fetch(config.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...config.headers },
    body: JSON.stringify(filled(config.body)),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => undefined)
  await response?.body?.cancel().catch(() => {})
  if (!response?.ok) throw new Refusal('smsFailed')
}
