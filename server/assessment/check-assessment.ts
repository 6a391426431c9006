import type { NewAct } from '#domain/act/act.ts'
import { factsDecided, score } from '#domain/assessment/score.ts'
import { versionOf } from '#domain/assessment/template-book.ts'
import { addDays, chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Actor, Deps } from '../deps.ts'

/** What can be seen of acts about assessments before they are sealed: afterwards nobody reads the answers again. */
export function checkAssessment(actor: Actor, act: NewAct, deps: Deps): void {
  if (act.kind === 'risk.override') {
    const today = chinaDay(deps.now())
    const days = deps.policy.book().on(`${deps.county.code}000000`, today).riskOverrideDays.value
    if (act.body.until > addDays(act.body.day, days)) throw new Refusal('overrideTooLong', { days })
  }
  if (act.kind === 'need.record') {
    const { day, measures } = act.body
    if (measures.some(({ due }) => due < day)) throw new Refusal('invalidInput', { problem: 'due' })
  }
  if (act.kind !== 'assessment.record') return
  const { template, version, words, grade, colour, facts } = act.body
  const asked = versionOf(deps.policy.book().templates, template, version)
  if (!asked) throw new Refusal('invalidInput', { problem: 'template' })
  if (!asked.body.who.includes(actor.role)) throw new Refusal('notAllowed')
  const scored = score(asked.body, words.answers)
  if (scored.unknown.length > 0) throw new Refusal('invalidInput', { problem: 'answers' })
  if (scored.missing.length > 0) throw new Refusal('assessmentUnfinished', { n: scored.missing.length })
  if (scored.grade?.n !== grade || scored.grade.colour !== colour)
    throw new Refusal('invalidInput', { problem: 'grade' })
  // Facts are what the answers say, on the day of the assessment.
  if (JSON.stringify(facts) !== JSON.stringify(factsDecided(asked.body, words.answers)))
    throw new Refusal('invalidInput', { problem: 'facts' })
}
