import { z } from 'zod'
import type { StoredAct } from '../act/stored-act.ts'
import { PlainDate } from '../dates.ts'
import { CampaignId, ChildId } from '../ids.ts'
import { type Answer, AnswerKey } from './campaign-acts.ts'
import { type AskedBy, answersOf } from './campaigns.ts'

/** A running campaign as a phone holds it: whom of its reach it asks about. */
export const SliceCampaign = z.object({
  id: CampaignId,
  name: z.string(),
  purpose: z.string(),
  first: PlainDate,
  last: PlainDate,
  children: z.array(ChildId),
})
export type SliceCampaign = z.infer<typeof SliceCampaign>

/** What the server knew of a child when it last sent it. */
export const SliceAnswer = z.object({ campaign: CampaignId, answer: AnswerKey })
export type SliceAnswer = z.infer<typeof SliceAnswer>

/** The same with a set, to be asked for each child. */
export type RunningCampaign = Omit<SliceCampaign, 'children'> & { children: ReadonlySet<string> }
export const runningCampaigns = (campaigns: readonly SliceCampaign[] = []): RunningCampaign[] =>
  campaigns.map((campaign) => ({ ...campaign, children: new Set<string>(campaign.children) }))

const asked = ({ id, first, last }: RunningCampaign): AskedBy => ({
  id,
  first,
  last,
  listed: true,
  // What the phone has written has not been heard of by the server: it comes after everything.
  startedAt: '',
  closedAt: null,
})

/** `written`: what this phone has written of the child and the server has not sent back yet. */
type Known = { answers: readonly SliceAnswer[]; written: readonly StoredAct[] }

/** The answer for a child, by what the server said and what was written here since. */
export function answerOnPhone({ answers, written }: Known, campaign: RunningCampaign): Answer | null {
  const told = answers.find((one) => one.campaign === campaign.id)?.answer ?? null
  const [after] = answersOf(written, [asked(campaign)])
  return after?.answer ?? told
}

/** Campaigns that still wait for an answer of the child, as rules ask for them. */
export const askedOnPhone = (child: string, known: Known, campaigns: readonly RunningCampaign[]): AskedBy[] =>
  campaigns
    .filter((campaign) => campaign.children.has(child) && answerOnPhone(known, campaign) === null)
    .map(asked)
