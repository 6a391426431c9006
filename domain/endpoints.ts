import * as apis from './apis.ts'
import type { AnyEndpoint } from './endpoint.ts'

const isEndpoint = (value: unknown): value is AnyEndpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'access' in value

/** Every endpoint of the program: openapi.json and the suites that run over all of them read this. */
export const ENDPOINTS: AnyEndpoint[] = Object.values(apis).flatMap((all) =>
  Object.values(all as object).filter(isEndpoint),
)
