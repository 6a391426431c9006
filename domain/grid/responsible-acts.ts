import { z } from 'zod'
import { PlainDate } from '../dates.ts'
import type { CodeList } from '../fact/code-lists.ts'
import { ActId, CadreId } from '../ids.ts'

/** In what way a named person answers for one child (seeds S0-19, S2-19). `n` is what the database stores. */
export const CHILD_RESPONSIBILITY = {
  helper: { n: 1, zh: '帮扶责任人', en: 'Responsible person' },
  household: { n: 2, zh: '联户干部', en: 'Household contact' },
} as const satisfies CodeList
export type ChildResponsibility = keyof typeof CHILD_RESPONSIBILITY
export const ChildResponsibilityKey = z.enum(
  Object.keys(CHILD_RESPONSIBILITY) as [ChildResponsibility, ...ChildResponsibility[]],
)

const note = z.string().trim().min(1).max(200).optional()

/** Acts that say who answers for a child. Spread into the kinds by domain/duty/duty-acts.ts. */
export const RESPONSIBLE_ACTS = {
  'responsible.name': {
    zh: '落实责任人',
    en: 'Named who is responsible',
    subject: 'child',
    access: 'child.responsible',
    version: 1,
    body: z
      .object({
        day: PlainDate.describe('自该日起'),
        kind: ChildResponsibilityKey,
        cadre: CadreId,
        until: PlainDate.optional().describe('临时代理至该日（含）；期满自动恢复原责任人'),
        words: z.strictObject({ note }).default({}),
      })
      .refine(({ day, until }) => !until || until >= day, { message: 'until' }),
  },
  'responsible.end': {
    zh: '责任人终止',
    en: 'Ended a responsibility',
    subject: 'child',
    access: 'child.responsible',
    version: 1,
    body: z.object({
      day: PlainDate.describe('自该日起不再负责'),
      named: ActId.describe('落实时的记录'),
      words: z.strictObject({ note }).default({}),
    }),
  },
} as const
