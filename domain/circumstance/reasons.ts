import { CHILD_FACTS } from '../fact/child-facts.ts'
import { HUKOU_COUNTY, PARENT_STATE } from '../fact/code-lists.ts'
import type { FactDef } from '../fact/fact.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import type { Missing, Reason, Who } from './judge.ts'

type Said = { who: string; since: string; value: string; n: string; until: string }
const says = (zh: (r: Said) => string, en: (r: Said) => string) => ({ zh, en })

/** Every reason that rules give, as a sentence in both languages. */
export const REASONS = {
  tooOld: says(
    (r) => `已满${r.n}周岁`,
    (r) => `has turned ${r.n}`,
  ),
  younger: says(
    (r) => `不满${r.n}周岁${r.until && `（${r.until} 满）`}`,
    (r) => `under ${r.n}${r.until && ` (until ${r.until})`}`,
  ),
  stillAtSchool: says(
    (r) => `已满${r.n}周岁，仍在校就读`,
    (r) => `has turned ${r.n} and is still at school`,
  ),
  urbanHukou: says(
    () => '户籍为城镇居民户口',
    () => 'the household register is urban',
  ),
  notUrbanHukou: says(
    () => '户籍不是城镇居民户口',
    () => 'the household register is not urban',
  ),
  hukouAnyKind: says(
    () => '不限户籍性质',
    () => 'any household register',
  ),
  awayByState: says(
    (r) => `${r.who}自${r.since}起${r.value}`,
    (r) => `${r.who}: ${r.value} since ${r.since}`,
  ),
  awayForWork: says(
    (r) => `${r.who}自${r.since}起外出务工`,
    (r) => `${r.who} away for work since ${r.since}`,
  ),
  awayTooShort: says(
    (r) => `${r.who}自${r.since}起外出，未满${r.n}个月（${r.until} 满）`,
    (r) => `${r.who} away since ${r.since}, less than ${r.n} months (until ${r.until})`,
  ),
  awayInsideCounty: says(
    (r) => `${r.who}在本县务工`,
    (r) => `${r.who} works inside the county`,
  ),
  atHome: says(
    (r) => `${r.who}在家，有监护能力`,
    (r) => `${r.who} at home and capable`,
  ),
  incapable: says(
    (r) => `${r.who}${r.value}，无监护能力`,
    (r) => `${r.who}: ${r.value}, without guardianship capacity`,
  ),
  formBothAway: says(
    (r) => `登记为父母双方同时外出（${r.since}）`,
    (r) => `recorded: both parents away (${r.since})`,
  ),
  formNotBothAway: says(
    (r) => `登记为父母并未同时外出，也不是一方外出另一方无监护能力（${r.since}）`,
    (r) => `recorded: parents not both away, nor one away with the other incapable (${r.since})`,
  ),
  formOneIncapable: says(
    (r) => `登记为父母一方外出、另一方无监护能力（${r.since}）`,
    (r) => `recorded: one parent away, the other incapable (${r.since})`,
  ),
  neitherAway: says(
    () => '父母均未外出务工',
    () => 'neither parent is away for work',
  ),
  bothLost: says(
    () => '父母均已失去',
    () => 'both parents are lost',
  ),
  parentLost: says(
    (r) => `${r.who}${r.value}（${r.since}）`,
    (r) => `${r.who}: ${r.value} (${r.since})`,
  ),
  parentNotLost: says(
    (r) => `${r.who}${r.value || '健在'}`,
    (r) => `${r.who} is not lost${r.value && `: ${r.value}`}`,
  ),
  untraceable: says(
    () => '查找不到生父母',
    () => 'the natural parents cannot be found',
  ),
  parentState: says(
    (r) => `${r.who}${r.value}（自${r.since}起）`,
    (r) => `${r.who}: ${r.value} (since ${r.since})`,
  ),
  termLong: says(
    (r) => `${r.who}${r.value}（自${r.since}起），期限${r.n}个月`,
    (r) => `${r.who}: ${r.value} since ${r.since}, a term of ${r.n} months`,
  ),
  termShort: says(
    (r) => `${r.who}${r.value}，期限${r.n}个月，不足规定月数`,
    (r) => `${r.who}: ${r.value}, a term of only ${r.n} months`,
  ),
  monthsFull: says(
    (r) => `${r.who}${r.value}（自${r.since}起），已满${r.n}个月`,
    (r) => `${r.who}: ${r.value} since ${r.since}, ${r.n} months full`,
  ),
  monthsNotFull: says(
    (r) => `${r.who}${r.value}（自${r.since}起），未满${r.n}个月（${r.until} 满）`,
    (r) => `${r.who}: ${r.value} since ${r.since}, less than ${r.n} months (full on ${r.until})`,
  ),
  stateNotNamed: says(
    (r) => `${r.who}${r.value}，不在本规定所列情形之内`,
    (r) => `${r.who}: ${r.value}, not among the states of this rule`,
  ),
  severeGrade: says(
    (r) => `${r.who}残疾等级${r.n}级，属于重残`,
    (r) => `${r.who}: disability of grade ${r.n}, severe`,
  ),
  mildGrade: says(
    (r) => `${r.who}残疾等级${r.n}级，不属于重残`,
    (r) => `${r.who}: disability of grade ${r.n}, not severe`,
  ),
  seriousIllness: says(
    (r) => `${r.who}患重病`,
    (r) => `${r.who} is seriously ill`,
  ),
  supporting: says(
    (r) => `${r.who}仍履行抚养义务`,
    (r) => `${r.who} still supports the child`,
  ),
  noSuchState: says(
    (r) => `${r.who}没有规定所列情形`,
    (r) => `${r.who}: none of the states of the rule`,
  ),
  hukouHere: says(
    (r) => `户籍：${r.value}`,
    (r) => `household register: ${r.value}`,
  ),
  hukouElsewhere: says(
    (r) => `户籍在外县，自${r.since}起在本地居住，已满${r.n}个月`,
    (r) => `household register in another county, living here since ${r.since}, ${r.n} months full`,
  ),
  hukouElsewhereNotFull: says(
    (r) => `户籍在外县，自${r.since}起在本地居住，未满${r.n}个月（${r.until} 满）`,
    (r) =>
      `household register in another county, living here since ${r.since}, less than ${r.n} months (full on ${r.until})`,
  ),
  withGuardian: says(
    () => '随父母或其他监护人生活',
    () => 'lives with a parent or another guardian',
  ),
  nobodyGuards: says(
    () => '无人监护',
    () => 'nobody guards the child',
  ),
  factSays: says(
    (r) => `登记：${r.value}`,
    (r) => `recorded: ${r.value}`,
  ),
  factDenies: says(
    (r) => `登记：${r.value}`,
    (r) => `recorded: ${r.value}`,
  ),
} as const
export type ReasonCode = keyof typeof REASONS

const WHO: Record<Who, { zh: string; en: string }> = {
  child: { zh: '儿童', en: 'the child' },
  father: { zh: '父亲', en: 'the father' },
  mother: { zh: '母亲', en: 'the mother' },
}

const defOf = (who: Who, fact: string): FactDef | undefined =>
  (who === 'child' ? (CHILD_FACTS as Record<string, FactDef>) : (RELATIVE_FACTS as Record<string, FactDef>))[
    fact
  ]

/** A value as the catalogue calls it. */
function told({ who = 'child', fact, value }: Reason, language: 'zh' | 'en'): string {
  if (value === undefined) return ''
  const state =
    PARENT_STATE[value as keyof typeof PARENT_STATE] ?? HUKOU_COUNTY[value as keyof typeof HUKOU_COUNTY]
  if (fact === 'parentState' || fact === 'hukouCounty') return state[language]
  const def = fact ? defOf(who, fact) : undefined
  if (!def) return value
  const label = def[language]
  if (def.type.kind === 'yesNo')
    return `${label}${language === 'zh' ? '：' : ': '}${value === 'true' ? (language === 'zh' ? '是' : 'yes') : language === 'zh' ? '否' : 'no'}`
  if (def.type.kind === 'code' || def.type.kind === 'codes') {
    const { list } = def.type
    const names = value
      .split(',')
      .filter(Boolean)
      .map((code) => list[code]?.[language] ?? code)
    return `${label}${language === 'zh' ? '：' : ': '}${names.join(language === 'zh' ? '、' : ', ') || (language === 'zh' ? '无' : 'none')}`
  }
  return label
}

/** A reason as a sentence. */
export const tellReason = (reason: Reason, language: 'zh' | 'en'): string =>
  REASONS[reason.code][language]({
    who: WHO[reason.who ?? 'child'][language],
    since: reason.since ?? '',
    value: told(reason, language),
    n: reason.n === undefined ? '' : String(reason.n),
    until: reason.until ?? '',
  })

/** What would have to be asked, in words: 父亲的状态. */
export const tellMissing = ({ who, fact }: Missing, language: 'zh' | 'en'): string => {
  const label = defOf(who, fact)?.[language] ?? fact
  if (who === 'child') return label
  return language === 'zh' ? `${WHO[who].zh}的${label}` : `${label} of ${WHO[who].en}`
}
