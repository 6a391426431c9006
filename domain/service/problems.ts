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
  carerUnable: { n: 8, zh: '照护人缺乏照护能力', en: 'Carer not able to care' },
  carerNeglects: { n: 9, zh: '照护人怠于照护', en: 'Carer neglects the child' },
} as const satisfies CodeList
export type Problem = keyof typeof PROBLEM

/** Of what the village must tell the parents and report to the government (未成年人保护法 art. 43). */
export const OF_CARER: readonly Problem[] = ['carerUnable', 'carerNeglects']

/** What was done about the carer (art. 43): reported, told, urged. */
export const CARER_STEP = {
  toldParents: { n: 1, zh: '已告知父母', en: 'Parents told' },
  parentsUnreachable: { n: 2, zh: '联系不上父母', en: 'Parents cannot be reached' },
  reported: { n: 3, zh: '已报告乡镇（街道）', en: 'Reported to the township' },
  urgedCarer: { n: 4, zh: '已帮助、督促照护人', en: 'Carer helped and urged' },
} as const satisfies CodeList
export type CarerStep = keyof typeof CARER_STEP

/** Whether enough was done to say that it is dealt with: reported, and the parents told or not to be found. */
export const carerStepsDone = (steps: readonly CarerStep[]): boolean =>
  steps.includes('reported') && (steps.includes('toldParents') || steps.includes('parentsUnreachable'))
