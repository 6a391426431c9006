import { expect, test } from 'vitest'
import { FILES, read } from './repository.ts'

const CATALOGUE = /(child-facts|relative-facts|code-lists)\.ts$/
const SERVING = [
  'domain/endpoint.ts',
  'domain/endpoints.ts',
  'server/http/serve.ts',
  'server/http/failure.ts',
  'server/http/openapi.ts',
]

// docs/architecture.md §12: everything else stands on these, so they must be readable in an hour.
test('acts, facts and the serving of endpoints stay under 800 lines together', () => {
  const files = FILES.filter(
    (file) =>
      SERVING.includes(file) ||
      (/^domain\/(act|fact)\/[^/]+\.ts$/.test(file) && !/\.test\.ts$/.test(file) && !CATALOGUE.test(file)),
  )
  expect(files.length).toBeGreaterThanOrEqual(11)
  const lines = files.reduce((sum, file) => sum + read(file).split('\n').length - 1, 0)
  expect(lines).toBeLessThan(800)
})
