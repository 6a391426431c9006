import { isKind, type StoredAct } from '../act/stored-act.ts'
import type { PlainDate } from '../dates.ts'
import type { Problem } from '../service/problems.ts'
import type { Measure, MeasureOutcome, Responsible } from './needs.ts'
import type { Colour } from './template.ts'

export type Assessed = {
  act: string
  seq: number
  day: PlainDate
  template: string
  version: number
  grade: number
  colour: Colour | undefined
}

const byDay = <A extends { day: PlainDate; seq: number }>(a: A, b: A) =>
  a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1

/** Assessments of a child, oldest first; what a later act corrects stands as corrected. */
export function assessmentsOf(acts: readonly StoredAct[]): Assessed[] {
  const recorded = acts.filter((act) => isKind(act, 'assessment.record'))
  const corrected = new Set<string>(recorded.flatMap(({ body }) => body.corrects ?? []))
  return recorded
    .filter(({ id }) => !corrected.has(id))
    .map(({ id, seq, body: { day, template, version, grade, colour } }) => ({
      act: id,
      seq,
      day,
      template,
      version,
      grade,
      colour,
    }))
    .sort(byDay)
}

/** The last word of each template. */
export function lastAssessments(acts: readonly StoredAct[], today: PlainDate): Assessed[] {
  const last = new Map<string, Assessed>()
  for (const one of assessmentsOf(acts)) if (one.day <= today) last.set(one.template, one)
  return [...last.values()]
}

export type Override = { act: string; day: PlainDate; colour: Colour; until: PlainDate }

/** What somebody has said against the rule, while it lasts: it expires by itself on its day. */
export function overrideOn(acts: readonly StoredAct[], today: PlainDate): Override | null {
  const said = acts
    .filter((act) => isKind(act, 'risk.override'))
    .filter(({ day }) => day <= today)
    .map(({ id, seq, body: { day, colour, until } }) => ({ act: id, seq, day, colour, until }))
    .sort(byDay)
  const last = said[said.length - 1]
  if (!last || last.until <= today) return null
  const { act, day, colour, until } = last
  return { act, day, colour, until }
}

export type Ended = { act: string; day: PlainDate; outcome: MeasureOutcome }
export type Needed = {
  act: string
  day: PlainDate
  need: Problem
  measures: { measure: Measure; responsible: Responsible; due: PlainDate; ended: Ended | null }[]
}

/** What a child needs, oldest first, each measure with how it ended; said again, the last word stands. */
export function needsOf(acts: readonly StoredAct[]): Needed[] {
  const ended = new Map<string, Ended>()
  for (const act of acts)
    if (isKind(act, 'measure.end'))
      ended.set(`${act.body.need}/${act.body.measure}`, {
        act: act.id,
        day: act.body.day,
        outcome: act.body.outcome,
      })
  return acts
    .filter((act) => isKind(act, 'need.record'))
    .map(({ id, seq, body }) => ({
      act: id,
      seq,
      day: body.day,
      need: body.need,
      measures: body.measures.map((one) => ({ ...one, ended: ended.get(`${id}/${one.measure}`) ?? null })),
    }))
    .sort(byDay)
    .map(({ seq: _, ...need }) => need)
}

export const isOpen = ({ measures }: Needed): boolean => measures.some(({ ended }) => ended === null)
