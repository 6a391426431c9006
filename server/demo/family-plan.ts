import type { Relation } from '#domain/fact/code-lists.ts'
import type { Random, Weighted } from './random.ts'

export type Parents =
  | 'away'
  | 'fatherDeceased'
  | 'motherDeceased'
  | 'imprisonedAndOutOfContact'
  | 'fatherIncapable'
  | 'motherIncapable'

export type Special =
  | 'disabled'
  | 'seriouslyIll'
  | 'chronicallyIll'
  | 'frail'
  | 'noHukou'
  | 'droppedOut'
  | 'vocational'
  | 'rareName'

/** What may happen to a family after the file was opened (later-events.ts). */
export const EVENT_RATES = {
  fatherWorksElsewhere: 0.16,
  motherWorksElsewhere: 0.08,
  phoneChanged: 0.1,
  observed: 0.3,
  aidGranted: 0.05,
  carerChanged: 0.03,
  relativeCorrected: 0.02,
  childCorrected: 0.02,
  hukouRegistered: 0.5,
} as const
export type EventKey = keyof typeof EVENT_RATES

/** All the dice that are thrown for a family as a whole. A demo wishes for some of them. */
export type FamilyPlan = {
  parents: Parents
  carer: Relation | 'nobody'
  size: number
  /** Of the eldest child in the register. */
  special?: Special
  surname?: string
  workPlace?: string
  /** The second child lives with relatives in another township. */
  apart: boolean
  /** Was registered in another village before. */
  moved: boolean
  left?: 'age' | 'parentsBack' | 'moved'
  events: readonly EventKey[]
}

/** As found by the survey of 2016 and the ministry's figures of 2018 (policy §2.3), rounded. */
const CARE: Weighted<'grandparents' | 'relatives' | 'incapable' | 'nobody'> = [
  ['grandparents', 85],
  ['relatives', 8],
  ['incapable', 4],
  ['nobody', 3],
]
const GRANDPARENT: Weighted<Relation> = [
  ['paternalGrandmother', 52],
  ['paternalGrandfather', 24],
  ['maternalGrandmother', 16],
  ['maternalGrandfather', 8],
]
export const RELATIVE: Weighted<Relation> = [
  ['paternalUncle', 26],
  ['paternalAunt', 28],
  ['maternalUncle', 10],
  ['maternalAunt', 22],
  ['otherRelative', 8],
  ['neighbour', 4],
  ['friend', 2],
]
const PARENTS: Weighted<Parents> = [
  ['away', 965],
  ['fatherDeceased', 20],
  ['motherDeceased', 9],
  ['imprisonedAndOutOfContact', 6],
]
/** Gives about 18 % of the children a sibling in the register. */
const SIZE: Weighted<number> = [
  [1, 902],
  [2, 90],
  [3, 8],
]
const LEFT: Weighted<FamilyPlan['left']> = [
  ['age', 4],
  ['parentsBack', 5],
  ['moved', 2],
]
const APART = 0.05
const GONE = 0.03
const MOVED = 0.02
const MOST_EVENTS = 2

export function drawPlan(random: Random, life: boolean, wish: Partial<FamilyPlan> = {}): FamilyPlan {
  const care = random.weighted(CARE)
  const size = random.weighted(SIZE)
  const drawn: FamilyPlan = {
    parents: random.weighted(PARENTS),
    carer: care === 'relatives' ? random.weighted(RELATIVE) : random.weighted(GRANDPARENT),
    size,
    apart: size > 1 && random.chance(APART),
    moved: life && random.chance(MOVED),
    events: life ? drawEvents(random) : [],
  }
  if (care === 'incapable') {
    drawn.parents = random.chance(0.55) ? 'fatherIncapable' : 'motherIncapable'
    drawn.carer = 'nobody'
  }
  // Children whom nobody looks after are older ones without younger sisters and brothers.
  if (care === 'nobody') Object.assign(drawn, { carer: 'nobody', parents: 'away', size: 1, apart: false })
  if (life && random.chance(GONE)) Object.assign(drawn, { left: random.weighted(LEFT), ...WHO_LEAVES })
  return { ...drawn, ...wish }
}

const WHO_LEAVES = { parents: 'away', size: 1, apart: false, moved: false, special: undefined } as const

const drawEvents = (random: Random): EventKey[] =>
  (Object.keys(EVENT_RATES) as EventKey[])
    .filter((key) => random.chance(EVENT_RATES[key]))
    .slice(0, MOST_EVENTS)

const SPECIAL: Weighted<Special | undefined> = [
  ['disabled', 20],
  ['seriouslyIll', 8],
  ['chronicallyIll', 15],
  ['frail', 30],
  ['noHukou', 6],
  ['droppedOut', 6],
  ['rareName', 3],
  [undefined, 912],
]
export const drawSpecial = (random: Random): Special | undefined => random.weighted(SPECIAL)

export const isIncapable = (parents: Parents) =>
  parents === 'fatherIncapable' || parents === 'motherIncapable'
/** Neither a carer nor a parent at home. */
export const isNobodys = ({ parents, carer }: FamilyPlan) => carer === 'nobody' && !isIncapable(parents)
