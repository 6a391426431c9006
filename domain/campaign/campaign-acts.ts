import { z } from 'zod'
import { PlainDate } from '../dates.ts'
import type { CodeList } from '../fact/code-lists.ts'
import { CampaignId } from '../ids.ts'

/**
 * What a survey campaign knows of a child. `left` is never said: who leaves the register is answered for by that.
 * `found`: a file opened on the way, of a child that was on nobody's list. `n` is what the database stores.
 */
export const ANSWER = {
  noChange: { n: 1, zh: '无变化', en: 'No change' },
  changed: { n: 2, zh: '有变化', en: 'Changed' },
  notSeen: { n: 3, zh: '未见到', en: 'Not seen' },
  left: { n: 4, zh: '已退出登记', en: 'Left the register' },
  found: { n: 5, zh: '新发现', en: 'Newly found' },
} as const satisfies CodeList
export type Answer = keyof typeof ANSWER

/** What somebody may say of a child. Changed is believed when the file says what (server/campaign/check-answers.ts). */
export const SAID = ['noChange', 'changed', 'notSeen', 'found'] as const satisfies readonly Answer[]

/** Why a child was not seen. Project default. */
export const NOT_SEEN = {
  away: { n: 1, zh: '随父母外出，近期不在', en: 'Away with the parents for a while' },
  movedOn: { n: 2, zh: '已搬走，去向已知', en: 'Moved on, known where to' },
  cannotBeFound: { n: 3, zh: '查找不到', en: 'Cannot be found' },
  refused: { n: 4, zh: '家人不让见', en: 'The family refused' },
  other: { n: 9, zh: '其他', en: 'Other' },
} as const satisfies CodeList
export type NotSeen = keyof typeof NOT_SEEN

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
export const AnswerKey = key<Answer>(ANSWER)
export const NotSeenKey = key<NotSeen>(NOT_SEEN)

export const CAMPAIGN_ACTS = {
  'campaign.answer': {
    zh: '摸排答复',
    en: 'Answered a survey campaign',
    subject: 'child',
    access: 'campaign.answer',
    version: 1,
    body: z
      .object({
        day: PlainDate,
        campaign: CampaignId,
        answer: z.enum(SAID),
        why: NotSeenKey.optional().describe('未见到的原因'),
        words: z.strictObject({ note: z.string().trim().min(1).max(200).optional() }).optional(),
      })
      .refine(({ answer, why }) => (answer === 'notSeen') === (why !== undefined), { message: 'why' }),
  },
} as const
