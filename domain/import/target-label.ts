import { CHILD_FACTS } from '../fact/child-facts.ts'
import { RELATION } from '../fact/code-lists.ts'
import type { FactDef } from '../fact/fact.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import type { Language } from '../refusals.ts'
import type { Slot } from './head-words.ts'
import { codesOf, type Target, targetName, targets } from './target.ts'

const WORDS = {
  ignored: { zh: '不导入', en: 'Left out' },
  child: { zh: '儿童', en: 'The child' },
  carer: { zh: '监护人', en: 'Carer' },
  relation: { zh: '与儿童的关系', en: 'relation to the child' },
  place: { zh: '所在地', en: 'Where the child lives' },
  township: { zh: '乡镇(街道)', en: 'Township' },
  village: { zh: '村(居)', en: 'Village' },
  group: { zh: '村民小组', en: 'Villagers’ group' },
  age: { zh: '年龄', en: 'Age' },
  year: { zh: '出生日期:年', en: 'Birth date: year' },
  month: { zh: '出生日期:月', en: 'Birth date: month' },
  day: { zh: '出生日期:日', en: 'Birth date: day' },
  workPlaces: { zh: '父母务工地(同在一列)', en: 'Work places of both parents in one column' },
  phones: { zh: '联系电话(未写明是谁的)', en: 'Telephone of whoever is called' },
} as const

/** Whom or what a target is about, as the list of targets is divided. */
function groupOf(target: Target, language: Language): string {
  if (target.of === 'ignored') return WORDS.ignored[language]
  if (target.of === 'place') return WORDS.place[language]
  if (target.of === 'relative') return slotLabel(target.slot, language)
  return target.of === 'relation' || target.of === 'phones' ? WORDS.carer[language] : WORDS.child[language]
}

const slotLabel = (slot: Slot, language: Language) =>
  (slot === 'guardian' ? WORDS.carer : RELATION[slot])[language]

/** 父亲 联系电话, 身体情况 = 残疾: a target in the officer's words. */
export function targetLabel(target: Target, language: Language): string {
  switch (target.of) {
    case 'child':
      return CHILD_FACTS[target.key][language]
    case 'relative':
      return `${slotLabel(target.slot, language)} ${RELATIVE_FACTS[target.key][language]}`
    case 'place':
      return WORDS[target.part][language]
    case 'birthPart':
      return WORDS[target.part][language]
    case 'relation':
      return `${WORDS.carer[language]} ${WORDS.relation[language]}`
    case 'tick': {
      const def: FactDef = CHILD_FACTS[target.key]
      return `${def[language]} = ${codesOf(def)?.[target.code]?.[language] ?? target.code}`
    }
    default:
      return WORDS[target.of][language]
  }
}

export type TargetChoice = { name: string; label: string; group: string }

/** Everything that a column may tell, to choose from; leaving it out stands first. */
export const targetChoices = (language: Language): TargetChoice[] =>
  targets()
    .map((target) => ({
      name: targetName(target),
      label: targetLabel(target, language),
      group: groupOf(target, language),
    }))
    .sort((a, b) => Number(b.name === 'ignored') - Number(a.name === 'ignored'))
