import type { Version } from '#domain/assessment/assessment-api.ts'
import { factsDecided, score } from '#domain/assessment/score.ts'
import { type Answers, itemsOf, type Template } from '#domain/assessment/template.ts'
import type { ShownFacts } from '#domain/child/child-api.ts'
import type { PlainDate } from '#domain/dates.ts'
import type { RELATION } from '#domain/fact/code-lists.ts'
import type { ActId, ChildId } from '#domain/ids.ts'
import type { ActDraft } from '../child/fact-changes.ts'

export type Occasion = {
  day: PlainDate
  asked: keyof typeof RELATION | undefined
  askedName: string
  note: string
  /** Of a correction what it replaces, and why. */
  corrects?: ActId
  reason: string
}

/** What the file says already is chosen beforehand: facts that items decide, and bands of age. */
export function answersFromFile(template: Template, facts: ShownFacts, age: number | null): Answers {
  return Object.fromEntries(
    itemsOf(template).flatMap((item) => {
      const value = item.fact && facts[item.fact]?.value
      const option = item.options.find(({ key, ages }) =>
        ages ? age !== null && ages[0] <= age && age <= ages[1] : key === value,
      )
      return option ? [[item.key, option.key]] : []
    }),
  )
}

const said = (text: string) => text.trim() || undefined

/** undefined as long as anything is not answered. */
export function assessmentAct(
  child: ChildId,
  { template, version, body }: Pick<Version, 'template' | 'version' | 'body'>,
  answers: Answers,
  { day, asked, askedName, note, corrects, reason }: Occasion,
): ActDraft | undefined {
  const { grade } = score(body, answers)
  if (!grade) return undefined
  return {
    kind: 'assessment.record',
    child,
    body: {
      day,
      template,
      version,
      grade: grade.n,
      ...(grade.colour && { colour: grade.colour }),
      ...(asked && { asked }),
      words: { answers, askedName: said(askedName), note: said(note) },
      facts: factsDecided(body, answers),
      ...(corrects && { corrects, reason: reason.trim() }),
    },
  }
}
