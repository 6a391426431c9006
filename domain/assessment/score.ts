import type { FactEntries } from '../fact/fact.ts'
import { type Answers, type Grade, type Item, itemsOf, type Option, type Template } from './template.ts'

export type Scored = {
  total: number
  sections: { key: string; points: number }[]
  /** null as long as anything is missing: half an assessment has no grade. */
  grade: Grade | null
  /** Answers that decide the grade whatever the points. */
  vetoes: { item: string; option: string; grade: number }[]
  missing: string[]
  /** Answers to no item, or with an option that the item has not. */
  unknown: string[]
}

export const optionOf = (item: Item, answers: Answers): Option | undefined =>
  item.options.find(({ key }) => key === answers[item.key])

/** Pure: the phone and the server give the same grade. Of several vetoes the worst grade counts. */
export function score(template: Template, answers: Answers): Scored {
  const items = itemsOf(template)
  const missing = items.filter((item) => answers[item.key] === undefined).map(({ key }) => key)
  const unknown = Object.keys(answers).filter((key) => {
    const item = items.find((one) => one.key === key)
    return !item || !optionOf(item, answers)
  })
  const sections = template.sections.map((section) => ({
    key: section.key,
    points: section.items.reduce((sum, item) => sum + (optionOf(item, answers)?.points ?? 0), 0),
  }))
  const total = sections.reduce((sum, { points }) => sum + points, 0)
  const vetoes = template.vetoes.filter(({ item, option }) => answers[item] === option)
  const whole = missing.length === 0 && unknown.length === 0
  return { total, sections, grade: whole ? gradeOf(template, total, vetoes) : null, vetoes, missing, unknown }
}

function gradeOf(template: Template, total: number, vetoes: Scored['vetoes']): Grade | null {
  const byPoints = template.grades.find(({ from, to }) => from <= total && total <= to)
  const vetoed = template.grades.filter(({ n }) => vetoes.some(({ grade }) => grade === n))
  const all = byPoints ? [byPoints, ...vetoed] : vetoed
  return all.reduce<Grade | null>(
    (worst, one) => (!worst || isWorse(template, one, worst) ? one : worst),
    null,
  )
}

/** Points run towards bad or towards good. */
const isWorse = ({ direction }: Template, a: Grade, b: Grade): boolean =>
  direction === 'highBad' ? a.from > b.from : a.to < b.to

/** Facts of the file that the answers decide: recorded with the assessment as their source. */
export function factsDecided(template: Template, answers: Answers): FactEntries {
  return Object.fromEntries(
    itemsOf(template).flatMap((item) => {
      const option = item.fact && optionOf(item, answers)
      return option ? [[item.fact, { state: 'known', value: option.key }]] : []
    }),
  )
}

export type Lowering = { item: string; chosen: string; best: string; points: number; veto: boolean }

/** Answers that weigh on the grade, the heaviest first: what would have to be otherwise. */
export function whatWeighs(template: Template, answers: Answers): Lowering[] {
  const { vetoes } = score(template, answers)
  const sign = template.direction === 'highBad' ? 1 : -1
  return itemsOf(template)
    .flatMap((item) => {
      const chosen = optionOf(item, answers)
      if (!chosen) return []
      const best = item.options.reduce((a, b) => (sign * b.points < sign * a.points ? b : a))
      const veto = vetoes.some((one) => one.item === item.key)
      const points = sign * (chosen.points - best.points)
      const other =
        veto && best.key === chosen.key ? item.options.find(({ key }) => key !== chosen.key) : best
      return points > 0 || veto
        ? [{ item: item.key, chosen: chosen.key, best: other?.key ?? best.key, points, veto }]
        : []
    })
    .sort((a, b) => Number(b.veto) - Number(a.veto) || b.points - a.points)
}

/** How many points away the next better grade is; null: it is the best, or not a matter of points. */
export function pointsToBetter(template: Template, answers: Answers): number | null {
  const { total, grade, vetoes } = score(template, answers)
  if (!grade || vetoes.length > 0) return null
  const better = template.grades.filter((one) => isWorse(template, grade, one))
  if (better.length === 0) return null
  return Math.min(
    ...better.map(({ from, to }) => (template.direction === 'highBad' ? total - to : from - total)),
  )
}
