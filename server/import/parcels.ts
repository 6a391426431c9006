import type { RowPlan } from './plan-import.ts'

/**
 * Rows to be written together, at most about `size` of them, with whole families: no person of one parcel is met in
 * another, so that parcels may be under way at once without waiting for each other's people.
 */
export function parcelsOf(plans: readonly RowPlan[], size: number): RowPlan[][] {
  const parcels: RowPlan[][] = []
  for (const family of familiesOf(plans)) {
    const open = parcels.at(-1)
    if (open && open.length + family.length <= size) open.push(...family)
    else parcels.push(family)
  }
  return parcels
}

type Family = { plans: RowPlan[]; joined?: Family }

function familiesOf(plans: readonly RowPlan[]): RowPlan[][] {
  const familyOf = new Map<string, Family>()
  const families: Family[] = []
  for (const plan of plans) {
    const family: Family = { plans: [plan] }
    families.push(family)
    for (const { person } of plan.planned.relatives) {
      const other = rootOf(familyOf.get(person))
      if (!other) familyOf.set(person, family)
      else join(other, rootOf(family)!)
    }
  }
  return families.filter(({ joined }) => !joined).map((family) => family.plans)
}

function rootOf(family: Family | undefined): Family | undefined {
  let root = family
  while (root?.joined) root = root.joined
  return root
}

/** The earlier family takes the later one in. */
function join(into: Family, family: Family): void {
  if (into === family) return
  into.plans.push(...family.plans)
  family.plans = []
  family.joined = into
}
