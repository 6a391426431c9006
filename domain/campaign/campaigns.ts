import { isKind, type StoredAct } from '../act/stored-act.ts'
import { lifeOf } from '../child/life.ts'
import type { PlainDate } from '../dates.ts'
import type { Answer, NotSeen } from './campaign-acts.ts'

/** A campaign as far as it concerns one child. */
export type AskedBy = {
  id: string
  first: PlainDate
  last: PlainDate
  /** On the list that was frozen when it was started. */
  listed: boolean
  /** When it was started, as the server writes times. */
  startedAt: string
  /** The same of its end; null: it runs. */
  closedAt: string | null
}

export type Answered = {
  campaign: string
  answer: Answer
  why: NotSeen | null
  /** The act that decides, its day, and when the server heard the first answer. */
  act: string
  day: PlainDate
  firstAt: string
  /** Said after the campaign was closed: it counts for nothing. */
  late: boolean
  /** Of a child that was found, where its file was opened. */
  place: string | null
}

type Said = { answer: Answer; why: NotSeen | null; act: StoredAct }

/** Acts from which an answer follows, whatever they say. */
export const ANSWERING_KINDS: readonly string[] = [
  'campaign.answer',
  'fact.record',
  'service.record',
  'kin.record',
  'child.leave',
  'child.return',
]

/**
 * What campaigns know of a child, from its own acts: the last word stands. Whoever records something of the child within
 * the campaign, or visits it and sees it, has answered; nothing need be said twice. A child that has left the register
 * is answered for by that.
 */
export const answersOf = (acts: readonly StoredAct[], asked: readonly AskedBy[]): Answered[] =>
  asked.flatMap((campaign) => {
    const { closedAt } = campaign
    if (closedAt === null) return answerOf(acts, campaign)
    const inTime = acts.filter(({ receivedAt }) => receivedAt <= closedAt)
    const late = acts.filter(
      (act) =>
        act.receivedAt > closedAt && isKind(act, 'campaign.answer') && act.body.campaign === campaign.id,
    )
    return [
      ...answerOf(inTime, campaign),
      ...answerOf(late, campaign).map((answered) => ({ ...answered, late: true })),
    ]
  })

function answerOf(acts: readonly StoredAct[], campaign: AskedBy): Answered[] {
  const corrected = new Set<string>(
    acts.flatMap((act) => (isKind(act, 'service.record') && act.body.corrects ? [act.body.corrects] : [])),
  )
  let said: Said | undefined
  let firstAt: string | undefined
  for (const act of acts) {
    if (corrected.has(act.id)) continue
    const now = saidBy(act, campaign)
    if (!now) continue
    firstAt ??= act.receivedAt
    // To see a child again does not take back what has changed of it.
    if (now === 'seen') said = said?.answer === 'changed' ? said : { answer: 'noChange', why: null, act }
    else said = { ...now, act }
  }
  const left = campaign.listed && lifeOf(acts)?.status === 'left' && lastLeave(acts)
  if (left) {
    said = { answer: 'left', why: null, act: left }
    firstAt ??= left.receivedAt
  }
  if (!said || firstAt === undefined) return []
  return [
    {
      campaign: campaign.id,
      answer: said.answer,
      why: said.why,
      act: said.act.id,
      day: said.act.day,
      firstAt,
      late: false,
      place: said.answer === 'found' ? openedIn(acts) : null,
    },
  ]
}

const lastLeave = (acts: readonly StoredAct[]) => acts.findLast((act) => isKind(act, 'child.leave'))

const openedIn = (acts: readonly StoredAct[]): string | null =>
  acts.find((act) => isKind(act, 'child.open'))?.body.area.slice(0, 12) ?? null

/**
 * What one act says to a campaign; seen: the child is as it was. What was recorded before it was started says nothing to
 * it. A phone holds visits without their facts.
 */
function saidBy(
  act: StoredAct,
  { id, first, listed, startedAt }: AskedBy,
): Omit<Said, 'act'> | 'seen' | undefined {
  if (isKind(act, 'campaign.answer'))
    return act.body.campaign === id && listed === (act.body.answer !== 'found')
      ? { answer: act.body.answer, why: act.body.why ?? null }
      : undefined
  if (!listed || act.day < first || act.receivedAt < startedAt) return undefined
  if (isKind(act, 'fact.record') || isKind(act, 'kin.record')) return CHANGED
  if (isKind(act, 'service.record') && act.body.childSeen)
    return Object.keys(act.body.facts ?? {}).length > 0 ? CHANGED : 'seen'
  return undefined
}
const CHANGED = { answer: 'changed', why: null } as const

/** 摸排: who is on the list of a campaign that runs and nobody has answered for. Also of whoever comes of age meanwhile. */
export function campaignsOwed(
  acts: readonly StoredAct[],
  asked: readonly AskedBy[],
): { campaign: string; due: PlainDate }[] {
  const running = asked.filter(({ listed, closedAt }) => listed && closedAt === null)
  if (running.length === 0) return []
  const answered = new Set(answersOf(acts, running).map(({ campaign }) => campaign))
  return running.filter(({ id }) => !answered.has(id)).map(({ id, last }) => ({ campaign: id, due: last }))
}
