import type { FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusals.ts'

export type Upload = { name: string; bytes: Buffer }

const MEGABYTE = 1024 * 1024

/** The files of a multipart request, together at most so many bytes: counted as they arrive, refused at the first too many. */
export async function receiveFiles(request: FastifyRequest, maxBytes: number): Promise<Upload[]> {
  const tooLarge = new Refusal('fileTooLarge', { megabytes: maxBytes / MEGABYTE })
  if (!request.isMultipart()) throw new Refusal('invalidInput', { problem: 'multipart/form-data' })
  const uploads: Upload[] = []
  let received = 0
  try {
    for await (const part of request.files({ limits: { fileSize: maxBytes }, throwFileSizeLimit: false })) {
      const chunks: Buffer[] = []
      for await (const chunk of part.file as AsyncIterable<Buffer>) {
        received += chunk.length
        if (received > maxBytes) throw tooLarge
        chunks.push(chunk)
      }
      if (part.file.truncated) throw tooLarge
      uploads.push({ name: part.filename ?? '', bytes: Buffer.concat(chunks) })
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    // Cut off, too many parts, not what its head says: the sender's doing.
    throw new Refusal('invalidInput', { problem: (error as { code?: string }).code ?? 'multipart' })
  }
  if (uploads.length === 0) throw new Refusal('invalidInput', { problem: 'file' })
  return uploads
}
