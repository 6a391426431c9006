import { addDays, birthday, daysBetween, type PlainDate } from '#domain/dates.ts'
import { type FamilyPlan, isNobodys, type Special } from './family-plan.ts'
import type { Random, Weighted } from './random.ts'
import type { Setting } from './setting.ts'

/** Nobody turns 16 during the weeks after `today`, so that a demo opened today still counts the same next week. */
const WEEKS_BEFORE_SIXTEEN = 7
const YOUNGEST_DAYS = 60
const BANDS: Weighted<readonly [number, number]> = [
  [[0, 5], 21],
  [[6, 13], 67],
  [[14, 15], 12],
]

/** Of the children of one family, the eldest first. */
export function inventBirthDates(random: Random, plan: FamilyPlan, setting: Setting): PlainDate[] {
  const { today } = setting
  const one = plan.left === 'age' ? justSixteen(random, setting) : ofAge(random, agesOf(random, plan), today)
  const dates = [one]
  for (let i = 1; i < plan.size; i++) dates.push(sibling(random, dates, today))
  return dates.sort()
}

function agesOf(random: Random, plan: FamilyPlan): readonly [number, number] {
  const wished: Partial<Record<Special, readonly [number, number]>> = {
    droppedOut: [13, 13],
    vocational: [15, 15],
    noHukou: [1, 5],
  }
  return (plan.special && wished[plan.special]) || (isNobodys(plan) ? [9, 15] : random.weighted(BANDS))
}

const earliest = (today: PlainDate) => addDays(birthday(today, -16), 7 * WEEKS_BEFORE_SIXTEEN)
const latest = (today: PlainDate) => addDays(today, -YOUNGEST_DAYS)

function ofAge(random: Random, [from, to]: readonly [number, number], today: PlainDate): PlainDate {
  const first = later(addDays(birthday(today, -(to + 1)), 1), earliest(today))
  const last = sooner(birthday(today, -from), latest(today))
  return addDays(first, random.int(0, daysBetween(first, last)))
}

/** A year and a half to six years apart, or twins. */
function sibling(random: Random, others: readonly PlainDate[], today: PlainDate): PlainDate {
  const other = others[0]!
  if (random.chance(0.05)) return other
  const days = random.int(550, 2200) + 600 * (others.length - 1)
  const older = addDays(other, -days)
  const younger = addDays(other, days)
  const fits = [older, younger].filter((date) => date >= earliest(today) && date <= latest(today))
  return fits.length > 0 ? random.pick(fits) : other
}

/** Turned 16 in the second half of the register's days. */
function justSixteen(random: Random, { first, last }: Setting): PlainDate {
  const span = daysBetween(first, last)
  return birthday(addDays(last, -random.int(3, Math.max(3, Math.floor(span / 2)))), -16)
}

const later = (a: PlainDate, b: PlainDate) => (a > b ? a : b)
const sooner = (a: PlainDate, b: PlainDate) => (a < b ? a : b)
