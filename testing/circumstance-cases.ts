import type { StoredAct } from '#domain/act/stored-act.ts'
import { explainOne, type Finding } from '#domain/circumstance/circumstances.ts'
import type { Answer } from '#domain/circumstance/judge.ts'
import { type ChildStory, childStory, knowledgeOn } from '#domain/circumstance/knowledge.ts'
import type { Circumstance } from '#domain/fact/code-lists.ts'
import type { FactEntries, FactValue } from '#domain/fact/fact.ts'
import { policyBook } from '#domain/policy/policy.ts'
import { SHIPPED, SHIPPED_BOOK } from '#domain/policy/shipped.ts'

/** A fact that has held since the beginning, or since a day, or from one day until another. */
type Told = FactValue | { is: FactValue; since: string; until?: string }
type Facts = Record<string, Told>
type Case = {
  title: string
  clause: string
  is: Circumstance
  answer: Answer
  on?: string
  area?: string
  case?: 'A' | 'B'
  /** What would have to be asked. */
  missing?: string[]
  child?: Facts
  /** Several: told one after the other. null: no such parent in the file. */
  father?: Facts | Facts[] | null
  mother?: Facts | Facts[] | null
  carer?: 'father' | 'mother' | 'paternalGrandmother'
}

const BEGIN = '2018-01-01'
const ON = '2026-11-22'
const FUSHUN = '210421101201'
const GUANGDONG = '440104001001'

const entries = (facts: Facts): FactEntries =>
  Object.fromEntries(
    Object.entries(facts).map(([key, told]) => [
      key,
      typeof told === 'object' && !Array.isArray(told)
        ? { state: 'known', value: told.is, since: told.since, ...(told.until && { until: told.until }) }
        : { state: 'known', value: told, since: BEGIN },
    ]),
  )

function storyOf({ child = {}, father = {}, mother = {}, carer }: Case): ChildStory {
  const family = [
    ...(father ? [{ person: 'f', relation: 'father', carer: carer === 'father' }] : []),
    ...(mother ? [{ person: 'm', relation: 'mother', carer: carer === 'mother' }] : []),
    ...(carer === 'paternalGrandmother' ? [{ person: 'g', relation: carer, carer: true }] : []),
  ]
  const act = (id: string, rest: object) =>
    ({ id, seq: 1, day: BEGIN, receivedAt: `${BEGIN}T00:00:00Z`, ...rest }) as unknown as StoredAct
  const opened = act('open', {
    kind: 'child.open',
    child: 'c',
    body: { day: BEGIN, area: FUSHUN, facts: entries({ birthDate: '2014-06-01', ...child }), family },
  })
  const about = (person: string, told: Facts | Facts[] | null) =>
    (Array.isArray(told) ? told : [told ?? {}]).map((facts, i) =>
      act(`${person}${i}`, {
        seq: 2 + i,
        kind: 'relative.record',
        child: 'c',
        person,
        body: { day: BEGIN, facts: entries(facts) },
      }),
    )
  return childStory([opened], [...about('f', father), ...about('m', mother)])
}

/** Local variants that counties have (policy notes §1): away for six months, in another county; any register. */
const SIX_MONTHS_ELSEWHERE = policyBook([
  ...SHIPPED,
  ...(
    [
      ['leftBehindMonthsAway', 6],
      ['leftBehindOtherCounty', true],
      ['leftBehindRuralOnly', false],
    ] as const
  ).map(([key, value]) => ({
    id: key,
    key,
    area: '640106',
    from: '2024-06-01',
    value,
    document: '银川市 2024 年摸底方案',
    clause: '排查对象',
    standing: 'local' as const,
  })),
])
export const YINCHUAN = '640106001001'

/** The finding of a case, as the phone and the server compute it. */
export function findingOf(one: Case): Finding {
  const area = one.area ?? FUSHUN
  const on = one.on ?? ON
  const book = area.startsWith('64') ? SIX_MONTHS_ELSEWHERE : SHIPPED_BOOK
  return explainOne(knowledgeOn(storyOf(one), { on })!, book.on(area, on), one.is)
}

const state = (is: string, since = BEGIN): Facts => ({ parentState: { is, since } })
const AWAY = state('awayForWork')
const HOME = state('atHome')
const DEAD = state('deceased')

const LEFT = '国发〔2016〕13号 第一部分'
const FORM = '民发〔2016〕42号 附件1'
const ORPHAN = '国办发〔2010〕54号'
const NO62 = '民发〔2019〕62号 一'
const NO125 = '民发〔2020〕125号 一'
const GD = '粤民规字〔2019〕10号; 广东'
const MIGRANT = '流动儿童关爱保护行动方案(2024)'
const NO36 = '国发〔2016〕36号'

const leftBehind: Omit<Case, 'is'>[] = [
  { title: 'both parents away for work', clause: LEFT, answer: 'yes', father: AWAY, mother: AWAY },
  {
    title: 'father away, mother at home and capable',
    clause: LEFT,
    answer: 'no',
    father: AWAY,
    mother: HOME,
  },
  {
    title: 'father away, mother severely disabled',
    clause: LEFT,
    answer: 'yes',
    father: AWAY,
    mother: state('severelyDisabled'),
  },
  {
    title: 'mother away, father seriously ill',
    clause: LEFT,
    answer: 'yes',
    mother: AWAY,
    father: state('seriouslyIll'),
  },
  { title: 'both at home', clause: LEFT, answer: 'no', father: HOME, mother: HOME },
  {
    title: 'both incapable, nobody away',
    clause: LEFT,
    answer: 'no',
    father: state('severelyDisabled'),
    mother: state('seriouslyIll'),
  },
  {
    title: 'father in prison, mother out of contact: has left home',
    clause: '项目默认值',
    answer: 'yes',
    father: state('imprisoned'),
    mother: state('outOfContact'),
  },
  { title: 'father away, mother dead', clause: LEFT, answer: 'yes', father: AWAY, mother: DEAD },
  { title: 'both dead', clause: LEFT, answer: 'no', father: DEAD, mother: DEAD },
  {
    title: 'father away, nothing known of the mother',
    clause: LEFT,
    answer: 'unknown',
    missing: ['mother.parentState'],
    father: AWAY,
  },
  {
    title: 'nothing known of either',
    clause: LEFT,
    answer: 'unknown',
    missing: ['father.parentState', 'mother.parentState'],
  },
  { title: 'mother at home, nothing known of the father', clause: LEFT, answer: 'no', mother: HOME },
  { title: 'the day before 16', clause: LEFT, answer: 'yes', on: '2030-05-31', father: AWAY, mother: AWAY },
  { title: 'the 16th birthday', clause: LEFT, answer: 'no', on: '2030-06-01', father: AWAY, mother: AWAY },
  {
    title: 'born on 29 February: 28 February of a common year',
    clause: LEFT,
    answer: 'yes',
    on: '2026-02-28',
    child: { birthDate: '2012-02-29' },
    father: AWAY,
    mother: AWAY,
  },
  {
    title: 'born on 29 February: 16 on 29 February of a leap year',
    clause: LEFT,
    answer: 'no',
    on: '2028-02-29',
    child: { birthDate: '2012-02-29' },
    father: AWAY,
    mother: AWAY,
  },
  {
    title: 'born on 29 February: the day before',
    clause: LEFT,
    answer: 'yes',
    on: '2028-02-28',
    child: { birthDate: '2012-02-29' },
    father: AWAY,
    mother: AWAY,
  },
  {
    title: 'only the month of birth known: young until its last day',
    clause: LEFT,
    answer: 'yes',
    on: '2026-05-30',
    child: { birthDate: '2010-05-31' },
    father: AWAY,
    mother: AWAY,
  },
  {
    title: 'urban household register',
    clause: FORM,
    answer: 'no',
    child: { hukouNature: 'urban' },
    father: AWAY,
    mother: AWAY,
  },
  {
    title: 'rural household register',
    clause: FORM,
    answer: 'yes',
    child: { hukouNature: 'rural' },
    father: AWAY,
    mother: AWAY,
  },
  { title: 'the form says: both away', clause: FORM, answer: 'yes', child: { bothParentsAway: true } },
  {
    title: 'the form says: one away, the other incapable',
    clause: FORM,
    answer: 'yes',
    child: { bothParentsAway: false, oneAwayOtherIncapable: true, incapableParent: 'mother' },
  },
  {
    title: 'the form says one away and the other incapable, not which',
    clause: FORM,
    answer: 'yes',
    child: { oneAwayOtherIncapable: true },
  },
  {
    title: 'the form says neither',
    clause: FORM,
    answer: 'no',
    child: { bothParentsAway: false, oneAwayOtherIncapable: false },
  },
  {
    title: 'one parent back since',
    clause: LEFT,
    answer: 'no',
    child: { bothParentsAway: { is: true, since: '2024-09-30' } },
    mother: state('atHome', '2026-03-01'),
  },
  {
    title: 'the day before that parent came back',
    clause: LEFT,
    answer: 'yes',
    on: '2026-02-28',
    child: { bothParentsAway: { is: true, since: '2024-09-30' } },
    mother: state('atHome', '2026-03-01'),
  },
  {
    title: 'back and away again',
    clause: LEFT,
    answer: 'yes',
    father: AWAY,
    mother: [state('awayForWork'), state('atHome', '2026-01-20'), state('awayForWork', '2026-02-20')],
  },
  {
    title: 'work places of both are known',
    clause: FORM,
    answer: 'yes',
    father: { workPlace: '广东省东莞市' },
    mother: { workPlace: '江苏省苏州市' },
  },
  {
    title: 'the list names the mother as the carer',
    clause: LEFT,
    answer: 'no',
    father: { workPlace: '广东省东莞市' },
    mother: { workPlace: '' },
    carer: 'mother',
  },
  {
    title: 'local variant: away for less than six months',
    clause: '银川 2024',
    area: YINCHUAN,
    on: '2026-07-09',
    answer: 'no',
    father: { ...state('awayForWork', '2026-01-10'), workOutside: true },
    mother: { ...AWAY, workOutside: true },
  },
  {
    title: 'local variant: six months full',
    clause: '银川 2024',
    area: YINCHUAN,
    on: '2026-07-10',
    answer: 'yes',
    father: { ...state('awayForWork', '2026-01-10'), workOutside: true },
    mother: { ...AWAY, workOutside: true },
  },
  {
    title: 'local variant: said again meanwhile, the months go on',
    clause: '银川 2024',
    area: YINCHUAN,
    on: '2026-07-10',
    answer: 'yes',
    father: [
      { ...state('awayForWork', '2026-01-10'), workOutside: true },
      state('awayForWork', '2026-05-01'),
    ],
    mother: { ...AWAY, workOutside: true },
  },
  {
    title: 'local variant: works inside the county',
    clause: '银川 2024',
    area: YINCHUAN,
    answer: 'no',
    father: { ...AWAY, workOutside: false },
    mother: { ...AWAY, workOutside: true },
  },
  {
    title: 'local variant: not known in which county',
    clause: '银川 2024',
    area: YINCHUAN,
    answer: 'unknown',
    missing: ['father.workOutside'],
    father: AWAY,
    mother: { ...AWAY, workOutside: true },
  },
  {
    title: 'local variant: any household register',
    clause: '银川 2024',
    area: YINCHUAN,
    answer: 'yes',
    child: { hukouNature: 'urban' },
    father: { ...AWAY, workOutside: true },
    mother: { ...AWAY, workOutside: true },
  },
  {
    title: 'before the local variant the national rule',
    clause: '银川 2024',
    area: YINCHUAN,
    on: '2024-05-31',
    answer: 'yes',
    father: state('awayForWork', '2024-05-20'),
    mother: AWAY,
  },
]

const unraised: Omit<Case, 'is'>[] = [
  {
    title: 'A: both in prison for years',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: { ...state('imprisoned'), termMonths: 36 },
    mother: { ...state('imprisoned'), termMonths: 24 },
  },
  {
    title: 'A: father in prison since May, mother out of contact for seven months',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: state('imprisoned', '2026-05-06'),
    mother: state('outOfContact', '2026-04-20'),
  },
  {
    title: 'A: father in prison, mother at home',
    clause: NO62,
    answer: 'no',
    father: state('imprisoned'),
    mother: HOME,
  },
  {
    title: 'A: father in prison, nothing known of the mother',
    clause: NO62,
    answer: 'unknown',
    missing: ['mother.parentState'],
    father: state('imprisoned'),
  },
  {
    title: 'A: out of contact, the day before six months',
    clause: NO62,
    on: '2026-11-09',
    answer: 'no',
    father: state('imprisoned'),
    mother: state('outOfContact', '2026-05-10'),
  },
  {
    title: 'A: out of contact, six months full',
    clause: NO62,
    on: '2026-11-10',
    answer: 'yes',
    case: 'A',
    father: state('imprisoned'),
    mother: state('outOfContact', '2026-05-10'),
  },
  {
    title: 'A: out of contact since 31 August, full on the last of February',
    clause: NO62,
    on: '2026-02-28',
    answer: 'yes',
    case: 'A',
    father: state('imprisoned'),
    mother: state('outOfContact', '2025-08-31'),
  },
  {
    title: 'A: the day before that',
    clause: NO62,
    on: '2026-02-27',
    answer: 'no',
    father: state('imprisoned'),
    mother: state('outOfContact', '2025-08-31'),
  },
  {
    title: 'A: out of contact, said again at each visit',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: state('imprisoned'),
    mother: [state('outOfContact', '2026-04-01'), state('outOfContact', '2026-09-01')],
  },
  {
    title: 'A: out of contact, back for a month in between',
    clause: NO62,
    answer: 'no',
    father: state('imprisoned'),
    mother: [
      state('outOfContact', '2026-01-01'),
      state('atHome', '2026-07-01'),
      state('outOfContact', '2026-08-01'),
    ],
  },
  {
    title: 'A: out of contact, yet sends money',
    clause: NO62,
    answer: 'no',
    father: state('imprisoned'),
    mother: { ...state('outOfContact'), supporting: true },
  },
  {
    title: 'A: a term of five months',
    clause: NO62,
    answer: 'no',
    father: { ...state('imprisoned', '2026-10-01'), termMonths: 5 },
    mother: state('outOfContact'),
  },
  {
    title: 'A: a term of six months, on its first day',
    clause: NO62,
    on: '2026-10-01',
    answer: 'yes',
    case: 'A',
    father: { ...state('imprisoned', '2026-10-01'), termMonths: { is: 6, since: '2026-10-01' } },
    mother: state('outOfContact'),
  },
  {
    title: 'A: in prison for a month, the term unknown',
    clause: NO62,
    answer: 'unknown',
    missing: ['father.termMonths'],
    father: state('imprisoned', '2026-10-20'),
    mother: state('outOfContact'),
  },
  {
    title: 'A: released before six months, by the end that is known',
    clause: NO62,
    on: '2026-03-01',
    answer: 'no',
    father: { parentState: { is: 'imprisoned', since: '2026-01-01', until: '2026-05-31' } },
    mother: state('outOfContact'),
  },
  {
    title: 'A: a term until a day more than six months away',
    clause: NO62,
    on: '2026-03-01',
    answer: 'yes',
    case: 'A',
    father: { parentState: { is: 'imprisoned', since: '2026-01-01', until: '2026-12-31' } },
    mother: state('outOfContact'),
  },
  {
    title: 'A: compulsory rehabilitation for two years',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: { ...state('compulsoryRehabilitation'), termMonths: 24 },
    mother: state('seriouslyIll'),
  },
  {
    title: 'A: otherwise confined for six months',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: { ...state('otherwiseConfined'), termMonths: 6 },
    mother: state('seriouslyIll'),
  },
  {
    title: 'A: otherwise confined for three months',
    clause: NO62,
    answer: 'no',
    father: { ...state('otherwiseConfined', '2026-11-01'), termMonths: 3 },
    mother: state('seriouslyIll'),
  },
  {
    title: 'A: both severely disabled, by the word alone',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: state('severelyDisabled'),
    mother: state('severelyDisabled'),
  },
  {
    title: 'A: grade 1, physical',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: { ...HOME, disabilityGrade: 'grade1', disabilityKinds: ['physical'] },
    mother: state('imprisoned'),
  },
  {
    title: 'A: grade 2, sight',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: { ...HOME, disabilityGrade: 'grade2', disabilityKinds: ['visual'] },
    mother: state('imprisoned'),
  },
  {
    title: 'A: grade 3, physical',
    clause: NO62,
    answer: 'no',
    father: { ...HOME, disabilityGrade: 'grade3', disabilityKinds: ['physical'] },
    mother: state('imprisoned'),
  },
  {
    title: 'A: grade 3, mental',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: { ...HOME, disabilityGrade: 'grade3', disabilityKinds: ['mental'] },
    mother: state('imprisoned'),
  },
  {
    title: 'A: grade 4, intellectual',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: { ...HOME, disabilityGrade: 'grade4', disabilityKinds: ['intellectual'] },
    mother: state('imprisoned'),
  },
  {
    title: 'A: grade 4, hearing',
    clause: NO62,
    answer: 'no',
    father: { ...HOME, disabilityGrade: 'grade4', disabilityKinds: ['hearing'] },
    mother: state('imprisoned'),
  },
  {
    title: 'A: grade 3, the kind unknown',
    clause: NO62,
    answer: 'unknown',
    missing: ['father.disabilityKinds'],
    father: { ...HOME, disabilityGrade: 'grade3' },
    mother: state('imprisoned'),
  },
  {
    title: 'A: called severely disabled, the certificate says grade 3, physical',
    clause: NO62,
    answer: 'no',
    father: { ...state('severelyDisabled'), disabilityGrade: 'grade3', disabilityKinds: ['physical'] },
    mother: state('imprisoned'),
  },
  {
    title: 'A: both seriously ill',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    father: state('seriouslyIll'),
    mother: { ...HOME, health: 'seriousIllness' },
  },
  {
    title: 'A: guardianship revoked, before 125号',
    clause: NO125,
    on: '2020-12-23',
    answer: 'no',
    father: state('guardianshipRevoked'),
    mother: state('imprisoned'),
  },
  {
    title: 'A: guardianship revoked, on the day of 125号',
    clause: NO125,
    on: '2020-12-24',
    answer: 'yes',
    case: 'A',
    father: state('guardianshipRevoked'),
    mother: state('imprisoned'),
  },
  {
    title: 'A: deported, elsewhere in the country',
    clause: NO125,
    answer: 'yes',
    case: 'A',
    father: state('imprisoned'),
    mother: state('deported'),
  },
  {
    title: 'A: deported, yet supports the child',
    clause: NO125,
    answer: 'no',
    father: state('imprisoned'),
    mother: { ...state('deported'), supporting: true },
  },
  {
    title: 'A: deported, in 广东',
    clause: GD,
    area: GUANGDONG,
    answer: 'no',
    father: state('imprisoned'),
    mother: state('deported'),
  },
  {
    title: 'B: deported, in 广东',
    clause: GD,
    area: GUANGDONG,
    answer: 'yes',
    case: 'B',
    father: DEAD,
    mother: state('deported'),
  },
  {
    title: 'A: guardianship revoked, in 广东',
    clause: GD,
    area: GUANGDONG,
    answer: 'yes',
    case: 'A',
    father: state('imprisoned'),
    mother: state('guardianshipRevoked'),
  },
  {
    title: 'B: father dead, mother out of contact for long',
    clause: NO62,
    answer: 'yes',
    case: 'B',
    father: DEAD,
    mother: state('outOfContact'),
  },
  {
    title: 'B: father dead, mother out of contact for a month',
    clause: NO62,
    answer: 'no',
    father: DEAD,
    mother: state('outOfContact', '2026-10-22'),
  },
  {
    title: 'B: mother missing by court, father severely disabled',
    clause: NO62,
    answer: 'yes',
    case: 'B',
    mother: state('missing'),
    father: state('severelyDisabled'),
  },
  {
    title: 'B: mother dead, father in prison',
    clause: NO62,
    answer: 'yes',
    case: 'B',
    mother: DEAD,
    father: { ...state('imprisoned'), termMonths: 12 },
  },
  { title: 'B: father dead, mother away for work', clause: NO62, answer: 'no', father: DEAD, mother: AWAY },
  {
    title: 'B: father dead, nothing known of the mother',
    clause: NO62,
    answer: 'unknown',
    missing: ['mother.parentState'],
    father: DEAD,
  },
  { title: 'B: both dead is an orphan', clause: NO62, answer: 'no', father: DEAD, mother: DEAD },
  {
    title: 'one dead, the other missing is an orphan',
    clause: NO62,
    answer: 'no',
    father: DEAD,
    mother: state('missing'),
  },
  { title: 'both away for work', clause: NO62, answer: 'no', father: AWAY, mother: AWAY },
  {
    title: 'the form says both away, nothing else known',
    clause: NO62,
    answer: 'no',
    child: { bothParentsAway: true },
  },
  {
    title: 'no father in the file, mother in prison',
    clause: NO62,
    answer: 'unknown',
    missing: ['father.parentState'],
    father: null,
    mother: state('imprisoned'),
  },
  {
    title: 'the day before 18',
    clause: NO62,
    answer: 'yes',
    case: 'A',
    on: '2032-05-31',
    father: state('imprisoned'),
    mother: state('imprisoned'),
  },
  {
    title: 'the 18th birthday',
    clause: NO62,
    answer: 'no',
    on: '2032-06-01',
    father: state('imprisoned'),
    mother: state('imprisoned'),
  },
  {
    title: '18 and in senior secondary school, nationally',
    clause: NO62,
    answer: 'no',
    on: '2032-06-01',
    child: { schooling: 'seniorSecondary' },
    father: state('imprisoned'),
    mother: state('imprisoned'),
  },
  {
    title: '18 and in senior secondary school, in 广东',
    clause: GD,
    area: GUANGDONG,
    answer: 'yes',
    case: 'A',
    on: '2032-06-01',
    child: { schooling: 'seniorSecondary' },
    father: state('imprisoned'),
    mother: state('imprisoned'),
  },
  {
    title: '18 and no longer at school, in 广东',
    clause: GD,
    area: GUANGDONG,
    answer: 'no',
    on: '2032-06-01',
    child: { schooling: 'notInSchool' },
    father: state('imprisoned'),
    mother: state('imprisoned'),
  },
]

const others: Case[] = [
  { title: 'both parents dead', clause: ORPHAN, is: 'orphan', answer: 'yes', father: DEAD, mother: DEAD },
  {
    title: 'one dead, the other declared missing',
    clause: ORPHAN,
    is: 'orphan',
    answer: 'yes',
    father: DEAD,
    mother: state('missing'),
  },
  {
    title: 'one dead, the other in prison',
    clause: ORPHAN,
    is: 'orphan',
    answer: 'no',
    father: DEAD,
    mother: state('imprisoned'),
  },
  {
    title: 'one dead, the other unknown',
    clause: ORPHAN,
    is: 'orphan',
    answer: 'unknown',
    missing: ['mother.parentState'],
    father: DEAD,
  },
  {
    title: 'natural parents cannot be found',
    clause: ORPHAN,
    is: 'orphan',
    answer: 'yes',
    child: { parentsUntraceable: true },
    father: null,
    mother: null,
  },
  {
    title: 'an orphan turns 18',
    clause: ORPHAN,
    is: 'orphan',
    answer: 'no',
    on: '2032-06-01',
    father: DEAD,
    mother: DEAD,
  },
  {
    title: 'in another county for six months, with the mother',
    clause: MIGRANT,
    is: 'migrant',
    answer: 'yes',
    child: { hukouCounty: { is: 'otherCounty', since: '2026-05-22' } },
    carer: 'mother',
  },
  {
    title: 'a day short of six months',
    clause: MIGRANT,
    is: 'migrant',
    answer: 'no',
    child: { hukouCounty: { is: 'otherCounty', since: '2026-05-23' } },
    carer: 'mother',
  },
  {
    title: 'another district of the same city',
    clause: MIGRANT,
    is: 'migrant',
    answer: 'no',
    child: { hukouCounty: 'sameCityDistrict' },
    carer: 'mother',
  },
  {
    title: 'with a grandmother',
    clause: MIGRANT,
    is: 'migrant',
    answer: 'yes',
    child: { hukouCounty: 'otherCounty' },
    carer: 'paternalGrandmother',
  },
  {
    title: 'not known with whom',
    clause: MIGRANT,
    is: 'migrant',
    answer: 'unknown',
    missing: ['child.entrusted'],
    child: { hukouCounty: 'otherCounty' },
  },
  {
    title: 'not known where the register is',
    clause: MIGRANT,
    is: 'migrant',
    answer: 'unknown',
    missing: ['child.hukouCounty'],
    carer: 'mother',
  },
  {
    title: 'a migrant turns 16',
    clause: MIGRANT,
    is: 'migrant',
    answer: 'no',
    on: '2030-06-01',
    child: { hukouCounty: 'otherCounty' },
    carer: 'mother',
  },
  {
    title: 'a certificate of grade 3',
    clause: '国发〔2018〕20号',
    is: 'disabled',
    answer: 'yes',
    child: { health: 'frail', disabilityGrade: 'grade3' },
  },
  {
    title: 'healthy',
    clause: '国发〔2018〕20号',
    is: 'disabled',
    answer: 'no',
    child: { health: 'healthy' },
  },
  {
    title: 'health not collected',
    clause: '国发〔2018〕20号',
    is: 'disabled',
    answer: 'unknown',
    missing: ['child.health'],
  },
  {
    title: 'seriously ill',
    clause: NO36,
    is: 'seriouslyIll',
    answer: 'yes',
    child: { health: 'seriousIllness' },
  },
  {
    title: 'subsistence allowance',
    clause: NO36,
    is: 'poor',
    answer: 'yes',
    child: { aid: ['subsistence'] },
  },
  { title: 'temporary aid alone', clause: NO36, is: 'poor', answer: 'no', child: { aid: ['temporary'] } },
  {
    title: 'nobody guards',
    clause: NO36,
    is: 'guardianshipLacking',
    answer: 'yes',
    child: { guardianship: 'nobody' },
  },
  {
    title: 'insufficient guardian',
    clause: NO36,
    is: 'guardianshipImproper',
    answer: 'yes',
    child: { guardianship: 'carerInsufficient' },
  },
  {
    title: 'good guardian',
    clause: NO36,
    is: 'guardianshipImproper',
    answer: 'no',
    child: { guardianship: 'good' },
  },
  {
    title: 'not in the household register',
    clause: '合力监护、相伴成长',
    is: 'unregistered',
    answer: 'yes',
    child: { hukouRegistered: false },
  },
  {
    title: 'dropped out',
    clause: '合力监护、相伴成长',
    is: 'droppedOut',
    answer: 'yes',
    child: { schooling: 'droppedOut' },
  },
  {
    title: 'at 14 to 16 not at school is not dropping out',
    clause: FORM,
    is: 'droppedOut',
    answer: 'no',
    child: { schooling: 'notInSchool' },
  },
]

/** Hand-made cases of the definitions, each with its clause. */
export const CASES: readonly Case[] = [
  ...leftBehind.map((one) => ({ ...one, is: 'leftBehind' as const })),
  ...unraised.map((one) => ({ ...one, is: 'unraised' as const })),
  ...others,
]

/** What all cases answer, for comparing one program with another. */
export const answersOfCases = () =>
  CASES.map((one) => {
    const { answer, case: which, missing } = findingOf(one)
    return {
      title: one.title,
      answer,
      case: which,
      missing: missing.map(({ who, fact }) => `${who}.${fact}`),
    }
  })
