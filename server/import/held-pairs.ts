import type { Reason } from '#domain/duplicate/likeness.ts'
import type { EarlierRow } from '../duplicate/look-alikes.ts'
import type { NameNew } from './import-ids.ts'
import type { RowPlan } from './plan-import.ts'

/** A held row and one whom it looks like; `child` of an earlier row is the one that this row opens. */
export type HeldPair = {
  id: string
  plan: RowPlan
  child: string
  earlier?: EarlierRow
  reached: boolean
  score: number
  reasons: Reason[]
}

export const heldPairs = (plans: readonly RowPlan[], nameNew: NameNew): HeldPair[] =>
  plans.flatMap((plan) =>
    (plan.like ?? []).map((like) => ({ id: nameNew(`duplicate/${plan.n}/${like.child}`), plan, ...like })),
  )
