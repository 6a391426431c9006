import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { PlainDate } from '../dates.ts'
import { LEAVE_REASON } from '../fact/code-lists.ts'
import { ActId } from '../ids.ts'

export const Reason = z.string().trim().min(2).max(500).describe('理由')
const day = PlainDate
/** The act by which the child was handed over: of what is received, sent back or withdrawn. */
const handOver = ActId

/** Acts that say where a child is registered, and whether. */
export const LIFE_ACTS = {
  'child.move': {
    zh: '变更所属村（居）',
    en: 'Moved to another village',
    subject: 'child',
    access: 'child.move',
    version: 1,
    body: z.object({ day, area: AreaCode, reason: Reason }),
  },
  'handOver.ask': {
    zh: '移交',
    en: 'Asked another village to receive the child',
    subject: 'child',
    access: 'child.handOver',
    version: 1,
    body: z.object({ day, to: AreaCode.length(12).describe('村（居）；只知乡镇时为乡镇'), reason: Reason }),
  },
  'handOver.withdraw': {
    zh: '撤回移交',
    en: 'Withdrew the hand-over',
    subject: 'child',
    access: 'child.handOver',
    version: 1,
    body: z.object({ day, handOver, reason: Reason }),
  },
  'handOver.decline': {
    zh: '退回移交',
    en: 'Sent the hand-over back',
    subject: 'child',
    access: 'child.claim',
    version: 1,
    body: z.object({ day, handOver, reason: Reason }),
  },
  'child.claim': {
    zh: '认领',
    en: 'Received the child',
    subject: 'child',
    access: 'child.claim',
    version: 1,
    body: z.object({ day, handOver, area: AreaCode }),
  },
  'child.leave': {
    zh: '退出登记',
    en: 'Left the register',
    subject: 'child',
    access: 'child.leave',
    version: 1,
    body: z.object({
      day,
      why: z.enum(Object.keys(LEAVE_REASON) as [string, ...string[]]),
      reason: Reason,
    }),
  },
  'child.return': {
    zh: '恢复登记',
    en: 'Returned to the register',
    subject: 'child',
    access: 'child.leave',
    version: 1,
    body: z.object({ day, reason: Reason }),
  },
} as const
