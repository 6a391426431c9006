import type { ShownFact } from '#domain/child/child-api.ts'
import type { FactDef, FactValue } from '#domain/fact/fact.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'

type Words = { t: Messages; label(entry: Labelled | undefined): string }

/** A known value in words: codes by their label, several by 、. */
export function valueText(def: FactDef, value: FactValue, { t, label }: Words): string {
  const { type } = def
  if (type.kind === 'yesNo') return value ? t.common.yes : t.common.no
  if (type.kind === 'code') return label(type.list[String(value)]) || String(value)
  if (type.kind === 'codes' && Array.isArray(value))
    return value.length ? value.map((code) => label(type.list[code]) || code).join('、') : t.common.none
  if (type.kind === 'number') return `${value} ${type.unit}`
  return Array.isArray(value) ? value.join('、') : String(value)
}

/** The same for all three states. */
export function factText(def: FactDef, fact: ShownFact | undefined, words: Words): string {
  if (!fact || fact.state === 'notCollected') return words.t.fact.notCollected
  if (fact.state === 'notApplicable') return words.t.fact.notApplicable
  // Known once, and its key destroyed since.
  return fact.value === undefined ? words.t.fact.destroyed : valueText(def, fact.value, words)
}
