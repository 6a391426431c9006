import type { NewAct } from '#domain/act/act.ts'
import type { FactEntries, FactValue } from '#domain/fact/fact.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { inTransaction } from '#server/db/db.ts'
import type { Actor, Deps } from '#server/deps.ts'
import { newId, VILLAGE } from './county.ts'

/** Plain values as known facts. */
export const known = (values: Record<string, FactValue>): FactEntries =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { state: 'known' as const, value }]))

type ChildWish = {
  child?: string
  area?: string
  day?: string
  facts?: Record<string, FactValue>
  family?: { person: string; relation: string; carer?: boolean }[]
}

export const aChild = ({
  child = newId(),
  area = VILLAGE,
  day = '2026-01-10',
  facts = {},
  family = [],
}: ChildWish = {}): NewAct =>
  act('child.open', child, {
    day,
    area,
    facts: known({ name: '李小禾', sex: 'female', birthDate: '2015-03-04', bothParentsAway: true, ...facts }),
    family,
  })

export const aFact = (
  child: string,
  facts: Record<string, FactValue>,
  more: { day?: string; reason?: string; corrects?: string } = {},
): NewAct => act('fact.record', child, { day: '2026-02-01', ...more, facts: known(facts) })

export const aRelative = (
  child: string,
  person: string,
  facts: Record<string, FactValue>,
  more: { day?: string; reason?: string; corrects?: string } = {},
): NewAct =>
  ({
    ...act('relative.record', child, { day: '2026-01-10', ...more, facts: known(facts) }),
    person,
  }) as NewAct

export const act = (kind: NewAct['kind'], child: string, body: object): NewAct =>
  ({ id: newId(), kind, child, writtenAt: '2026-05-01T08:00:00+08:00', body }) as unknown as NewAct

/** Records as somebody, in a transaction of its own. */
export const record = (deps: Deps, actor: Actor, ...acts: NewAct[]): Promise<void> =>
  inTransaction(deps.pool, deps.county.code, actor.reach, (db) => recordActs({ db, deps, actor }, acts))
