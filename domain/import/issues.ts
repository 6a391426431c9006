import type { Language } from '../refusals.ts'

/**
 * The closed list of remarks on a row. reject: no child without a person deciding. flag: imported, the
 * officer sees a warning. info: worth telling, nothing is wrong. hint: said beside the row of the preview, and in no
 * list. Sentences name no child.
 */
export const ISSUES = {
  'name-missing': { severity: 'reject', zh: '没有姓名', en: 'There is no name' },
  'area-unknown': {
    severity: 'reject',
    zh: '乡镇、村(居)不在本县区划中,或不能确定是哪一个',
    en: 'The township or village is not in this county, or it is not certain which one is meant',
  },
  'birth-after-as-of': {
    severity: 'reject',
    zh: '出生日期晚于名册日期',
    en: 'Born after the day of the list',
  },
  'age-18-plus': { severity: 'reject', zh: '已满18周岁', en: 'Eighteen or older' },
  'age-16-17': {
    severity: 'flag',
    zh: '已满16周岁,不再计入留守儿童',
    en: 'Sixteen or seventeen: no longer counted as left-behind',
  },
  'id-missing': { severity: 'info', zh: '没有身份证号码', en: 'No ID number is given' },
  'id-lost-digits': {
    severity: 'flag',
    zh: '身份证号码以数字格式保存,末位已丢失,未采用',
    en: 'The ID number was kept as a number and lost its last digits; it is left out',
  },
  'id-checksum': {
    severity: 'flag',
    zh: '身份证号码不符合校验规则,请核对',
    en: 'The ID number does not pass its check; please compare it with the card',
  },
  'id-sex-mismatch': {
    severity: 'flag',
    zh: '性别与身份证号码不一致',
    en: 'The ID number says the other sex',
  },
  'id-birth-mismatch': {
    severity: 'flag',
    zh: '出生日期与身份证号码不一致',
    en: 'The ID number says another birth date',
  },
  'month-only': {
    severity: 'hint',
    zh: '只写了年月,没有写日,未作为日期采用',
    en: 'Only the month is written; no day is made up',
  },
  'birth-date-missing': {
    severity: 'hint',
    zh: '没有出生日期,只有年龄',
    en: 'There is an age and no birth date',
  },
  'age-mismatch': {
    severity: 'flag',
    zh: '年龄与出生日期不一致',
    en: 'The age does not fit the birth date',
  },
  'phone-unplaced': {
    severity: 'hint',
    zh: '联系电话没有对应的监护人,未采用',
    en: 'The phone number is given without anybody whose it is; it is left out',
  },
  'parent-at-home': {
    severity: 'flag',
    zh: '监护人是在家的父亲或母亲,不符合留守儿童的认定条件',
    en: 'The guardian is a parent at home: not a left-behind child by definition',
  },
  'relation-unknown': {
    severity: 'flag',
    zh: '监护人与儿童的关系不明,按“其他”登记',
    en: 'How the guardian is related is not known; entered as "other"',
  },
  'value-unreadable': {
    severity: 'flag',
    zh: '内容无法识别,未采用',
    en: 'The content cannot be read; it is left out',
  },
  'relative-mismatch': {
    severity: 'flag',
    zh: '家庭成员的内容与档案或另一行不一致,未采用',
    en: 'This relative differs from the file or from another row; what stands here is left out',
  },
  'held-already': {
    severity: 'hint',
    zh: '此前导入的同一行还在等待判定是否重复',
    en: 'The same row of an earlier import still waits to be decided on',
  },
  'duplicate-in-file': {
    severity: 'flag',
    zh: '与另一行是同一儿童,本行未采用',
    en: 'The same child stands in another row; this row is left out',
  },
} as const satisfies Record<string, { severity: 'reject' | 'flag' | 'info' | 'hint'; zh: string; en: string }>

export type IssueCode = keyof typeof ISSUES

/** `field` is named as in the column report: idNumber, father.idNumber, village. */
export type Issue = { code: IssueCode; field: string | null }

export const issueSentence = ({ code }: Issue, language: Language): string => ISSUES[code][language]

export const isRejected = (issues: readonly Issue[]): boolean =>
  issues.some(({ code }) => ISSUES[code].severity === 'reject')
