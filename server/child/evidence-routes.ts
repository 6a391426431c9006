import { addEvidence, readEvidence } from '#domain/child/child-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { type Before, type Serving, serve } from '../http/serve.ts'
import { receiveFiles } from '../http/upload.ts'
import { cleanEvidence, type EvidenceKind } from './clean-evidence.ts'
import { addEvidence as add, type Cleaned, readEvidence as read } from './evidence.ts'

const TYPES: Record<EvidenceKind, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}
/** Pictures were drawn anew and may be shown; what was kept as it came is only ever downloaded. */
const SHOWN: readonly EvidenceKind[] = ['jpg', 'png']

// Receiving and drawing anew take their time, and need no transaction.
const receive: Before<typeof addEvidence, Cleaned> = async ({ request }) => {
  const [upload, ...more] = await receiveFiles(request, addEvidence.upload!.maxBytes)
  if (!upload || more.length > 0) throw new Refusal('invalidInput', { problem: 'one file' })
  return { name: upload.name, ...(await cleanEvidence(upload.bytes)) }
}

export function evidenceRoutes({ app, deps }: Serving): void {
  serve(
    { app, deps },
    addEvidence,
    async ({ params: { child, about }, before, db, actor, log }) => {
      log.children = [child]
      return add({ db, deps, actor }, child, before, keysIn(about))
    },
    receive,
  )

  serve({ app, deps }, readEvidence, async ({ params: { evidence }, db, log }) => {
    const { child, name, kind, bytes } = await read({ db, deps }, evidence)
    log.children = [child]
    log.details = evidence
    const where = SHOWN.includes(kind) ? 'inline' : 'attachment'
    return {
      headers: {
        'content-type': TYPES[kind],
        'content-disposition': `${where}; filename*=UTF-8''${encodeURIComponent(name)}`,
        'content-security-policy': "default-src 'none'; img-src 'self'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
      body: bytes,
    }
  })
}

/** Facts that the paper proves, by key. */
const keysIn = (about: string | undefined): string[] =>
  (about ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => /^[A-Za-z.]{1,40}$/.test(key))
    .slice(0, 10)
