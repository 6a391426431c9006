import { CHILD_FACTS } from '../fact/child-facts.ts'
import { RELATION } from '../fact/code-lists.ts'
import type { FactDef, FactValue } from '../fact/fact.ts'
import { mask } from '../fact/mask.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import type { Language } from '../refusals.ts'
import type { Told } from './compare-facts.ts'
import type { Change } from './plan-row.ts'

export type ShownChange = { key: string; label: string; from: string | null; to: string | null }

const WORDS = {
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  notApplicable: { zh: '不适用', en: 'Does not apply' },
  area: { zh: '所在村(居)', en: 'Village' },
  carer: { zh: '实际照护人', en: 'Carer' },
} as const

export type ShowContext = { language: Language; areaName: (code: string) => string }

/** A change as the officer reads it: old and new side by side, identity values masked. */
export function showChange({ of, key, from, to }: Change, { language, areaName }: ShowContext): ShownChange {
  const word = (name: keyof typeof WORDS) => WORDS[name][language]
  const named = { key: of ? `${of}.${key}` : key }
  if (key === 'area') {
    const area = (told: Told | undefined) => (told ? areaName(String(told.value)) : null)
    return { ...named, label: word('area'), from: area(from), to: area(to) }
  }
  const catalogue: Record<string, FactDef> = of ? RELATIVE_FACTS : CHILD_FACTS
  const def = key === 'carer' ? RELATIVE_FACTS.name : catalogue[key]!
  const label = key === 'carer' ? word('carer') : def[language]
  const text = (told: Told | undefined) => {
    if (!told || told.state === 'notCollected') return null
    return told.state === 'notApplicable' ? word('notApplicable') : valueText(def, told.value!, language)
  }
  return {
    ...named,
    label: of ? `${RELATION[of][language]} ${label}` : label,
    from: text(from),
    to: text(to),
  }
}

function valueText(def: FactDef, value: FactValue, language: Language): string {
  const { type } = def
  if (type.kind === 'code') return type.list[value as string]?.[language] ?? String(value)
  if (type.kind === 'codes')
    return (value as string[]).map((key) => type.list[key]?.[language] ?? key).join('、')
  if (type.kind === 'yesNo') return WORDS[value ? 'yes' : 'no'][language]
  const masked = mask(def, value)
  return Array.isArray(masked) ? masked.join('、') : String(masked)
}
