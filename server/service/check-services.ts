import { may } from '#domain/access/access.ts'
import type { NewAct } from '#domain/act/act.ts'
import type { StoredAct } from '#domain/act/stored-act.ts'
import { asStored } from '#domain/agreement/agreement-check.ts'
import { Refusal } from '#domain/refusals.ts'
import { isCheck } from '#domain/service/services.ts'
import { servicesOf } from '#domain/service/services-given.ts'
import { LAST } from '../act/read-acts.ts'
import type { Recording } from '../act/record-acts.ts'
import { checkOwed } from '../check/check-owed.ts'

type Review = Extract<NewAct, { kind: 'visit.comment' | 'visit.return' | 'visit.accept' }>
const isReview = (act: NewAct): act is Review => act.kind.startsWith('visit.')

/** What the state of the file says to reviews of visits and to random checks; the file is locked meanwhile. */
export async function checkServices(
  recording: Recording,
  acts: readonly NewAct[],
  before: ReadonlyMap<string, StoredAct[]>,
): Promise<void> {
  for (const [i, act] of acts.entries()) {
    const file = () => [
      ...(before.get(act.child) ?? []),
      ...acts.slice(0, i).flatMap((other) => (other.child === act.child ? [asStored(other, LAST)] : [])),
    ]
    if (isReview(act)) checkReview(act, file())
    else if (act.kind === 'service.record' && isCheck(act.body.service)) {
      // Whether the child was drawn is told to nobody who may not know.
      if (!may(recording.actor.role, 'child.check')) throw new Refusal('notAllowed')
      const { corrects, day } = act.body
      const mends = corrects && servicesOf(file()).some((one) => one.act === corrects && one.deviations)
      if (!mends && !(await checkOwed(recording, act.child, day))) throw new Refusal('notDrawn')
    }
  }
}

function checkReview(act: Review, file: readonly StoredAct[]): void {
  const visit = servicesOf(file).find((one) => one.act === act.body.visit)
  if (!visit) throw new Refusal('notFound')
  if (act.kind === 'visit.accept' && !visit.returned) throw new Refusal('notReturned')
  if (act.kind !== 'visit.return') return
  if (visit.returned) throw new Refusal('alreadyReturned')
  // A check is the supervisor's own word; she corrects it.
  if (visit.deviations) throw new Refusal('invalidInput', { problem: 'check' })
}
