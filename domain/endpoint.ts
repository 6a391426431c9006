import { z } from 'zod'
import type { Right } from './access/access.ts'

/**
 * An endpoint is a value: the server serves it, the web's client and openapi.json derive from it.
 * `access` cannot be left out: a right of the ACCESS table, 'signedIn', or 'public'.
 */
export type Endpoint<P extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Fastify's form: /api/children/:child */
  path: string
  summary: { zh: string; en: string }
  access: Right | 'signedIn' | 'public'
  /** Path and query parameters together. Nothing that identifies a child may stand there. */
  params?: P
  body?: B
  result: R
  /**
   * What happens to data: reading may be logged within the second; the others are in the log before the answer.
   * Left out: GET reads, everything else writes.
   */
  effect?: 'read' | 'write' | 'reveal' | 'export'
  /** Works before the initial password is changed and the second factor set up. */
  onTheWayIn?: boolean
  /** Answers a FileAnswer instead of JSON. streamed: made while it is sent, out of one snapshot of the register. */
  binary?: 'whole' | 'streamed'
  /** Answers are compressed where the asker understands it: for phones on slow lines. */
  compressed?: boolean
  /** Takes a multipart upload of at most so many bytes. */
  upload?: { maxBytes: number }
}

export const FileAnswer = z.object({
  headers: z.record(z.string(), z.string()),
  body: z.custom<Uint8Array | AsyncIterable<Uint8Array>>((value) => typeof value === 'object'),
})
export type FileAnswer = z.infer<typeof FileAnswer>

// biome-ignore lint/suspicious/noExplicitAny: the list of all endpoints holds every combination of schemas
export type AnyEndpoint = Endpoint<any, any, any>

export const endpoint = <
  P extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUndefined,
>(
  definition: Endpoint<P, B, R>,
): Endpoint<P, B, R> => definition

export const effectOf = (e: AnyEndpoint): 'read' | 'write' | 'reveal' | 'export' =>
  e.effect ?? (e.method === 'GET' ? 'read' : 'write')

export type ParamsOf<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType> ? z.output<P> : never
export type BodyOf<E> = E extends Endpoint<z.ZodType, infer B, z.ZodType> ? z.output<B> : never
export type BodyInputOf<E> = E extends Endpoint<z.ZodType, infer B, z.ZodType> ? z.input<B> : never
export type ResultOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer R> ? z.output<R> : never
