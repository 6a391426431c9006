import { z } from 'zod'
import { PlainDate } from '../dates.ts'
import type { CodeList } from './code-lists.ts'

/** How a value is kept, checked and shown. `codes` may hold several values of its list. */
export type FactType =
  | { kind: 'text'; max: number; lines?: boolean; pattern?: RegExp }
  | { kind: 'date' }
  | { kind: 'yesNo' }
  | { kind: 'code'; list: CodeList }
  | { kind: 'codes'; list: CodeList }
  | { kind: 'number'; min: number; max: number; unit: string }
  | { kind: 'residentId' }
  | { kind: 'phones' }
  | { kind: 'address' }

/**
 * Who may know it, and how it is kept. open: in clear. name: sealed inside acts, in clear in what is now,
 * since lists sort and search by it. private: sealed everywhere (free words may name somebody), shown to
 * everybody in reach. identity: sealed everywhere, shown masked, revealed with a reason.
 */
export type Privacy = 'open' | 'name' | 'private' | 'identity'

export type FactDef = {
  zh: string
  en: string
  type: FactType
  privacy: Privacy
  /** Block of the file page and of the 登记表. */
  block: Block
  /** Column heads that offices write, besides `zh`. Matched without spaces and line breaks. */
  heads?: readonly string[]
  /** Official form field or report sentence that it answers to (policy.md). */
  form?: string
  /** Days after which the value wants confirming. Project default, not law. */
  confirmAfterDays?: number
  /** Offered as a column of the list. */
  listed?: boolean
}

export const BLOCKS = {
  self: { zh: '儿童个人基本情况', en: 'The child' },
  place: { zh: '户籍与居住', en: 'Household register and dwelling' },
  health: { zh: '健康状况', en: 'Health' },
  school: { zh: '就学情况', en: 'School' },
  guardianship: { zh: '实际监护情况', en: 'Guardianship' },
  household: { zh: '家庭经济与救助', en: 'Household and aid' },
  observation: { zh: '观察、需求与帮扶', en: 'Observations, needs and support' },
  contact: { zh: '联系人与备注', en: 'Contact and notes' },
} as const
export type Block = keyof typeof BLOCKS

export type FactState = 'known' | 'notCollected' | 'notApplicable'
export type FactValue = string | number | boolean | string[]

/**
 * What an act says of one fact. 未采集 (nobody has asked) and "does not apply" (the parent is dead) are
 * values of their own, never an empty string. `since` and `until` (exclusive) are the days for which it holds;
 * without `since` it holds from the day that the act describes.
 */
export type FactEntry = { state: FactState; value?: FactValue; since?: PlainDate; until?: PlainDate }
export type FactEntries = Record<string, FactEntry>

const code = (list: CodeList) => z.enum(Object.keys(list) as [string, ...string[]])

/** The schema of a known value of a fact. The ID's check character is a warning, not a refusal: real ones are wrong. */
export function valueSchema(type: FactType): z.ZodType<FactValue> {
  switch (type.kind) {
    case 'text':
      return z
        .string()
        .trim()
        .min(1)
        .max(type.max)
        .regex(type.pattern ?? /^/)
    case 'date':
      return PlainDate
    case 'yesNo':
      return z.boolean()
    case 'code':
      return code(type.list)
    case 'codes':
      return z.array(code(type.list)).max(Object.keys(type.list).length)
    case 'number':
      return z.number().min(type.min).max(type.max)
    case 'residentId':
      return z.string().regex(/^[0-9A-Za-z]{6,20}$/)
    case 'phones':
      return z
        .array(z.string().regex(/^[0-9+\- ]{5,20}$/))
        .min(1)
        .max(4)
    case 'address':
      return z.string().trim().min(1).max(200)
  }
}

const entrySchema = (type: FactType) =>
  z
    .object({
      state: z.enum(['known', 'notCollected', 'notApplicable']),
      value: valueSchema(type).optional(),
      since: PlainDate.optional(),
      until: PlainDate.optional(),
    })
    .refine((entry) => (entry.state === 'known') === (entry.value !== undefined), { message: 'value' })
    .refine((entry) => !entry.since || !entry.until || entry.since < entry.until, { message: 'until' })

/** What may be recorded of a subject: any of the catalogue's facts, and no other key. */
export const entriesSchema = (catalogue: Record<string, FactDef>): z.ZodType<FactEntries> =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(catalogue).map(([key, def]) => [key, entrySchema(def.type).optional()]),
    ),
  ) as unknown as z.ZodType<FactEntries>
