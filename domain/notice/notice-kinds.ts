import type { Right } from '../access/access.ts'
import type { Role } from '../access/roles.ts'

type NoticeKind = {
  zh: string
  en: string
  /** Once a day, with numbers; else as soon as it is there. */
  daily?: true
  /** To whoever may do something about it. */
  right?: Right
  roles?: readonly Role[]
}

/** What people are told of. None of it names a child, wherever it is shown. */
export const NOTICE_KINDS = {
  tasksDue: { zh: '任务到期、逾期', en: 'Tasks due or overdue', daily: true, roles: ['villageDirector'] },
  tasksLate: {
    zh: '任务久拖未办',
    en: 'Tasks long overdue',
    daily: true,
    roles: ['townshipSupervisor', 'countyOfficer'],
  },
  heldAct: { zh: '手机记录等待接收', en: 'A record of a phone waits', right: 'child.record' },
  handOver: { zh: '有儿童等待认领', en: 'A child waits to be received', right: 'child.claim' },
  visitReturned: { zh: '走访记录被退回', en: 'A visit was returned', right: 'service.record' },
  policyProposed: { zh: '政策变更等待批准', en: 'A change of policy waits', right: 'policy.approve' },
  calendarMissing: {
    zh: '日历尚未录入',
    en: 'The calendar is not entered',
    daily: true,
    right: 'policy.propose',
  },
  backupOld: { zh: '很久没有备份', en: 'No backup for long', daily: true, right: 'system.read' },
  undelivered: { zh: '有消息没有送达', en: 'Messages were not delivered', daily: true, right: 'system.read' },
} as const satisfies Record<string, NoticeKind>
export type NoticeKindKey = keyof typeof NOTICE_KINDS

/** Words that are filled in to texts that leave by SMS. */
export const TASK_WORDS = ['逾期', '今日'] as const
export const NOTICE_WORDS = ['数量', '事项'] as const

/** `{逾期}` by its number. */
export const filled = (text: string, words: Record<string, string | number>): string =>
  text.replace(/\{([^{}]*)\}/g, (_, word: string) => String(words[word] ?? ''))

export const wordsIn = (text: string): string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1]!)
