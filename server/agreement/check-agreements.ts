import type { NewAct } from '#domain/act/act.ts'
import type { StoredAct } from '#domain/act/stored-act.ts'
import { asStored, checkAgreement, checkDraft, isOfAgreement } from '#domain/agreement/agreement-check.ts'
import { childNow } from '#domain/child/child-now.ts'
import { chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { LAST } from '../act/read-acts.ts'
import type { Recording } from '../act/record-acts.ts'

/** What the law and the state of the file say to acts about agreements; the file is locked, so two cannot sign for one. */
export async function checkAgreements(
  { db, deps, byLink }: Recording,
  acts: readonly NewAct[],
  before: ReadonlyMap<string, StoredAct[]>,
): Promise<void> {
  const today = chinaDay(deps.now())
  for (const [i, act] of acts.entries()) {
    if (!isOfAgreement(act)) continue
    // The manner says who held the pen: nobody may claim that for somebody else.
    if (act.kind === 'agreement.sign' && (act.body.manner === 'link') !== Boolean(byLink))
      throw new Refusal('notAllowed')
    const file = [
      ...(before.get(act.child) ?? []),
      ...acts.slice(0, i).flatMap((other) => (other.child === act.child ? [asStored(other, LAST)] : [])),
    ]
    checkAgreement(file, act)
    const now = childNow(file, { on: today })
    if (!now) throw new Refusal('childNotFound')
    const policy = deps.policy.book().on(now.area, act.body.day)
    if (act.kind === 'agreement.sign' && act.body.manner === 'phone' && !policy.agreementByPhone.value)
      throw new Refusal('notByPhone')
    if (act.kind !== 'agreement.draft') continue
    const carer = await db.one<{ born: string | null }>(
      'select birth_date as born from kin where county = $1 and child = $2 and person = $3',
      [deps.county.code, act.child, act.body.carer],
    )
    checkDraft(act.body, now, policy, carer?.born ?? undefined)
  }
}
