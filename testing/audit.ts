import { setTimeout as sleep } from 'node:timers/promises'
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

/** One round of the sealer, which finds everything finished; answers what it complained about. */
export async function seal(county: TestCounty): Promise<string[]> {
  await othersHaveEnded(county)
  return sealOnce(county)
}

/** Open transactions of any database on the server hold sealing back: here, those of the tests that run beside. */
export async function othersHaveEnded({ database: { owner } }: TestCounty): Promise<void> {
  const asked = await owner.query<{ next: string }>('select pg_snapshot_xmax(pg_current_snapshot()) as next')
  const text = 'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as ended'
  while (!(await owner.query<{ ended: boolean }>(text, [asked.rows[0]!.next])).rows[0]!.ended) await sleep(20)
}

/** The same while others still write. */
export async function sealOnce({ deps }: TestCounty): Promise<string[]> {
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
