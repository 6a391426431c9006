import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepareCounty } from '#server/county/prepare-county.ts'
import type { Connections } from '#server/db/embedded.ts'
import { buildDesk } from '#server/http/build-desk.ts'
import { copyDatabase } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The demo county, made once; files of tests work on copies of both. */
    demo: { connections: Connections; dataDir: string }
  }
}

/** Comes after global-setup.ts, whose template it copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { template } = project.getProvidedContext()
  await buildDesk(console.log)
  const dataDir = mkdtempSync(join(tmpdir(), 'tonghu-demo-'))
  const { connections, drop } = await copyDatabase(template)
  await prepareCounty(connections, dataDir, { kind: 'demo' })
  project.provide('demo', { connections, dataDir })
  return async () => {
    await drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
