import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { endpoint } from '../endpoint.ts'
import { CHILD_FACTS } from '../fact/child-facts.ts'
import { RELATION } from '../fact/code-lists.ts'
import { entriesSchema } from '../fact/fact.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import { ChildId, DuplicateId, ImportId } from '../ids.ts'

const ReasonShown = z.object({
  /** Of REASONS in domain/duplicate/likeness.ts. */
  code: z.string(),
  text: z.string(),
  /** What it adds to the score, or takes from it. */
  points: z.number().int(),
})

/** A held row and the child whom it looks like, or the earlier row of the same lists. */
export const DuplicateItem = z.object({
  id: DuplicateId,
  importId: ImportId,
  file: z.string(),
  sheet: z.string(),
  row: z.number().int(),
  other: z.union([
    z.object({ childId: ChildId.nullable() }),
    z.object({ file: z.string(), sheet: z.string(), row: z.number().int() }),
  ]),
  name: z.string().nullable(),
  otherName: z.string().nullable(),
  village: z.string().nullable(),
  score: z.number().int(),
  reasons: z.array(ReasonShown),
  decision: z.enum(['same', 'different']).nullable(),
  /** Noted decisions are carried out when their import is written. */
  carriedOut: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
})
export type DuplicateItem = z.infer<typeof DuplicateItem>

/** One fact on both sides, in the reader's words; identity values are masked. */
export const ComparedFact = z.object({
  key: z.string(),
  label: z.string(),
  row: z.string().nullable(),
  known: z.string().nullable(),
})
export type ComparedFact = z.infer<typeof ComparedFact>

export const DuplicateSides = DuplicateItem.extend({ facts: z.array(ComparedFact) })
export type DuplicateSides = z.infer<typeof DuplicateSides>

export const listDuplicates = endpoint({
  name: 'listDuplicates',
  method: 'GET',
  path: '/api/duplicates',
  access: 'duplicate.decide',
  summary: { zh: '疑似重复', en: 'Rows that look like a child who is known, likeliest first' },
  params: z.object({
    import: ImportId.optional().describe('只看一次导入的；不填则只列已导入、待判定的'),
    which: z
      .enum(['open', 'decided'])
      .default('open')
      .describe('待判定的，或已判定的；一次导入的“decided”为全部'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), duplicates: z.array(DuplicateItem) }),
})
const AtDuplicate = z.object({ duplicate: DuplicateId })
export const openDuplicate = endpoint({
  name: 'openDuplicate',
  method: 'GET',
  path: '/api/duplicates/:duplicate',
  access: 'duplicate.decide',
  summary: { zh: '疑似重复的两边', en: 'Both sides, fact by fact' },
  params: AtDuplicate,
  result: DuplicateSides,
})
export const decideDuplicate = endpoint({
  name: 'decideDuplicate',
  method: 'POST',
  path: '/api/duplicates/:duplicate/decision',
  access: 'duplicate.decide',
  summary: {
    zh: '判定：同一儿童则补充档案所缺，不同则另行建档；可改判',
    en: 'Same: blanks of the file are filled; different: a file of its own. Another decision takes the earlier one back',
  },
  params: AtDuplicate,
  body: z.object({ decision: z.enum(['same', 'different']) }),
  result: DuplicateItem,
})
export const likeChildren = endpoint({
  name: 'likeChildren',
  method: 'POST',
  path: '/api/children/like',
  access: 'child.open',
  effect: 'read',
  summary: {
    zh: '建档前核对：像谁的档案',
    en: 'Before a file is opened by hand: whose it may be already, as far as the reach goes',
  },
  body: z.object({
    child: ChildId.optional().describe('将要使用的档案编号；重发时不把自己当作疑似'),
    area: AreaCode.optional(),
    facts: entriesSchema(CHILD_FACTS),
    family: z
      .array(
        z.object({
          relation: z.enum(Object.keys(RELATION) as [keyof typeof RELATION]),
          carer: z.boolean().optional(),
          facts: entriesSchema(RELATIVE_FACTS),
        }),
      )
      .max(12),
  }),
  result: z.object({
    like: z.array(
      z.object({
        child: ChildId,
        name: z.string().nullable(),
        village: z.string().nullable(),
        birthDate: z.string().nullable(),
        score: z.number().int(),
        reasons: z.array(ReasonShown),
      }),
    ),
  }),
})
