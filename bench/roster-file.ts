import { writeXlsx } from 'hucre/xlsx'
import type { ActBody, NewAct } from '#domain/act/act.ts'
import { chinaDay } from '#domain/dates.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION } from '#domain/fact/code-lists.ts'
import type { FactDef, FactEntries, FactValue } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { countyAreas } from '#server/area/area-data.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { villagesAmong } from '#server/demo/villages.ts'

const childFacts: Record<string, FactDef> = CHILD_FACTS
const relativeFacts: Record<string, FactDef> = RELATIVE_FACTS

const CHILD = [
  ...['name', 'sex', 'ethnicity', 'birthDate', 'idNumber', 'hukouRegistered', 'hukouPlace', 'residence'],
  ...['health', 'disabilityKinds', 'illness', 'boarding', 'schooling', 'bothParentsAway', 'entrusted'],
  ...['oneAwayOtherIncapable', 'guardianship', 'income', 'aid', 'villageContact', 'villageContactPhones'],
]
const PARENT = ['name', 'birthDate', 'workPlace', 'phones', 'idNumber']
/** Relation in the file, and which of its facts stand there: with the child's own these are 40 columns. */
const RELATIVES: [keyof typeof RELATION, string[]][] = [
  ['father', PARENT],
  ['mother', PARENT],
  ['paternalGrandfather', ['name', 'birthDate']],
  ['paternalGrandmother', ['name', 'birthDate']],
  ['maternalGrandfather', ['name']],
  ['maternalGrandmother', ['name']],
]
const HEADS = [
  ...['序号', '乡镇', '村(居)'],
  ...CHILD.map((key) => childFacts[key]!.zh),
  ...RELATIVES.flatMap(([relation, keys]) =>
    keys.map((key) => RELATION[relation].zh + relativeFacts[key]!.zh),
  ),
]

function shown(def: FactDef, value: FactValue): string {
  const { type } = def
  if (type.kind === 'code') return type.list[value as string]!.zh
  if (type.kind === 'codes') return (value as string[]).map((key) => type.list[key]!.zh).join('、')
  if (type.kind === 'yesNo') return value ? '是' : '否'
  return Array.isArray(value) ? value.join('、') : String(value)
}

function cell(catalogue: Record<string, FactDef>, facts: FactEntries | undefined, key: string) {
  const fact = facts?.[key]
  return fact?.state === 'known' ? shown(catalogue[key]!, fact.value!) : null
}

/** A township's clerk would be surprised, but the importer must bear it: so many children in one sheet of 40 columns. */
export async function rosterFile(children: number): Promise<Uint8Array> {
  const villages = villagesAmong(countyAreas(DEMO_COUNTY.code)!.areas).filter(({ name }) =>
    name.endsWith('村'),
  )
  const here = new Map(villages.map((village) => [village.code as string, village]))
  const rows: (string | number | null)[][] = []
  for (const { acts } of syntheticChildren({
    seed: 'tonghu-bench-roster',
    county: DEMO_COUNTY,
    today: chinaDay(new Date()),
    months: 3,
    villages: villages.map((village) => ({ ...village, children: Math.ceil(children / villages.length) })),
    life: false,
  })) {
    for (const act of acts) {
      if (act.kind !== 'child.open' || rows.length >= children) continue
      const { township, name } = here.get(act.body.area.slice(0, 12))!
      rows.push([rows.length + 1, township, name, ...cellsOf(act.body, acts)])
    }
  }
  return writeXlsx({ sheets: [{ name: '花名册', rows: [['花名册'], HEADS, ...rows] }] })
}

function cellsOf(body: ActBody<'child.open'>, acts: readonly NewAct[]) {
  const factsOf = (person: string | undefined) => {
    const about = acts.find((act) => act.kind === 'relative.record' && act.person === person)
    return about?.kind === 'relative.record' ? about.body.facts : undefined
  }
  const of = (relation: string) => body.family.find((member) => member.relation === relation)?.person
  return [
    ...CHILD.map((key) => cell(childFacts, body.facts, key)),
    ...RELATIVES.flatMap(([relation, keys]) =>
      keys.map((key) => cell(relativeFacts, factsOf(of(relation)), key)),
    ),
  ]
}
