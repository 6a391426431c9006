import type { Outcome } from './plan-row.ts'

/** What becomes of a row, in words. */
export const OUTCOMES = {
  create: { zh: '新建', en: 'New file' },
  update: { zh: '更新', en: 'Update' },
  unchanged: { zh: '无变化', en: 'Unchanged' },
  held: { zh: '待判定', en: 'To be decided' },
  refused: { zh: '拒收', en: 'Refused' },
  outdated: { zh: '已变化', en: 'Changed since' },
} as const satisfies Record<Outcome, { zh: string; en: string }>

/** The last column of rows that are handed back. It is no part of a layout: the mended file is read like the first one. */
export const REASON = { zh: '拒收原因', en: 'Reason for refusal' } as const
