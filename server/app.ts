import Fastify from 'fastify'
import type { Setup } from '#server/cli/setup.ts'
import type { Connections } from '#server/db/embedded.ts'

export type ServerOptions = {
  database: Connections
  dataDir: string
  port: number
  host: string
  setup?: Setup
}
export type RunningServer = { port: number; close(): Promise<void> }

export async function startServer({ port, host }: ServerOptions): Promise<RunningServer> {
  const app = Fastify()
  app.get('/healthz', () => ({ status: 'ok' }))
  await app.listen({ port, host })
  return { port: (app.server.address() as { port: number }).port, close: () => app.close() }
}
