import type { Item, Option, Template } from '#domain/assessment/template.ts'

/** A scale that nobody has written anything into yet. */
export const EMPTY: Template = {
  zh: '',
  en: '',
  source: { standing: 'local', document: '' },
  direction: 'highBad',
  sections: [],
  grades: [],
  vetoes: [],
  cadenceDays: 183,
  who: ['townshipSupervisor', 'countyOfficer'],
  totalShown: false,
  inUse: true,
}

/** Keys are made, not typed: answers are found by them, so they stay when words change. */
export function newKey(taken: readonly string[], letter: string): string {
  let n = taken.length + 1
  while (taken.includes(`${letter}${n}`)) n++
  return `${letter}${n}`
}

const keysOf = (list: readonly { key: string }[]) => list.map(({ key }) => key)
const blank = { zh: '', en: '' }

export const newOption = (options: readonly Option[]): Option => ({
  key: newKey(keysOf(options), 'o'),
  ...blank,
  points: 0,
})

export const addSection = (template: Template): Template => ({
  ...template,
  sections: [...template.sections, { key: newKey(keysOf(template.sections), 's'), ...blank, items: [] }],
})

export function addItem(template: Template, section: string): Template {
  const taken = template.sections.flatMap(({ items }) => keysOf(items))
  const options = [newOption([])]
  options.push(newOption(options))
  const item: Item = { key: newKey(taken, 'i'), ...blank, options }
  return inSection(template, section, (items) => [...items, item])
}

const inSection = (template: Template, section: string, change: (items: Item[]) => Item[]): Template => ({
  ...template,
  sections: template.sections.map((one) =>
    one.key === section ? { ...one, items: change(one.items) } : one,
  ),
})

/** undefined: the item goes, and its vetoes with it. */
export function setItem(template: Template, key: string, next: Item | undefined): Template {
  const options = next ? keysOf(next.options) : []
  return {
    ...template,
    sections: template.sections.map((section) => ({
      ...section,
      items: section.items.flatMap((item) => (item.key === key ? (next ? [next] : []) : [item])),
    })),
    vetoes: template.vetoes.filter(({ item, option }) => item !== key || options.includes(option)),
  }
}

/** Words that are written anew are not translated yet. */
export const reworded = <W extends { zh: string; en: string }>(of: W, zh: string): W => ({
  ...of,
  zh,
  en: '',
})

export function setVeto(
  template: Template,
  item: string,
  option: string,
  grade: number | undefined,
): Template {
  const others = template.vetoes.filter((one) => one.item !== item || one.option !== option)
  return { ...template, vetoes: grade === undefined ? others : [...others, { item, option, grade }] }
}

export function addGrade(template: Template): Template {
  const taken = template.grades.map(({ n }) => n)
  let n = 1
  while (taken.includes(n)) n++
  const above = template.grades.length === 0 ? 0 : Math.max(...template.grades.map(({ to }) => to)) + 1
  return { ...template, grades: [...template.grades, { n, ...blank, from: above, to: above }] }
}
