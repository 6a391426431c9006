import { ageOn, type PlainDate } from '#domain/dates.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import { known, notApplicable, notCollected } from './fact-entries.ts'
import type { Special } from './family-plan.ts'
import type { Random } from './random.ts'

/** What decides, once for a child, where it is at school on any day. */
export type SchoolCareer = {
  /** Year of the September in which it begins primary school. */
  startsIn: number
  kindergartenFrom: number
  leavesAfter: 'junior' | 'compulsory' | 'never'
  afterJunior: 'seniorSecondary' | 'vocational'
  classNumber: number
  boards: { primary: boolean; junior: boolean; later: boolean }
}

/** Nine years of compulsory school, six and three, begun in the September after the sixth birthday. */
export function inventCareer(
  random: Random,
  birthDate: PlainDate,
  special: Special | undefined,
): SchoolCareer {
  const sixIn = Number(birthDate.slice(0, 4)) + 6
  const early = special === 'vocational'
  return {
    startsIn: (birthDate.slice(5) <= '08-31' ? sixIn : sixIn + 1) - (early ? 1 : 0),
    kindergartenFrom: random.weighted([
      [3, 70],
      [4, 22],
      [5, 8],
    ]),
    leavesAfter: special === 'droppedOut' ? 'junior' : !early && random.chance(0.08) ? 'compulsory' : 'never',
    afterJunior: early || random.chance(0.42) ? 'vocational' : 'seniorSecondary',
    classNumber: random.int(1, 3),
    boards: { primary: random.chance(0.1), junior: random.chance(0.4), later: random.chance(0.9) },
  }
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const
const KINDERGARTEN = { 3: '小班', 4: '中班', 5: '大班', 6: '大班' } as Record<number, string>
const DROPS_OUT_AT = 12

export type SchoolPlace = { township: string; county: string }

/** The facts of school as they stand on a day. */
export function schoolFacts(
  career: SchoolCareer,
  birthDate: PlainDate,
  day: PlainDate,
  { township, county }: SchoolPlace,
): FactEntries {
  const grade = schoolYear(day) - career.startsIn + 1
  const age = ageOn(birthDate, day)
  if (career.leavesAfter === 'junior' && age >= DROPS_OUT_AT) return away('droppedOut')
  if (grade < 1) {
    if (age < career.kindergartenFrom) return away('notYet')
    return at('kindergarten', `${township}中心幼儿园`, KINDERGARTEN[age] ?? '小班', false)
  }
  const { classNumber, boards } = career
  const named = (year: string) => `${year}年级${classNumber}班`
  if (grade <= 6) return at('primary', `${township}中心小学`, named(NUMERALS[grade - 1]!), boards.primary)
  if (grade <= 9)
    return at('juniorSecondary', `${township}初级中学`, named(NUMERALS[grade - 1]!), boards.junior)
  if (career.leavesAfter === 'compulsory') return away('notInSchool')
  const school = career.afterJunior === 'vocational' ? '职业教育中心' : '高级中学'
  return at(career.afterJunior, `${county}${school}`, `高一${classNumber}班`, boards.later)
}

const schoolYear = (day: PlainDate) => Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)

const at = (schooling: string, school: string, gradeClass: string, boarding: boolean): FactEntries => ({
  schooling: known(schooling),
  school: known(school),
  gradeClass: known(gradeClass),
  boarding: known(boarding),
})

const away = (schooling: string): FactEntries => ({
  schooling: known(schooling),
  school: notApplicable,
  gradeClass: notApplicable,
  boarding: notApplicable,
})

export function schoolResults(random: Random, facts: FactEntries): FactEntries {
  const marked = ['primary', 'juniorSecondary', 'seniorSecondary', 'vocational']
  if (!marked.includes(String(facts.schooling?.value))) return { schoolResults: notApplicable }
  if (random.chance(0.2)) return { schoolResults: notCollected }
  const results = random.weighted([
    ['excellent', 14],
    ['good', 38],
    ['average', 36],
    ['weak', 12],
  ])
  return { schoolResults: known(results) }
}
