import type { Answer } from '#domain/campaign/campaign-acts.ts'
import {
  answerOnPhone,
  askedOnPhone,
  type RunningCampaign,
  runningCampaigns,
} from '#domain/campaign/on-phone.ts'
import { type SliceChild, writtenHere } from '#domain/phone/slice.ts'
import type { Picture } from './data.ts'

const known = (child: SliceChild) => ({ answers: child.answers ?? [], written: writtenHere(child) })

export const campaignsIn = ({ progress }: Picture): RunningCampaign[] =>
  runningCampaigns(progress.shared?.content.campaigns)

export type Line = { child: SliceChild; answer: Answer | null }

/** The children of a campaign who are on this phone, each with its answer. */
export const linesOf = ({ children }: Picture, campaign: RunningCampaign): Line[] =>
  children
    .filter(({ id }) => campaign.children.has(id))
    .map((child) => ({ child, answer: answerOnPhone(known(child), campaign) }))

/** What is recorded of a relative says to every campaign that something has changed of the child. */
export const changedAnswers = (picture: Picture, child: SliceChild): object[] =>
  askedOnPhone(child.id, known(child), campaignsIn(picture)).map(({ id }) => ({
    kind: 'campaign.answer',
    child: child.id,
    body: { day: picture.today, campaign: id, answer: 'changed' },
  }))
