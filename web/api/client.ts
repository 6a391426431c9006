import type { z } from 'zod'
import type { AnyEndpoint, BodyInputOf, Endpoint, ResultOf } from '#domain/endpoint.ts'
import { currentLanguage } from '#web/messages/current-language.ts'
import { Refused, Unreachable } from './refused.ts'

export type ParamsInputOf<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType> ? z.input<P> : never
type Part<Name extends string, T> = undefined extends T ? { [N in Name]?: T } : { [N in Name]: T }
/** What a call takes follows from the endpoint: path and query parameters, body, files. */
export type CallInput<E> = Part<'params', ParamsInputOf<E>> &
  Part<'body', BodyInputOf<E>> & {
    files?: readonly File[]
    signal?: AbortSignal
    /** A phone shows its own token and no cookie. */
    token?: string
  }

type Values = Record<string, unknown>

/** Parameters named in the path go there, the rest into the query. */
export function urlOf(endpoint: AnyEndpoint, params: Values = {}): string {
  const inPath = new Set<string>()
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    inPath.add(name)
    return encodeURIComponent(String(params[name]))
  })
  const query = new URLSearchParams(
    Object.entries(params)
      .filter(([name, value]) => !inPath.has(name) && value !== undefined && value !== '')
      .map(([name, value]) => [name, String(value)]),
  )
  return query.size ? `${path}?${query}` : path
}

function payload(body: unknown, files?: readonly File[]): { body?: BodyInit; type?: string } {
  if (files) {
    const form = new FormData()
    for (const file of files) form.append('file', file, file.name)
    return { body: form }
  }
  return body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' }
}

async function refusal(response: Response): Promise<Refused> {
  const said: { code?: string; message?: string } = await response.json().catch(() => ({}))
  return new Refused(response.status, said.code ?? 'unexpected', said.message ?? `HTTP ${response.status}`)
}

/** Asks an endpoint of domain/. Throws Refused with the server's sentence, or Unreachable. */
async function ask<E extends AnyEndpoint>(endpoint: E, input: CallInput<E>): Promise<Response> {
  const { params, body, files, signal, token } = input as { params?: Values; body?: unknown } & typeof input
  const sent = payload(body, files)
  const headers: Record<string, string> = { 'Accept-Language': currentLanguage() }
  if (sent.type) headers['Content-Type'] = sent.type
  if (token) headers.Authorization = `Bearer ${token}`
  let response: Response
  try {
    response = await fetch(urlOf(endpoint, params), {
      method: endpoint.method,
      headers,
      body: sent.body,
      signal,
      ...(token && { credentials: 'omit' as const }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable()
  }
  // A proxy in front of a stopped server answers in its place; to the user that is the same as no answer.
  if ([502, 503, 504].includes(response.status)) throw new Unreachable()
  if (!response.ok) throw await refusal(response)
  return response
}

export const call = async <E extends AnyEndpoint>(endpoint: E, input: CallInput<E>): Promise<ResultOf<E>> =>
  (await ask(endpoint, input)).json() as Promise<ResultOf<E>>

/** A file as the server named it, whole: one that broke off on its way is none. */
export async function fetchFile<E extends AnyEndpoint>(endpoint: E, input: CallInput<E>): Promise<File> {
  const response = await ask(endpoint, input)
  const named = /filename\*=UTF-8''(\S+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  try {
    return new File([await response.blob()], named ? decodeURIComponent(named) : endpoint.name)
  } catch (error) {
    if (input.signal?.aborted) throw error
    throw new Unreachable()
  }
}
