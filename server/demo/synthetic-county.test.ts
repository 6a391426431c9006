import { validate } from 'stdnum/lib/cjs/cn/ric.js'
import { describe, expect, test } from 'vitest'
import { NewAct } from '#domain/act/act.ts'
import { addDays, ageOn } from '#domain/dates.ts'
import type { RELATION } from '#domain/fact/code-lists.ts'
import { carerKind } from '#domain/family/carer-kind.ts'
import { DEMO_COUNTY } from './demo-county.ts'
import { type SyntheticFamily, type SyntheticOptions, syntheticChildren } from './synthetic-county.ts'

const TODAY = '2026-06-15'
const county = (changes: Partial<SyntheticOptions> = {}): SyntheticFamily[] => [
  ...syntheticChildren({
    seed: 'test',
    county: DEMO_COUNTY,
    villages: Array.from({ length: 20 }, (_, i) => ({
      code: `2104211${String(i % 4).padStart(2, '0')}2${String(i).padStart(2, '0')}`,
      name: `第${i + 1}村`,
      township: `第${(i % 4) + 1}镇`,
      children: 100,
    })),
    today: TODAY,
    months: 18,
    ...changes,
  }),
]
type Opening = Extract<NewAct, { kind: 'child.open' }>
const openings = (families: SyntheticFamily[]) =>
  families.flatMap(({ acts }) => acts.filter((act): act is Opening => act.kind === 'child.open'))
const value = (act: Opening, key: string) => act.body.facts[key]?.value
const families = county()
const opened = openings(families)

test('the same seed gives the same bytes, another seed other ones', () => {
  const few = { villages: [{ code: '210421100201', name: '某村', township: '某镇', children: 60 }] }
  expect(JSON.stringify(county(few))).toBe(JSON.stringify(county(few)))
  expect(JSON.stringify(county({ ...few, seed: 'other' }))).not.toBe(JSON.stringify(county(few)))
})

test('every act passes its schema', () => {
  for (const { acts } of families)
    for (const act of acts)
      expect(NewAct.safeParse(act), JSON.stringify(act)).toMatchObject({ success: true, data: act })
})

test('acts of a family stand in the order of writing, none of them today or later', () => {
  for (const { acts } of families) {
    const times = acts.map(({ writtenAt }) => writtenAt)
    expect(times).toEqual([...times].sort())
    expect(times.at(-1)! < `${addDays(TODAY, -1)}T16:00:00.000Z`).toBe(true)
  }
})

test('nothing is written about a child before its file is opened or after it has left', () => {
  for (const { acts } of families) {
    const open = new Set<string>()
    for (const { kind, child } of acts) {
      if (kind === 'child.open') open.add(child)
      expect(open.has(child), kind).toBe(true)
      if (kind === 'child.leave') open.delete(child)
    }
  }
})

test('ids are unique', () => {
  const ids = families.flatMap(({ acts }) => acts.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

test('ID numbers are valid, agree with birth date and sex, and belong to one person', () => {
  const owners = new Map<string, string>()
  const people = families.flatMap(({ acts }) =>
    acts.flatMap((act) =>
      act.kind === 'child.open' || act.kind === 'relative.record'
        ? [{ id: act.person ?? act.child, facts: act.body.facts as Opening['body']['facts'] }]
        : [],
    ),
  )
  for (const { id, facts } of people) {
    const number = facts.idNumber?.value as string | undefined
    if (!number) continue
    expect(validate(number).isValid, number).toBe(true)
    expect(number.slice(0, 6)).toBe(DEMO_COUNTY.code)
    expect(number.slice(6, 14)).toBe(String(facts.birthDate?.value).replaceAll('-', ''))
    expect(Number(number[16]) % 2).toBe(facts.sex?.value === 'male' ? 1 : 0)
    expect(owners.get(number) ?? id).toBe(id)
    owners.set(number, id)
  }
  expect(owners.size).toBeGreaterThan(opened.length)
})

test('no name of a given list comes up', () => {
  const names = new Set(opened.map((act) => String(value(act, 'name'))))
  const avoid = new Set([...names].slice(0, 50))
  const others = openings(county({ avoid })).map((act) => String(value(act, 'name')))
  expect(others.filter((name) => avoid.has(name))).toEqual([])
})

test('each village has its children today; those that have left come on top', () => {
  const here = new Map<string, number>()
  const children = families.flatMap((family) => family.children)
  for (const { area, registered } of children) if (registered) here.set(area, (here.get(area) ?? 0) + 1)
  expect([...here.values()]).toEqual(Array.from({ length: 20 }, () => 100))
  expect(children.filter(({ registered }) => !registered).length).toBeGreaterThan(10)
  const left = families.flatMap(({ acts }) => acts.filter(({ kind }) => kind === 'child.leave'))
  expect(left.length).toBe(children.filter(({ registered }) => !registered).length)
})

test('siblings share parents and grandparents by name and by person', () => {
  let shared = 0
  for (const family of families) {
    const files = openings([family])
    const kin = files.map((act) => act.body.family.map(({ person, relation }) => `${relation} ${person}`))
    for (const one of kin) expect(one).toEqual(kin[0])
    const births = files.map((act) => String(value(act, 'birthDate')))
    expect(kin[0]!.slice(0, 2).map((line) => line.split(' ')[0])).toEqual(['father', 'mother'])
    if (births.length > 1) shared += births.length
  }
  expect(shared / opened.length).toBeGreaterThan(0.14)
  expect(shared / opened.length).toBeLessThan(0.22)
})

describe('distributions', () => {
  const registered = new Set(families.flatMap((f) => f.children.filter((c) => c.registered).map((c) => c.id)))
  const files = opened.filter(({ child }) => registered.has(child))
  const share = (holds: (act: Opening) => boolean) => (100 * files.filter(holds).length) / files.length
  const age = (act: Opening) => ageOn(String(value(act, 'birthDate')), TODAY)
  const kind = ({ body: { facts, family } }: Opening) =>
    carerKind({
      carer: family.find(({ carer }) => carer)?.relation as keyof typeof RELATION | undefined,
      oneAwayOtherIncapable: facts.oneAwayOtherIncapable?.value as boolean,
      entrusted: facts.entrusted?.value as boolean,
    })

  test.each([
    ['0 to 5', (act: Opening) => age(act) <= 5, 17, 25],
    ['6 to 13', (act: Opening) => age(act) >= 6 && age(act) <= 13, 63, 71],
    ['14 to 15', (act: Opening) => age(act) >= 14 && age(act) <= 15, 9, 15],
    ['boys', (act: Opening) => value(act, 'sex') === 'male', 50, 58],
    ['grandparents', (act: Opening) => kind(act) === 'grandparents', 82, 88],
    ['relatives or friends', (act: Opening) => kind(act) === 'relativesOrFriends', 6, 11],
    ['one away, the other incapable', (act: Opening) => kind(act) === 'oneAwayOtherIncapable', 2.5, 6],
    ['nobody', (act: Opening) => kind(act) === 'nobody', 1.5, 4.5],
    ['disabled', (act: Opening) => value(act, 'health') === 'disabled', 1, 3.5],
    ['without hukou', (act: Opening) => value(act, 'hukouRegistered') === false, 0.1, 1.5],
    ['not in compulsory school', (act: Opening) => value(act, 'schooling') === 'droppedOut', 0.05, 1],
  ] as const)('%s', (_, holds, from, to) => {
    expect(share(holds)).toBeGreaterThanOrEqual(from)
    expect(share(holds)).toBeLessThanOrEqual(to)
  })
})

test('without life there is nothing but the opening of files, at most eight acts a child', () => {
  const families = county({ life: false })
  const acts = families.flatMap((family) => family.acts)
  expect(new Set(acts.map(({ kind }) => kind))).toEqual(new Set(['child.open', 'relative.record']))
  for (const family of families) expect(family.acts.length).toBeLessThanOrEqual(8 + family.children.length)
})

test('with life there are at most twelve acts a child on average, and every kind of news', () => {
  const acts = families.flatMap((family) => family.acts)
  expect(acts.length / opened.length).toBeLessThan(12)
  const kinds = new Set(acts.map(({ kind }) => kind))
  for (const kind of ['fact.record', 'kin.record', 'child.move', 'child.leave'] as const)
    expect(kinds.has(kind), kind).toBe(true)
})
