import type { Reason } from '#domain/duplicate/likeness.ts'
import type { NameNew } from './import-ids.ts'
import type { RowPlan } from './plan-import.ts'

/** A held row and one whom it looks like; `child` of an earlier row is the one that this row opens or changes. */
export type HeldPair = {
  id: string
  plan: RowPlan
  child: string
  other?: RowPlan
  reached: boolean
  score: number
  reasons: Reason[]
}

export function heldPairs(plans: readonly RowPlan[], nameNew: NameNew): HeldPair[] {
  const planOf = new Map(plans.map((plan) => [plan.row, plan]))
  return plans.flatMap((plan) =>
    (plan.like ?? []).flatMap((like) => {
      const other = 'row' in like ? planOf.get(like.row) : undefined
      const child = 'row' in like ? other?.planned.child : like.child
      if (!child) return []
      const { score, reasons } = like
      const reached = 'row' in like || like.reached
      return [{ id: nameNew(`duplicate/${plan.n}/${child}`), plan, child, other, reached, score, reasons }]
    }),
  )
}
