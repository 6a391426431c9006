import { levelOf } from '#domain/area/area.ts'
import { isCalendarKey, isOfYear } from '#domain/calendar/calendar.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import { entryOn, isPolicyValue, type PolicyEntry } from '#domain/policy/policy.ts'
import type { PolicyEffect, PolicyProposal, proposePolicy } from '#domain/policy/policy-api.ts'
import type { PolicyKey, PolicyValue } from '#domain/policy/policy-keys.ts'
import { Refusal } from '#domain/refusals.ts'
import type { AreaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

type Row = {
  id: string
  key: PolicyKey
  scope: string
  from_day: string
  value: PolicyValue | null
  document: string
  clause: string
  reason: string
  effect: PolicyEffect | null
  proposed_by: string
  decided_by: string | null
  proposer: string | null
  proposed_at: Date
  decision: 'approved' | 'rejected' | null
  decider: string | null
  decided_at: Date | null
}
type On = { db: Db; deps: Deps; actor: Actor; names: AreaNames }

const PROPOSALS = `select e.*, p.name as proposer, d.name as decider from policy_entry e
  left join account p on p.id = e.proposed_by left join account d on d.id = e.decided_by where e.county = $1`

export async function listProposals(on: On): Promise<PolicyProposal[]> {
  const rows = await on.db.rows<Row>(`${PROPOSALS} order by e.proposed_at desc limit 200`, [
    on.deps.county.code,
  ])
  return rows.map((row) => show(on, row))
}

/** Also for a township: its code without the zeros. */
export const scopeOf = (area: string): string => area.slice(0, levelOf(area) <= 3 ? 6 : 9)

export const entryOf = ({ id, key, scope, from_day, value, document, clause }: Row): PolicyEntry => ({
  id,
  key,
  area: scope,
  from: from_day,
  value,
  document,
  clause,
  standing: 'local',
})

/** The same click twice is one proposal. */
export async function propose(on: On, body: BodyOf<typeof proposePolicy>): Promise<PolicyProposal> {
  const { db, deps, actor, names } = on
  const stands = names.all.find(({ code, until }) => code === body.scope && !until)
  if (!body.scope.startsWith(deps.county.code) || !stands || stands.level > 4)
    throw new Refusal('areaNotFound')
  if (body.value !== null && !isPolicyValue(body.key, body.value))
    throw new Refusal('invalidInput', { problem: 'value' })
  // A calendar speaks of one year and holds from its first day on.
  if (isCalendarKey(body.key) && !isOfYear((body.value ?? []) as string[], body.from))
    throw new Refusal('invalidInput', { problem: 'from' })
  await db.run(
    `insert into policy_entry (county, id, key, scope, from_day, value, document, clause, reason, proposed_by, proposed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      deps.county.code,
      body.id,
      body.key,
      scopeOf(body.scope),
      body.from,
      JSON.stringify(body.value),
      body.document,
      body.clause,
      body.reason,
      actor.account,
      deps.now(),
    ],
  )
  return show(on, await proposal(on, body.id))
}

export async function proposal({ db, deps }: Pick<On, 'db' | 'deps'>, id: string): Promise<Row> {
  const row = await db.one<Row>(`${PROPOSALS} and e.id = $2`, [deps.county.code, id])
  if (!row) throw new Refusal('notFound')
  return row
}

/**
 * Approved by a second person, who has seen what it would do; whoever proposed it may take it back. All children of its
 * area are told anew afterwards.
 */
export async function decide(on: On, id: string, decision: 'approved' | 'rejected'): Promise<PolicyProposal> {
  const { db, deps, actor } = on
  await db.rows('select from policy_entry where county = $1 and id = $2 for update', [deps.county.code, id])
  const row = await proposal(on, id)
  if (row.decision === decision) return show(on, row)
  if (row.decision !== null) throw new Refusal('stale')
  if (decision === 'approved') {
    if (row.proposed_by === actor.account) throw new Refusal('secondPersonNeeded')
    if (!row.effect?.done) throw new Refusal('effectNotCounted')
  }
  await db.run(
    'update policy_entry set decision = $3, decided_by = $4, decided_at = $5 where county = $1 and id = $2',
    [deps.county.code, id, decision, actor.account, deps.now()],
  )
  if (decision === 'approved') {
    const lo = row.scope.padEnd(12, '0')
    const hi = `${Number(row.scope) + 1}`.padStart(row.scope.length, '0').padEnd(12, '0')
    await db.rows('select due_in($1, $2, $3)', [deps.county.code, lo, hi])
  }
  return show(on, await proposal(on, id))
}

function show({ deps, actor, names }: On, row: Row): PolicyProposal {
  // Of what was decided: what held until then, and not what it has made of it.
  const until = row.decided_at && new Date(row.decided_at.getTime() - 1).toISOString()
  const place = { area: row.scope.padEnd(12, '0'), day: row.from_day }
  const before = entryOn(deps.policy.book(until ?? undefined), row.key, place)
  return {
    id: row.id,
    key: row.key,
    scope: row.scope,
    scopeName: names.name(row.scope.padEnd(12, '0')),
    from: row.from_day,
    value: row.value as PolicyProposal['value'],
    before: (before?.value ?? null) as PolicyProposal['before'],
    document: row.document,
    clause: row.clause,
    reason: row.reason,
    proposedBy: row.proposer ?? '',
    proposedAt: row.proposed_at.toISOString(),
    own: row.proposed_by === actor.account,
    effect: row.effect,
    decision: row.decision,
    withdrawn: row.decision === 'rejected' && row.decided_by === row.proposed_by,
    decidedBy: row.decider,
    decidedAt: row.decided_at?.toISOString() ?? null,
  }
}
