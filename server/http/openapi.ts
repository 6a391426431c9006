import { z } from 'zod'
import type { AnyEndpoint } from '#domain/endpoint.ts'
import { ENDPOINTS } from '#domain/endpoints.ts'
import { REFUSALS } from '#domain/refusals.ts'

const schema = (type: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(type, { target: 'draft-2020-12', io, unrepresentable: 'any' })

const asOpenApiPath = (path: string) => path.replace(/:(\w+)/g, '{$1}')

function parameters(endpoint: AnyEndpoint) {
  if (!endpoint.params) return []
  const { properties = {}, required = [] } = schema(endpoint.params, 'input') as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => {
    const inPath = endpoint.path.includes(`:${name}`)
    return {
      name,
      in: inPath ? 'path' : 'query',
      required: inPath || required.includes(name),
      ...(property.description && { description: property.description }),
      schema: property,
    }
  })
}

function requestBody(endpoint: AnyEndpoint) {
  if (endpoint.upload)
    return {
      content: {
        'multipart/form-data': {
          schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
        },
      },
    }
  return (
    endpoint.body && {
      required: true,
      content: { 'application/json': { schema: schema(endpoint.body, 'input') } },
    }
  )
}

const operation = (endpoint: AnyEndpoint) => ({
  operationId: endpoint.name,
  summary: endpoint.summary.zh,
  description: `${endpoint.summary.en}. Access: ${endpoint.access}.`,
  tags: [endpoint.path.split('/')[2]],
  ...(endpoint.access === 'public' ? { security: [] } : {}),
  parameters: parameters(endpoint),
  ...(requestBody(endpoint) && { requestBody: requestBody(endpoint) }),
  responses: {
    200: endpoint.binary
      ? { description: 'OK', content: { 'application/octet-stream': {} } }
      : { description: 'OK', content: { 'application/json': { schema: schema(endpoint.result, 'output') } } },
    default: {
      description: 'Refused',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
    },
  },
})

/** The contract as OpenAPI 3.1, derived from the endpoint values that the server serves. */
export function openApi() {
  const paths: Record<string, Record<string, object>> = {}
  for (const endpoint of ENDPOINTS) {
    const path = asOpenApiPath(endpoint.path)
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: '童护 Tonghu', version: '0.1.0', description: '县域留守儿童、困境儿童关爱保护' },
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tonghu_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { type: 'string', enum: [...Object.keys(REFUSALS), 'unexpected'] },
            message: { type: 'string' },
          },
        },
      },
    },
  }
}
