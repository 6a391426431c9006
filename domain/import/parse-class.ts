import { compact } from './spelling.ts'

/** What a school class says: the stage of SCHOOLING, and the grade, of which 初一 is the seventh. */
export type SchoolClass = { schooling: string; grade?: number }

const NUMBER = '[一二三四五六七八九1-9]'
/** 三年级2班, 三(1)班, 4年1班, 六（2）班, 三年 */
const GRADE = new RegExp(`^(?:小学)?(${NUMBER})(?:年级|年|[（(])`)
/** 三1班, 302班 are left alone: they may be anything. 初一(3)班, 初二3班, 高一 */
const STAGE = /^(初|高)中?([一二三123])/
const KINDERGARTEN = /^(?:幼儿园)?(?:小小|小|中|大|托|学前)班|^幼儿园/

/** Which school a class is of; undefined where the words do not say it. */
export function parseClass(written: string): SchoolClass | undefined {
  const text = compact(written)
  const stage = STAGE.exec(text)
  if (stage)
    return stage[1] === '初'
      ? { schooling: 'juniorSecondary', grade: numberOf(stage[2]!) + 6 }
      : { schooling: 'seniorSecondary', grade: numberOf(stage[2]!) + 9 }
  const grade = numberOf(GRADE.exec(text)?.[1] ?? '')
  if (grade > 0) return { schooling: grade <= 6 ? 'primary' : 'juniorSecondary', grade }
  return KINDERGARTEN.test(text) ? { schooling: 'kindergarten' } : undefined
}

const numberOf = (character: string): number =>
  character === '' ? 0 : Number(character) || '一二三四五六七八九'.indexOf(character) + 1

const SCHOOL = /^(\p{Script=Han}{2,}?(?:学校|小学|中学|幼儿园))/u
/** 某县中小学, 全县小学: schools in general. */
const ANY_SCHOOL =
  /(?:中小学|全[省市县区乡镇]\p{Script=Han}*|[省市县区旗乡镇村各](?:小学|中学|学校|幼儿园))$/u

/** The school whose list this is, from the title: 育新九年一贯制学校2024年秋季留守学生统计表. */
export function schoolInTitle(title: string): string | undefined {
  const school = SCHOOL.exec(compact(title))?.[1]
  return school && !ANY_SCHOOL.test(school) ? school : undefined
}
