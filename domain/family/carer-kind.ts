import type { CarerKind, Relation } from '../fact/code-lists.ts'

const GRANDPARENTS: readonly Relation[] = [
  'paternalGrandfather',
  'paternalGrandmother',
  'maternalGrandfather',
  'maternalGrandmother',
]

/**
 * 实际监护: four kinds of the national result of 2016 (policy §2.3) and "a parent at home". Without a carer it is
 * known only when the record says that one parent is away and the other incapable, or that nobody is entrusted;
 * otherwise 未采集 (undefined).
 */
export function carerKind(known: {
  carer?: Relation
  oneAwayOtherIncapable?: boolean
  entrusted?: boolean
}): CarerKind | undefined {
  if (known.carer === 'father' || known.carer === 'mother') return 'parentAtHome'
  if (known.carer) return GRANDPARENTS.includes(known.carer) ? 'grandparents' : 'relativesOrFriends'
  if (known.oneAwayOtherIncapable) return 'oneAwayOtherIncapable'
  return known.entrusted === false ? 'nobody' : undefined
}
