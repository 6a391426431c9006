import { COLOUR } from '../assessment/template.ts'
import type { CalendarKey } from '../calendar/calendar.ts'
import { CLOSED_DAY_DUTIES, WORKDAY_TERMS } from '../calendar/due-days.ts'
import { AID, CIRCUMSTANCE, type CodeList, PARENT_STATE } from '../fact/code-lists.ts'
import { NOTICE_WORDS, TASK_WORDS } from '../notice/notice-kinds.ts'
import { PROBLEM } from '../service/problems.ts'

/** How a policy value is written: the editor's control and the schema follow from it. */
export type PolicyType =
  | { kind: 'number'; min: number; max: number; zh: string; en: string }
  | { kind: 'yesNo' }
  | { kind: 'codes'; list: CodeList }
  /** A sentence; words in braces are filled in. */
  | { kind: 'text'; words: readonly string[] }
  /** Days of one year, from its first day on (domain/calendar). */
  | { kind: 'calendar' }

export type PolicyDef = { zh: string; en: string; group: PolicyGroup; type: PolicyType }

export const POLICY_GROUPS = {
  leftBehind: { zh: '农村留守儿童', en: 'Left-behind children' },
  unraised: { zh: '孤儿与事实无人抚养儿童', en: 'Orphans and de facto unraised children' },
  migrant: { zh: '流动儿童', en: 'Migrant children' },
  difficulty: { zh: '困境儿童', en: 'Children in difficulty' },
  visits: { zh: '走访', en: 'Visits' },
  risk: { zh: '评估和风险', en: 'Assessment and risk' },
  agreements: { zh: '委托照护协议', en: 'Care agreements' },
  calendar: { zh: '日历', en: 'Calendar' },
  notices: { zh: '通知', en: 'Notices' },
  supervision: { zh: '监护督促和责任人', en: 'Supervision of carers, and who is responsible' },
} as const
export type PolicyGroup = keyof typeof POLICY_GROUPS

const years = { kind: 'number', min: 0, max: 30, zh: '周岁', en: 'years' } as const
const months = { kind: 'number', min: 0, max: 60, zh: '个月', en: 'months' } as const
const days = { kind: 'number', min: 1, max: 366, zh: '天', en: 'days' } as const
const hour = { kind: 'number', min: 0, max: 23, zh: '点', en: 'o’clock' } as const
const circumstances = { kind: 'codes', list: CIRCUMSTANCE } as const
const yesNo = { kind: 'yesNo' } as const
const states = { kind: 'codes', list: PARENT_STATE } as const

/**
 * Everything that policy says in numbers, yes or no, or lists, and that differs by day or place. What it is on a day in
 * an area stands in entries with their document (shipped.ts, and the county's own); rules ask by these keys.
 */
export const POLICY_KEYS = {
  leftBehindAge: {
    zh: '留守儿童：不满多少周岁',
    en: 'Left behind: under which age',
    group: 'leftBehind',
    type: years,
  },
  leftBehindMonthsAway: {
    zh: '留守儿童：父母外出须满（0 为不限）',
    en: 'Left behind: parents away for at least (0: no limit)',
    group: 'leftBehind',
    type: months,
  },
  leftBehindOtherCounty: {
    zh: '留守儿童：外出须到外县',
    en: 'Left behind: away means in another county',
    group: 'leftBehind',
    type: yesNo,
  },
  leftBehindRuralOnly: {
    zh: '留守儿童：只计农村户籍',
    en: 'Left behind: rural household register only',
    group: 'leftBehind',
    type: yesNo,
  },
  leftBehindAway: {
    zh: '留守儿童：算作“外出”的父母状态',
    en: 'Left behind: states of a parent that count as away',
    group: 'leftBehind',
    type: states,
  },
  leftBehindIncapable: {
    zh: '留守儿童：算作“无监护能力”的父母状态',
    en: 'Left behind: states of a parent that count as incapable',
    group: 'leftBehind',
    type: states,
  },
  orphanStates: {
    zh: '孤儿：算作“失去父母”的父母状态',
    en: 'Orphan: states of a parent that count as lost',
    group: 'unraised',
    type: states,
  },
  unraisedStates: {
    zh: '事实无人抚养：父母双方均须符合的情形',
    en: 'De facto unraised, case A: states for both parents',
    group: 'unraised',
    type: states,
  },
  unraisedOneLost: {
    zh: '事实无人抚养：一方的“死亡或失踪”',
    en: 'De facto unraised, case B: the parent who is lost',
    group: 'unraised',
    type: states,
  },
  unraisedOtherStates: {
    zh: '事实无人抚养：一方死亡或失踪时另一方的情形',
    en: 'De facto unraised, case B: states of the other parent',
    group: 'unraised',
    type: states,
  },
  unraisedMonthsOutOfContact: {
    zh: '事实无人抚养：失联须满',
    en: 'De facto unraised: out of contact for at least',
    group: 'unraised',
    type: months,
  },
  unraisedMonthsConfined: {
    zh: '事实无人抚养：服刑、戒毒、限制人身自由须满',
    en: 'De facto unraised: term of confinement of at least',
    group: 'unraised',
    type: months,
  },
  severeGrade: {
    zh: '重残：几级及以上',
    en: 'Severe disability: up to which grade',
    group: 'unraised',
    type: { kind: 'number', min: 1, max: 4, zh: '级', en: '(grade)' },
  },
  severeGradeMental: {
    zh: '重残：精神、智力残疾几级及以上',
    en: 'Severe disability, mental or intellectual: up to which grade',
    group: 'unraised',
    type: { kind: 'number', min: 1, max: 4, zh: '级', en: '(grade)' },
  },
  unraisedAfter18: {
    zh: '事实无人抚养：年满十八周岁仍在校的继续认定',
    en: 'De facto unraised: continues after 18 while at school',
    group: 'unraised',
    type: yesNo,
  },
  migrantAge: { zh: '流动儿童：不满多少周岁', en: 'Migrant: under which age', group: 'migrant', type: years },
  migrantMonths: {
    zh: '流动儿童：在外县居住须满',
    en: 'Migrant: living in another county for at least',
    group: 'migrant',
    type: months,
  },
  minorAge: { zh: '未成年人：不满多少周岁', en: 'Minor: under which age', group: 'difficulty', type: years },
  povertyAid: {
    zh: '家庭贫困：以享受哪些救助为准',
    en: 'Poor household: which aid tells it',
    group: 'difficulty',
    type: { kind: 'codes', list: AID },
  },
  visitDaysHigh: {
    zh: '高关注儿童：多少天内至少走访一次',
    en: 'High attention: one visit within',
    group: 'visits',
    type: days,
  },
  visitDaysMiddle: {
    zh: '中关注儿童：多少天内至少走访一次',
    en: 'Middle attention: one visit within',
    group: 'visits',
    type: days,
  },
  visitDaysLow: {
    zh: '低关注儿童：多少天内至少走访一次',
    en: 'Low attention: one visit within',
    group: 'visits',
    type: days,
  },
  visitHigh: {
    zh: '高关注：哪些类别（另有“重点关注”和监护情况差）',
    en: 'High attention: which circumstances (beside key attention and poor guardianship)',
    group: 'visits',
    type: circumstances,
  },
  visitMiddle: {
    zh: '中关注：哪些类别（另有监护情况一般）',
    en: 'Middle attention: which circumstances (beside fair guardianship)',
    group: 'visits',
    type: circumstances,
  },
  problemDays: {
    zh: '走访发现的问题：多少天内处理',
    en: 'Problems found on a visit: dealt with within',
    group: 'visits',
    type: days,
  },
  problemDaysUrgent: {
    zh: '走访发现的紧要问题：多少天内处理',
    en: 'Urgent problems found on a visit: dealt with within',
    group: 'visits',
    type: days,
  },
  problemUrgent: {
    zh: '哪些是紧要问题',
    en: 'Which problems are urgent',
    group: 'visits',
    type: { kind: 'codes', list: PROBLEM },
  },
  returnedDays: {
    zh: '退回的走访：多少天内补充',
    en: 'A returned visit: supplemented within',
    group: 'visits',
    type: days,
  },
  visitTownshipDays: {
    zh: '任务逾期多少天后提醒乡镇儿童督导员',
    en: 'Overdue for how long until the township is told',
    group: 'visits',
    type: days,
  },
  visitCountyDays: {
    zh: '任务逾期多少天后提醒县民政部门',
    en: 'Overdue for how long until the county is told',
    group: 'visits',
    type: days,
  },
  visitPosition: {
    zh: '走访时可以记录手机位置',
    en: 'The position of the phone may be recorded on a visit',
    group: 'visits',
    type: yesNo,
  },
  visitByColour: {
    zh: '关注程度：红色儿童不低于高，黄色儿童不低于中',
    en: 'Attention: red children at least high, yellow ones at least middle',
    group: 'visits',
    type: yesNo,
  },
  riskRed: {
    zh: '红色：哪些类别（另有监护情况差、评估为红色、紧要问题未处理）',
    en: 'Red: which circumstances (beside poor guardianship, a red assessment, an urgent open problem)',
    group: 'risk',
    type: circumstances,
  },
  riskYellow: {
    zh: '黄色：哪些类别（另有监护情况一般、评估为黄色、其他问题未处理）',
    en: 'Yellow: which circumstances (beside fair guardianship, a yellow assessment, another open problem)',
    group: 'risk',
    type: circumstances,
  },
  riskOverrideDays: {
    zh: '人工调整颜色：最长有效',
    en: 'An override of the colour lasts at most',
    group: 'risk',
    type: days,
  },
  keyColours: {
    zh: '重点关爱对象：哪些颜色（另有登记为重点关注的）',
    en: 'Key children: which colours (beside those marked for key attention)',
    group: 'risk',
    type: { kind: 'codes', list: COLOUR },
  },
  assessmentFirstDays: {
    zh: '建档后多少天内首次评估',
    en: 'First assessment after the file was opened within',
    group: 'risk',
    type: days,
  },
  assessmentWithinDays: {
    zh: '多少天内评估过的计入“已评估”',
    en: 'Counted as assessed: within the last',
    group: 'risk',
    type: days,
  },
  unattendedAge: {
    zh: '不得无人看护：不满多少周岁',
    en: 'Never unattended: under which age',
    group: 'agreements',
    type: years,
  },
  aloneAge: {
    zh: '不得脱离监护单独生活：不满多少周岁',
    en: 'Never living alone: under which age',
    group: 'agreements',
    type: years,
  },
  heardAge: {
    zh: '委托照护须听取儿童意见：已满多少周岁',
    en: 'Heard before being entrusted: from which age on',
    group: 'agreements',
    type: years,
  },
  agreementFor: {
    zh: '哪些儿童须签订委托照护协议',
    en: 'Who must have a care agreement',
    group: 'agreements',
    type: circumstances,
  },
  agreementByPhone: {
    zh: '委托照护协议：允许父母电话同意',
    en: 'Care agreement: a parent may agree by telephone',
    group: 'agreements',
    type: yesNo,
  },
  agreementMonths: {
    zh: '委托照护协议：期限最长',
    en: 'Care agreement: for at most',
    group: 'agreements',
    type: months,
  },
  agreementConfirmMonths: {
    zh: '委托照护协议：每隔多久确认一次',
    en: 'Care agreement: confirmed every',
    group: 'agreements',
    type: months,
  },
  agreementRemindDays: {
    zh: '委托照护协议：到期、确认前多少天提醒',
    en: 'Care agreement: how long before its day it is told',
    group: 'agreements',
    type: days,
  },
  agreementDays: {
    zh: '委托照护协议：须签订或情况变化后多少天内办理',
    en: 'Care agreement: signed, or signed anew after a change, within',
    group: 'agreements',
    type: days,
  },
  workdayTerms: {
    zh: '哪些期限按工作日计算（其余按自然日）',
    en: 'Which terms are counted in workdays (the others in days)',
    group: 'calendar',
    type: { kind: 'codes', list: WORKDAY_TERMS },
  },
  dueOnClosedDays: {
    zh: '哪些任务可在非工作日到期（涉及人身安全；其余顺延至下一个工作日）',
    en: 'Which tasks may fall due on a day off (life and limb); the others move to the next workday',
    group: 'calendar',
    type: { kind: 'codes', list: CLOSED_DAY_DUTIES },
  },
  winterVisitFor: {
    zh: '寒假走访：哪些类别的儿童在寒假内走访一次',
    en: 'Winter round: who is visited once in the winter holiday',
    group: 'calendar',
    type: circumstances,
  },
  homecomingVisitFor: {
    zh: '返乡走访：哪些类别的儿童在父母返乡期间走访一次',
    en: 'Homecoming round: who is visited once while parents are at home',
    group: 'calendar',
    type: circumstances,
  },
  quietFrom: {
    zh: '短信：几点以后不发，等到早上',
    en: 'SMS: none from this hour on; they wait for the morning',
    group: 'notices',
    type: hour,
  },
  quietUntil: { zh: '短信：早上几点起发', en: 'SMS: sent from this hour on', group: 'notices', type: hour },
  noticeTasksText: {
    zh: '短信：每日任务提醒的文字',
    en: 'SMS: the text about tasks, once a day',
    group: 'notices',
    type: { kind: 'text', words: TASK_WORDS },
  },
  noticeText: {
    zh: '短信：其他通知的文字',
    en: 'SMS: the text about everything else',
    group: 'notices',
    type: { kind: 'text', words: NOTICE_WORDS },
  },
  backupDays: {
    zh: '多少天没有备份提醒系统管理员',
    en: 'No backup for how long until the system administrator is told',
    group: 'notices',
    type: days,
  },
  workCalendar: {
    zh: '全年放假和调休安排',
    en: 'Days off and make-up workdays of a year',
    group: 'calendar',
    type: { kind: 'calendar' },
  },
  schoolCalendar: {
    zh: '全年寒暑假',
    en: 'School holidays of a year',
    group: 'calendar',
    type: { kind: 'calendar' },
  },
  homecoming: {
    zh: '父母返乡的日子',
    en: 'Days on which parents come home',
    group: 'calendar',
    type: { kind: 'calendar' },
  },
  superviseFor: {
    zh: '每周联系、每周走访、失管率：哪些儿童',
    en: 'Weekly contact, weekly visits, children without supervision: of whom',
    group: 'supervision',
    type: circumstances,
  },
  contactDays: {
    zh: '父母与儿童联系：多少天内至少一次',
    en: 'Parents in contact with the child: once within',
    group: 'supervision',
    type: days,
  },
  contactUrgeDays: {
    zh: '超过联系时限后：多少天内督促父母',
    en: 'Parents urged after that term within',
    group: 'supervision',
    type: days,
  },
  weeklyVisitDays: {
    zh: '每周走访率：按最近多少天计',
    en: 'Share visited weekly: within the last',
    group: 'supervision',
    type: days,
  },
  unsupervisedDays: {
    zh: '失管：多少天内既未走访到本人、也不知父母有联系',
    en: 'Without supervision: neither seen nor known to be in contact within',
    group: 'supervision',
    type: days,
  },
  helperFor: {
    zh: '哪些儿童须落实帮扶责任人',
    en: 'Who must have a responsible person',
    group: 'supervision',
    type: circumstances,
  },
} as const satisfies Record<string, PolicyDef>

export type PolicyKey = keyof typeof POLICY_KEYS
/** Keys that rules ask by; those of the calendar are read as one calendar. */
export type RuleKey = Exclude<PolicyKey, CalendarKey>
type ValueOf<T extends PolicyType> = T extends { kind: 'number' }
  ? number
  : T extends { kind: 'yesNo' }
    ? boolean
    : T extends { kind: 'text' }
      ? string
      : readonly string[]
export type PolicyValue<K extends PolicyKey = PolicyKey> = ValueOf<(typeof POLICY_KEYS)[K]['type']>
