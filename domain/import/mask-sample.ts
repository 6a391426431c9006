import { CHILD_FACTS } from '../fact/child-facts.ts'
import type { FactDef } from '../fact/fact.ts'
import { mask, maskId, maskPhone } from '../fact/mask.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import { compact } from './spelling.ts'
import type { Target } from './target.ts'

const ID_DIGITS = 15
const PHONE_DIGITS = 9

const digitsIn = (text: string) => compact(text).match(/\d/g)?.length ?? 0

/**
 * A value as a sample of its column. What is meant for identity data is masked as everywhere; what looks like a number
 * of somebody also where the column is not understood yet.
 */
export function maskSample(text: string, target: Target | undefined): string {
  const def = target && factOf(target)
  const digits = digitsIn(text)
  if (target?.of === 'phones' || def?.type.kind === 'phones')
    return digits > 0 ? maskPhone(compact(text)) : text
  if (digits >= ID_DIGITS) return maskId(compact(text))
  if (digits >= PHONE_DIGITS) return maskPhone(compact(text))
  if (def?.privacy !== 'identity') return text
  if (def.type.kind === 'address') return String(mask(def, text))
  // 同上 and 无 are nobody's; a number that is too short may still be somebody's.
  return digits > 0 ? '*'.repeat([...text].length) : text
}

function factOf(target: Target): FactDef | undefined {
  if (target.of === 'child') return CHILD_FACTS[target.key]
  return target.of === 'relative' ? RELATIVE_FACTS[target.key] : undefined
}
