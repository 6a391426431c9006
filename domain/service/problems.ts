import type { CodeList } from '../fact/code-lists.ts'

/** What a visitor may find wrong, by domain; each becomes something to be dealt with. Project default. */
export const PROBLEM = {
  guardianship: { n: 1, zh: '监护照护', en: 'Guardianship and care' },
  safety: { n: 2, zh: '人身安全', en: 'Safety' },
  livelihood: { n: 3, zh: '基本生活', en: 'Livelihood' },
  health: { n: 4, zh: '疾病健康', en: 'Health' },
  schooling: { n: 5, zh: '上学就学', en: 'Schooling' },
  mind: { n: 6, zh: '心理情绪', en: 'State of mind' },
  entitlement: { n: 7, zh: '户籍、补贴等待遇', en: 'Household register and entitlements' },
} as const satisfies CodeList
export type Problem = keyof typeof PROBLEM
