import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { ExplainedError } from '#server/explained-error.ts'
import type { Tls } from '#server/http/create-app.ts'
import { UsageError } from './command.ts'

const DAY = 86_400_000
/** So long before its end a certificate is spoken of. */
const SOON_DAYS = 30

/** The certificate and key that were named, looked at before anything is opened; `warning` says when it ends soon. */
export function tlsFiles(
  cert: string | undefined,
  key: string | undefined,
  now: Date,
): { tls?: Tls; warning?: string } {
  if (cert === undefined && key === undefined) return {}
  if (cert === undefined || key === undefined)
    throw new UsageError('--tls-cert 和 --tls-key 须同时给出\n--tls-cert and --tls-key belong together')
  const tls = { cert: read(cert), key: read(key) }
  try {
    createSecureContext(tls)
  } catch {
    throw new ExplainedError(
      `证书 ${cert} 与密钥 ${key} 不能使用：应为 PEM 格式，且互相对应。`,
      `Certificate ${cert} and key ${key} cannot be used: both should be PEM and belong together.`,
    )
  }
  const ends = new Date(new X509Certificate(tls.cert).validTo)
  const day = ends.toISOString().slice(0, 10)
  if (ends <= now)
    throw new ExplainedError(`证书 ${cert} 已于 ${day} 过期。`, `The certificate ${cert} expired on ${day}.`)
  const soon = ends.getTime() - now.getTime() < SOON_DAYS * DAY
  return { tls, ...(soon && { warning: `证书将于 ${day} 过期。 The certificate expires on ${day}.` }) }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ExplainedError(`读不到文件 ${path}（${code}）。`, `The file ${path} cannot be read (${code}).`)
  }
}
