import { expect, test } from 'vitest'
import { effectOf } from '../domain/endpoint.ts'
import { ENDPOINTS } from '../domain/endpoints.ts'

test('every endpoint, its method, path, access and effect', () => {
  const lines = ENDPOINTS.map((endpoint) =>
    [
      endpoint.name.padEnd(20),
      endpoint.method.padEnd(7),
      endpoint.path.padEnd(44),
      endpoint.access.padEnd(16),
      effectOf(endpoint),
    ].join(''),
  )
  expect(`\n${lines.sort().join('\n')}\n`).toMatchSnapshot()
})

test('a name and a path belong to one endpoint', () => {
  const names = ENDPOINTS.map(({ name }) => name)
  const paths = ENDPOINTS.map(({ method, path }) => `${method} ${path}`)
  expect(new Set(names).size).toBe(names.length)
  expect(new Set(paths).size).toBe(paths.length)
})

test('what is named in a path is a parameter', () => {
  for (const { name, path, params } of ENDPOINTS)
    for (const [, word] of path.matchAll(/:(\w+)/g))
      expect(Object.keys(params?.shape ?? {}), name).toContain(word)
})
