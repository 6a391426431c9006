import type { Deps } from '../deps.ts'
import { headsSetAside, readHead } from './head.ts'
import { createFindings } from './problems.ts'
import { outcome, verifyWithHead } from './verify.ts'

/** Verifies chain and head as the application may: the log alone. Several who ask at once get one answer. */
export function createChainCheck(deps: Deps) {
  let running: ReturnType<typeof check> | undefined
  const check = async () => {
    const findings = createFindings()
    const client = await deps.pool.connect()
    let broken: Error | undefined
    try {
      const head = await readHead(deps.dataDir, deps.vault)
      await client.query('begin isolation level repeatable read read only')
      const { code: county, epoch } = deps.county
      const state = await verifyWithHead(client, deps, { county, epoch, head, findings })
      await client.query('commit')
      for (const file of await headsSetAside(deps.dataDir)) findings.add('headSetAside', { file })
      return { ...state, ...outcome(findings) }
    } catch (error) {
      broken = error as Error
      throw error
    } finally {
      client.release(broken)
    }
  }
  return () => {
    running ??= check().finally(() => {
      running = undefined
    })
    return running
  }
}
