import { z } from 'zod'
import type { Code } from '../fact/code-lists.ts'
import { ActId } from '../ids.ts'

/** What a random check compares with what was found at the door. `fact`: where the file says it. Project default. */
export const CHECKED = {
  residence: { n: 1, zh: '现居住地', en: 'Where the child lives', fact: 'residence' },
  carer: { n: 2, zh: '照护人', en: 'The carer', fact: undefined },
  parents: { n: 3, zh: '父母去向', en: 'Where the parents are', fact: undefined },
  guardianship: { n: 4, zh: '监护情况', en: 'Guardianship', fact: 'guardianship' },
  schooling: { n: 5, zh: '就学情况', en: 'Schooling', fact: 'schooling' },
  health: { n: 6, zh: '健康状况', en: 'Health', fact: 'health' },
  contact: { n: 7, zh: '与父母联系', en: 'Contact with the parents', fact: 'lastParentContactOn' },
  living: { n: 8, zh: '生活状况', en: 'Living condition', fact: 'livingCondition' },
  lastVisit: { n: 9, zh: '最近一次走访记录', en: 'The last visit on record', fact: undefined },
} as const satisfies Record<string, Code & { fact: string | undefined }>
export type Checked = keyof typeof CHECKED

const CheckedKey = z.enum(Object.keys(CHECKED) as [Checked, ...Checked[]])

/** What a random check says beside any other visit: point by point whether file and finding agree. */
export const Check = z.strictObject({
  found: z
    .partialRecord(CheckedKey, z.enum(['agrees', 'deviates']))
    .refine((found) => Object.keys(found).length > 0, { message: 'found' })
    .describe('逐项核对：相符或不符；没有核对的不写'),
  visit: ActId.optional().describe('所核对的最近一次走访'),
})
export type Check = z.infer<typeof Check>

export const deviationsOf = ({ found }: Check): Checked[] =>
  (Object.keys(CHECKED) as Checked[]).filter((key) => found[key] === 'deviates')
