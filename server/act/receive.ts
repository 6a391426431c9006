import type { NewAct } from '#domain/act/act.ts'
import { Refusal, type RefusalCode } from '#domain/refusals.ts'
import type { Recording } from './record-acts.ts'

type Receiving = Extract<NewAct, { kind: 'child.claim' | 'handOver.decline' }>
const isReceiving = (act: NewAct): act is Receiving =>
  act.kind === 'child.claim' || act.kind === 'handOver.decline'

const OUTCOMES: Record<string, RefusalCode> = {
  unknown: 'childNotFound',
  elsewhere: 'areaNotFound',
  claimed: 'alreadyClaimed',
  ended: 'handOverEnded',
}

/**
 * What is done with a child that was handed over is done by somebody who does not reach it. Before anything else is
 * asked, the database brings a claimed child into the reach of the one who claims it first (decision 0020); of one that
 * is sent back it answers in whose reach the act is to be written.
 */
export async function receive(
  { db, deps }: Recording,
  acts: readonly NewAct[],
): Promise<Map<string, string>> {
  const lent = new Map<string, string>()
  for (const act of acts.filter(isReceiving)) {
    const { outcome, area } =
      act.kind === 'child.claim'
        ? await claimed({ db, deps }, act.child, act.body)
        : await declined({ db, deps }, act.child, act.body)
    if (area) lent.set(act.child, area)
    const refusal = OUTCOMES[outcome]
    // The same act again finds its hand-over ended by itself; it is passed over with the other repeated ones.
    if (refusal && !(await isWritten({ db, deps }, act.id))) throw new Refusal(refusal)
  }
  return lent
}

type On = Pick<Recording, 'db' | 'deps'>

const claimed = async (
  { db, deps }: On,
  child: string,
  { handOver, area }: Extract<Receiving, { kind: 'child.claim' }>['body'],
): Promise<{ outcome: string; area?: string }> =>
  (await db.one<{ outcome: string }>('select claim_child($1, $2, $3, $4, $5) as outcome', [
    deps.county.code,
    child,
    handOver,
    area.slice(0, 12),
    area.slice(12) || null,
  ]))!

const declined = async (
  { db, deps }: On,
  child: string,
  { handOver, day }: Extract<Receiving, { kind: 'handOver.decline' }>['body'],
): Promise<{ outcome: string; area?: string }> =>
  (await db.one<{ outcome: string; area?: string }>(
    'select outcome, area from decline_hand_over($1, $2, $3, $4)',
    [deps.county.code, child, handOver, day],
  ))!

const isWritten = async ({ db, deps }: On, act: string): Promise<boolean> =>
  (await db.one('select from act_digests($1, $2::uuid[])', [deps.county.code, [act]])) !== undefined
