import { CHILD_FACTS } from '../fact/child-facts.ts'
import type { FactDef } from '../fact/fact.ts'
import { COLOUR, itemsOf, type Template } from './template.ts'

/** What is wrong with a draft, as a sentence in both languages; `{0}` and `{1}` are names or numbers. */
export const TEMPLATE_PROBLEMS = {
  noItems: { zh: '还没有评估项目', en: 'There is nothing to assess yet' },
  emptySection: { zh: '“{0}”没有项目', en: '“{0}” has no items' },
  fewOptions: { zh: '“{0}”至少要有两个选项', en: '“{0}” needs two options at least' },
  sameKey: { zh: '代码“{0}”用了两次', en: 'The key “{0}” is used twice' },
  noGrades: { zh: '还没有等级', en: 'There are no grades yet' },
  reversed: { zh: '等级“{0}”的最低分高于最高分', en: 'Grade “{0}” begins above where it ends' },
  overlap: { zh: '等级“{0}”和“{1}”的分数重叠', en: 'Grades “{0}” and “{1}” overlap' },
  gap: { zh: '可能得到 {0} 分，但没有等级包含它', en: 'A total of {0} is possible, and no grade holds it' },
  unreachable: { zh: '等级“{0}”达不到：没有这样的得分', en: 'Grade “{0}” cannot be reached by any total' },
  againstDirection: {
    zh: '等级“{0}”比“{1}”差，颜色却更轻：与计分方向不符',
    en: 'Grade “{0}” is worse than “{1}” by its points, and its colour is milder',
  },
  vetoItem: { zh: '一票决定所指的项目“{0}”不存在', en: 'A veto names an item that is not there: “{0}”' },
  vetoOption: {
    zh: '一票决定所指的选项“{1}”不在“{0}”之中',
    en: 'A veto names an option “{1}” that “{0}” does not have',
  },
  vetoGrade: { zh: '一票决定所指的等级 {0} 不存在', en: 'A veto names a grade that is not there: {0}' },
  unknownFact: {
    zh: '“{0}”所记的情况“{1}”不存在，或不是公开的单选情况',
    en: '“{0}” records “{1}”, which is no open fact with a list of codes',
  },
  factOption: {
    zh: '“{0}”的选项“{1}”不是该项情况的代码',
    en: '“{0}” has an option “{1}” that is no code of its fact',
  },
  nobody: { zh: '没有岗位可以使用', en: 'Nobody may use it' },
} as const satisfies Record<string, { zh: string; en: string }>
export type ProblemCode = keyof typeof TEMPLATE_PROBLEMS
export type TemplateProblem = { code: ProblemCode; about: string[] }

const wrong = (code: ProblemCode, ...about: (string | number)[]): TemplateProblem => ({
  code,
  about: about.map(String),
})

export const tellProblem = ({ code, about }: TemplateProblem, language: 'zh' | 'en'): string =>
  TEMPLATE_PROBLEMS[code][language].replace(/\{(\d)\}/g, (_, i) => about[Number(i)] ?? '')

/** Everything that keeps a draft from being published. */
export function checkTemplate(template: Template): TemplateProblem[] {
  return [
    ...checkItems(template),
    ...checkGrades(template),
    ...checkVetoes(template),
    ...(template.who.length === 0 ? [wrong('nobody')] : []),
  ]
}

function checkItems({ sections }: Template): TemplateProblem[] {
  const items = itemsOf({ sections })
  return [
    ...(items.length === 0 ? [wrong('noItems')] : []),
    ...sections.flatMap((section) =>
      section.items.length === 0 && items.length > 0 ? [wrong('emptySection', section.zh)] : [],
    ),
    ...twice(items.map(({ key }) => key)),
    ...twice(sections.map(({ key }) => key)),
    ...items.flatMap((item) => [
      ...(item.options.length < 2 ? [wrong('fewOptions', item.zh)] : []),
      ...twice(item.options.map(({ key }) => key)),
      ...(item.fact === undefined ? [] : checkFact(item.zh, item.fact, item.options)),
    ]),
  ]
}

const twice = (keys: string[]): TemplateProblem[] =>
  [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))].map((key) => wrong('sameKey', key))

function checkFact(name: string, fact: string, options: readonly { key: string }[]): TemplateProblem[] {
  const def = (CHILD_FACTS as Record<string, FactDef | undefined>)[fact]
  if (def?.type.kind !== 'code' || def.privacy !== 'open') return [wrong('unknownFact', name, fact)]
  const { list } = def.type
  return options.flatMap(({ key }) => (key in list ? [] : [wrong('factOption', name, key)]))
}

/** Every total that some answers give. */
export function totalsOf(template: Pick<Template, 'sections'>): Set<number> {
  let totals = new Set([0])
  for (const { options } of itemsOf(template)) {
    const points = [...new Set(options.map((option) => option.points))]
    if (points.length === 0) continue
    totals = new Set([...totals].flatMap((total) => points.map((more) => total + more)))
  }
  return totals
}

const RANK = { green: 1, yellow: 2, red: 3 }

function checkGrades(template: Template): TemplateProblem[] {
  const { grades, vetoes, direction } = template
  if (grades.length === 0) return [wrong('noGrades')]
  const reversed = grades.filter(({ from, to }) => from > to)
  if (reversed.length > 0) return reversed.map(({ zh }) => wrong('reversed', zh))
  const totals = [...totalsOf(template)].sort((a, b) => a - b)
  const sorted = [...grades].sort((a, b) => a.from - b.from)
  const gap = totals.find((total) => !grades.some(({ from, to }) => from <= total && total <= to))
  const fromGood = direction === 'highBad' ? sorted : [...sorted].reverse()
  const coloured = fromGood.flatMap((grade) => (grade.colour ? [{ ...grade, rank: RANK[grade.colour] }] : []))
  return [
    ...twice(grades.map(({ n }) => String(n))),
    ...sorted.flatMap((grade, i) => {
      const next = sorted[i + 1]
      return next && next.from <= grade.to ? [wrong('overlap', grade.zh, next.zh)] : []
    }),
    ...(gap === undefined ? [] : [wrong('gap', gap)]),
    ...grades
      .filter(
        ({ n, from, to }) =>
          !totals.some((total) => from <= total && total <= to) && !vetoes.some(({ grade }) => grade === n),
      )
      .map(({ zh }) => wrong('unreachable', zh)),
    ...coloured.flatMap((grade, i) => {
      const better = coloured[i - 1]
      return better && grade.rank < better.rank ? [wrong('againstDirection', grade.zh, better.zh)] : []
    }),
  ]
}

function checkVetoes(template: Template): TemplateProblem[] {
  const items = itemsOf(template)
  return template.vetoes.flatMap(({ item: key, option, grade }) => {
    const item = items.find((one) => one.key === key)
    if (!item) return [wrong('vetoItem', key)]
    return [
      ...(item.options.some((one) => one.key === option) ? [] : [wrong('vetoOption', item.zh, option)]),
      ...(template.grades.some(({ n }) => n === grade) ? [] : [wrong('vetoGrade', grade)]),
    ]
  })
}

/** Colours of grades are those of children. */
export const GRADE_COLOURS = (Object.keys(COLOUR) as (keyof typeof COLOUR)[]).filter((one) => one !== 'none')
