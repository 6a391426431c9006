import { sealNow } from '#server/audit/sealer.ts'
import { type Verified, verifyAll } from '#server/audit/verify.ts'
import type { TestCounty } from './county.ts'

/** Requests that were answered, each written in a transaction of its own. */
export async function requests({ deps }: TestCounty, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await deps.audit.write({
      at: deps.now(),
      endpoint: 'openChildFile',
      outcome: 'answered',
      status: 200,
      details: String(n),
      reason: '核对',
    })
}

/** One round of the sealer; answers what it complained about. */
export async function seal({ deps }: TestCounty): Promise<string[]> {
  const complaints: string[] = []
  await sealNow(deps, (problem) => complaints.push(String(problem)))
  return complaints
}

/** A log of five links with three rows each. */
export async function sealedLog(county: TestCounty): Promise<void> {
  for (let link = 0; link < 5; link += 1) {
    await requests(county, 3)
    await seal(county)
  }
}

export const verify = ({ database, deps, dataDir }: TestCounty): Promise<Verified> =>
  verifyAll(database.connections.owner, { vault: deps.vault, dataDir })

/** The kinds of what was found, each once. */
export const found = async (county: TestCounty): Promise<string[]> => [
  ...new Set((await verify(county)).problems.map(({ code }) => code)),
]
