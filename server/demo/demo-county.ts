import type { NewAct } from '#domain/act/act.ts'
import type { PlainDate } from '#domain/dates.ts'
import { byWriting } from './act-writer.ts'
import type { FamilyPlan } from './family-plan.ts'
import { seededRandom } from './random.ts'
import type { County, Village } from './setting.ts'
import { type PeopledVillage, type SyntheticFamily, syntheticChildren } from './synthetic-county.ts'

export const DEMO_SEED = 'tonghu-demo'
export const DEMO_COUNTY: County = { code: '210421', name: '抚顺县', path: '辽宁省抚顺市抚顺县' }

/** Registered children today, as many in each township as the county's own report had. */
export const DEMO_CHILDREN: Readonly<Record<string, number>> = {
  石文镇: 11,
  后安镇: 26,
  上马镇: 11,
  救兵镇: 6,
  马圈子乡: 2,
  汤图满族乡: 19,
  峡河乡: 20,
  海浪乡: 5,
}
/** Long enough for one September, short enough to be read as a whole. */
const MONTHS = 14
const CHILDREN_OF_A_VILLAGE = 4

/** Whatever the dice say, whoever looks through the demo meets each of these once. By number of the family. */
const WISHES: Readonly<Record<number, Partial<FamilyPlan>>> = {
  2: { size: 2, apart: true, carer: 'paternalGrandmother', parents: 'away' },
  6: { parents: 'away', workPlace: '广东省东莞市', events: ['fatherWorksElsewhere'] },
  9: { parents: 'fatherDeceased', carer: 'paternalGrandfather' },
  12: { special: 'disabled' },
  15: { parents: 'away', events: ['relativeCorrected'] },
  18: { left: 'parentsBack', parents: 'away', size: 1 },
  21: { size: 2, carer: 'paternalGrandmother', events: ['phoneChanged', 'observed'] },
  24: { special: 'rareName', surname: '佟' },
  27: { parents: 'imprisonedAndOutOfContact', carer: 'paternalGrandmother' },
  30: { parents: 'fatherIncapable', carer: 'nobody' },
  33: { parents: 'away', carer: 'nobody', size: 1 },
  36: { special: 'noHukou' },
  39: { parents: 'away', carer: 'paternalGrandmother', events: ['carerChanged'] },
  42: { moved: true, size: 1 },
  45: { special: 'seriouslyIll' },
  48: { surname: '欧阳' },
  51: { size: 3, carer: 'maternalGrandmother', parents: 'away' },
  54: { special: 'droppedOut', carer: 'paternalUncle', parents: 'away' },
  57: { left: 'age', parents: 'away', size: 1 },
  60: { parents: 'motherDeceased', carer: 'paternalGrandmother' },
  63: { special: 'noHukou', events: ['hukouRegistered'] },
  66: { special: 'vocational' },
  69: { moved: true, size: 2 },
  72: { events: ['childCorrected', 'aidGranted'] },
}

export type DemoOptions = {
  /** The real villages of the county. */
  villages: readonly Village[]
  today: PlainDate
  avoid?: ReadonlySet<string>
}
export type DemoCounty = {
  villages: readonly PeopledVillage[]
  children: SyntheticFamily['children']
  /** Of all families, in the order in which they were written. */
  acts: NewAct[]
}

/** One hundred invented children in real villages, with a year behind them. */
export function demoCounty({ villages, today, avoid }: DemoOptions): DemoCounty {
  const peopled = peopledVillages(villages)
  const families = [
    ...syntheticChildren({
      seed: DEMO_SEED,
      county: DEMO_COUNTY,
      villages: peopled,
      today,
      months: MONTHS,
      visits: true,
      assessments: true,
      avoid,
      wish: (family) => WISHES[family],
    }),
  ]
  return {
    villages: peopled,
    children: families.flatMap(({ children }) => children),
    acts: families.flatMap(({ acts }) => acts).sort(byWriting),
  }
}

/** Each township's children in some of its villages, none of them empty. */
export function peopledVillages(villages: readonly Village[]): PeopledVillage[] {
  return Object.entries(DEMO_CHILDREN).flatMap(([township, children]) => {
    const random = seededRandom(`${DEMO_SEED}/${township}`)
    // The register is about the countryside: 社区 of the townships stay empty.
    const known = villages.filter((village) => village.township === township && village.name.endsWith('村'))
    if (known.length === 0) throw new Error(`no village of ${township} is known`)
    const wanted = Math.min(known.length, Math.ceil(children / CHILDREN_OF_A_VILLAGE))
    const chosen = new Set<Village>()
    while (chosen.size < wanted) chosen.add(random.pick(known))
    const peopled = [...chosen].sort(byCode).map((village) => ({ ...village, children: 1 }))
    for (let left = children - wanted; left > 0; left--) random.pick(peopled).children++
    return peopled
  })
}

const byCode = (a: Village, b: Village) => (a.code < b.code ? -1 : 1)
