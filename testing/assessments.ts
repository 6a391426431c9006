import type { NewAct } from '#domain/act/act.ts'
import { factsDecided, score } from '#domain/assessment/score.ts'
import { SHIPPED_TEMPLATES } from '#domain/assessment/shipped-templates.ts'
import { type Answers, itemsOf, type Template } from '#domain/assessment/template.ts'
import { act } from './acts.ts'

export const shippedBody = (key: string): Template =>
  SHIPPED_TEMPLATES.find(({ template }) => template === key)!.body

/** The first option of every item, and what is said otherwise. */
export const answersTo = (template: Template, otherwise: Answers = {}): Answers =>
  Object.fromEntries(itemsOf(template).map(({ key, options }) => [key, otherwise[key] ?? options[0]!.key]))

type Wish = { day?: string; template?: string; version?: number; body?: Template; more?: object }

/** An assessment as a desk would send it: with its grade, colour and the facts that it decides. */
export function anAssessment(child: string, otherwise: Answers = {}, wish: Wish = {}): NewAct {
  const { day = '2026-05-30', template = 'threeColours', version = 1 } = wish
  const body = wish.body ?? shippedBody(template)
  const answers = answersTo(body, otherwise)
  const grade = score(body, answers).grade!
  return act('assessment.record', child, {
    day,
    template,
    version,
    grade: grade.n,
    ...(grade.colour && { colour: grade.colour }),
    words: { answers },
    facts: factsDecided(body, answers),
    ...wish.more,
  })
}
