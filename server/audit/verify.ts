import type pg from 'pg'
import { withClient } from '#server/db/with-client.ts'
import type { Vault } from '../crypto/vault.ts'
import { type HeadFile, headsSetAside, readHead } from './head.ts'
import { headFault } from './head-agrees.ts'
import { createFindings, type Findings, type Problem, type ProblemCode } from './problems.ts'
import { linkAt } from './seal.ts'
import { verifyActs } from './verify-acts.ts'
import { verifyAgreements } from './verify-agreements.ts'
import { type ChainState, verifyChain } from './verify-chain.ts'
import { verifyEvidence } from './verify-evidence.ts'

export type Verified = {
  whole: boolean
  rows: number
  links: number
  unsealed: number
  unsealedSince: Date | null
  acts: number
  evidence: number
  /** Acts of care agreements, each with its seal. */
  agreements: number
  problems: Problem[]
  more: Partial<Record<ProblemCode, number>>
}
type Where = { vault: Vault; dataDir: string }

/** Everything that can be verified, past every policy. Also while the server runs: one snapshot, nothing is held up. */
export const verifyAll = (owner: pg.ClientConfig, where: Where): Promise<Verified> =>
  inSnapshotOf(owner, where, async (client, head) => {
    const findings = createFindings()
    const counties = await client.query<{ code: string; epoch: number }>('select code, epoch from county')
    await checkCounties(client, findings)
    const chains = []
    for (const { code, epoch } of counties.rows)
      chains.push(await verifyWithHead(client, where, { county: code, epoch, head, findings }))
    for (const file of await headsSetAside(where.dataDir)) findings.add('headSetAside', { file })
    const acts = await verifyActs(client, findings)
    const evidence = await verifyEvidence(client, where.dataDir, findings)
    const agreements = await verifyAgreements(client, where.vault, findings)
    return { ...sum(chains), acts, evidence, agreements, ...outcome(findings) }
  })

type Chain = { county: string; epoch: number; head: HeadFile; findings: Findings }

/** One county's chain and its head. `head` was read before the snapshot began, so that the chain cannot be behind it. */
export async function verifyWithHead(
  client: pg.ClientBase,
  { vault, dataDir }: Where,
  { county, epoch, head, findings }: Chain,
): Promise<ChainState> {
  const state = await verifyChain(client, { vault, county, epoch, findings })
  const fault = await headFault(head, state.last, county, (seq) => linkAt(client, county, seq))
  // A server that seals meanwhile may have gone on by more than one link between that reading and the snapshot.
  const again = fault === 'headBehind' || fault === 'headMissing' ? await readHead(dataDir, vault) : head
  const stands = fault && (again === head || !moved(again, state.last?.seq ?? 0))
  if (fault && stands)
    findings.add(fault, {
      head: typeof head === 'object' ? head.seq : 0,
      last: state.last?.seq ?? 0,
    })
  return state
}

const moved = (head: HeadFile, last: number): boolean => typeof head === 'object' && head.seq >= last - 1

export const outcome = (findings: Findings) => ({
  whole: findings.problems.length === 0,
  problems: findings.problems,
  more: findings.more(),
})

async function checkCounties(client: pg.ClientBase, findings: Findings): Promise<void> {
  const { rows } = await client.query<{ rows: number }>(
    `select (select count(*) from audit where county <> all (select code from county))
          + (select count(*) from audit_link where county <> all (select code from county)) as rows`,
  )
  if (rows[0]!.rows > 0) findings.add('unknownCounty', rows[0]!)
}

const sum = (chains: ChainState[]) => ({
  rows: chains.reduce((n, chain) => n + chain.rows, 0),
  links: chains.reduce((n, chain) => n + chain.links, 0),
  unsealed: chains.reduce((n, chain) => n + chain.unsealed, 0),
  unsealedSince: chains.map((chain) => chain.unsealedSince).find((at) => at !== null) ?? null,
})

async function inSnapshotOf<T>(
  owner: pg.ClientConfig,
  { dataDir, vault }: Where,
  work: (client: pg.ClientBase, head: HeadFile) => Promise<T>,
): Promise<T> {
  return withClient(owner, async (client) => {
    const head = await readHead(dataDir, vault)
    await client.query('begin isolation level repeatable read read only')
    return work(client, head)
  })
}
