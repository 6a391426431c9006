import { band, GRADES, GUARDIANS } from './columns.ts'
import type { Cell, Check, Column, TableDef } from './table-def.ts'

const schooling = (key: string, zh: string, en: string, codes: readonly number[]): Column => ({
  key,
  zh,
  en,
  counts: (cell) => cell.schooling !== null && codes.includes(cell.schooling),
})
const compulsory = ({ schooling: code }: Cell) => code === 3 || code === 4

const numbered = (group: string, first: number, columns: readonly Column[]): Column[] =>
  columns.map((column, i) => ({ ...column, group, no: first + i }))
const inferred = (columns: readonly Column[]): Column[] =>
  columns.map((column) => ({ ...column, inferred: true }))
const guardian = (key: string) => GUARDIANS.find((column) => column.key === key)!

/**
 * Columns 1–32. The equalities between their numbers are confirmed, and so are columns 1–10; the heads of the others
 * are the best reading (policy §2.3), marked as inferred, and the county can correct them.
 */
const COLUMNS: readonly Column[] = [
  { key: 'total', zh: '农村留守儿童总数', en: 'Total', no: 1, counts: () => true },
  ...numbered('年龄段', 2, [
    ...band('age0to5', '0–5周岁', 'Age 0–5', 0),
    ...band('age6to13', '6（含）–13周岁', 'Age 6–13', 6),
    ...band('age14to15', '14（含）–16周岁', 'Age 14–15', 14),
  ]),
  ...inferred(
    numbered('就学情况', 11, [
      schooling('schoolingNotYet', '未入园', 'Not yet in kindergarten', [1]),
      schooling('schoolingKindergarten', '幼儿园', 'Kindergarten', [2]),
      schooling('schoolingPrimary', '小学', 'Primary school', [3]),
      schooling('schoolingJuniorSecondary', '初中', 'Junior secondary', [4]),
      schooling('schoolingSeniorSecondary', '高中', 'Senior secondary', [5]),
      schooling('schoolingVocational', '中职', 'Secondary vocational', [6]),
      schooling('schoolingDroppedOut', '辍学', 'Dropped out', [7]),
      schooling('schoolingNotInSchool', '不在学', 'Not in school', [8]),
    ]),
  ),
  ...inferred(
    numbered('户口登记', 19, [
      { key: 'hukouRegistered', zh: '已登记', en: 'Registered', counts: (c) => c.hukouRegistered === true },
      {
        key: 'hukouNotRegistered',
        zh: '未登记',
        en: 'Not registered',
        counts: (c) => c.hukouRegistered === false,
      },
    ]),
  ),
  ...inferred(
    numbered('就学与寄宿', 21, [
      schooling('stagePreschool', '学龄前', 'Preschool', [1, 2]),
      schooling('stageSenior', '高中阶段', 'Senior stage', [5, 6]),
      schooling('stageOutOfSchool', '辍学或不在学', 'Out of school', [7, 8]),
      {
        key: 'compulsoryBoarding',
        zh: '义务教育寄宿',
        en: 'Compulsory stage, boards',
        counts: (c) => compulsory(c) && c.boarding === true,
      },
      {
        key: 'compulsoryNotBoarding',
        zh: '义务教育非寄宿',
        en: 'Compulsory stage, does not board',
        counts: (c) => compulsory(c) && c.boarding === false,
      },
    ]),
  ),
  ...inferred(
    numbered(
      '实际监护',
      26,
      ['guardianGrandparents', 'guardianRelatives', 'guardianNone', 'guardianOneParentIncapable'].map(
        guardian,
      ),
    ),
  ),
  ...inferred(numbered('监护情况评估', 30, GRADES)),
]

const keyOf = (no: number) => COLUMNS.find((column) => column.no === no)!.key
const sum = (whole: readonly number[], parts: readonly number[], facts: readonly string[]): Check => ({
  rule: `${whole.join(' + ')} = ${parts.join(' + ')}`,
  whole: whole.map(keyOf),
  parts: parts.map(keyOf),
  facts,
})
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** 农村留守儿童摸底排查统计表, 附件3 of 民发〔2016〕42号 (policy §2.3). */
export const LEFT_BEHIND_2016: TableDef = {
  zh: '农村留守儿童摸底排查统计表（民发〔2016〕42号 附件3）',
  en: 'Survey of left-behind children (2016, no. 42, annex 3)',
  columns: COLUMNS,
  checks: [
    sum([1], [2, 5, 8], ['birthDate']),
    sum([1], range(11, 18), ['schooling']),
    sum([1], [19, 20], ['hukouRegistered']),
    sum([1], range(21, 25), ['schooling', 'boarding']),
    sum([1], range(26, 29), ['entrusted']),
    sum([1], [30, 31, 32], ['guardianship']),
    sum([2], [3, 4], ['sex']),
    sum([5], [6, 7], ['sex']),
    sum([8], [9, 10], ['sex']),
    sum([13, 14], [24, 25], ['boarding']),
  ],
}
