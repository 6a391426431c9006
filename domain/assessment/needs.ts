import type { DEPARTMENTS } from '../area/departments.ts'
import type { CodeList } from '../fact/code-lists.ts'

/** What is done against a need. What a child needs is told by the domains of PROBLEM. Project default. */
export const MEASURE = {
  care: { n: 1, zh: '改善照护安排', en: 'Better care arranged' },
  aid: { n: 2, zh: '申请救助补贴', en: 'Aid or allowance applied for' },
  medical: { n: 3, zh: '就医康复', en: 'Treatment or rehabilitation' },
  tutoring: { n: 4, zh: '学习帮扶', en: 'Help with learning' },
  returning: { n: 5, zh: '劝返复学', en: 'Return to school' },
  counselling: { n: 6, zh: '心理辅导', en: 'Counselling' },
  hazard: { n: 7, zh: '排除安全隐患', en: 'Hazard removed' },
  hukou: { n: 8, zh: '办理户口登记', en: 'Household registration' },
  pairing: { n: 9, zh: '结对关爱', en: 'Pairing' },
  goods: { n: 10, zh: '物资帮扶', en: 'Goods' },
  other: { n: 11, zh: '其他', en: 'Other' },
} as const satisfies CodeList
export type Measure = keyof typeof MEASURE

export const MEASURE_OUTCOME = {
  done: { n: 1, zh: '已落实', en: 'Done' },
  notNeeded: { n: 2, zh: '不再需要', en: 'No longer needed' },
  failed: { n: 3, zh: '未能落实', en: 'Could not be done' },
} as const satisfies CodeList
export type MeasureOutcome = keyof typeof MEASURE_OUTCOME

/** Who answers for a measure: the village, the township, or a department of the county. */
export const LOCAL_OFFICES = {
  village: { zh: '村（居）委会', en: 'Village' },
  township: { zh: '乡镇（街道）', en: 'Township' },
} as const
export type Responsible = keyof typeof LOCAL_OFFICES | keyof typeof DEPARTMENTS
