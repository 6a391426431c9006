import { z } from 'zod'
import { Reason } from '../child/life-acts.ts'
import { PlainDate } from '../dates.ts'
import { ActId } from '../ids.ts'

const visit = ActId.describe('所审阅的走访')

/** What a supervisor says of a visit that somebody else recorded. */
export const REVIEW_ACTS = {
  'visit.comment': {
    zh: '对走访的意见',
    en: 'Commented on a visit',
    subject: 'child',
    access: 'child.review',
    version: 1,
    body: z.object({
      day: PlainDate,
      visit,
      words: z.strictObject({ note: z.string().trim().min(2).max(500).describe('意见') }),
    }),
  },
  'visit.return': {
    zh: '退回走访记录',
    en: 'Returned a visit',
    subject: 'child',
    access: 'child.review',
    version: 1,
    body: z.object({ day: PlainDate, visit, reason: Reason.describe('退回理由：要补充什么') }),
  },
  'visit.accept': {
    zh: '撤销退回',
    en: 'Withdrew the return of a visit',
    subject: 'child',
    access: 'child.review',
    version: 1,
    body: z.object({ day: PlainDate, visit, reason: Reason }),
  },
} as const

/** The kinds of these acts. */
export const REVIEW_KINDS: readonly string[] = Object.keys(REVIEW_ACTS)
