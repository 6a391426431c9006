import { expect, test } from 'vitest'
import { ROLES } from '#domain/access/roles.ts'
import { NewAct } from '#domain/act/act.ts'
import { addDays, ageOn, chinaDay } from '#domain/dates.ts'
import { countyAreas } from '../area/area-data.ts'
import { demoAccounts } from './demo-accounts.ts'
import { DEMO_CHILDREN, DEMO_COUNTY, demoCounty } from './demo-county.ts'
import { RARE } from './name-characters.ts'
import { villagesAmong } from './villages.ts'

const TODAYS = ['2026-06-15', '2026-08-31', '2026-09-01', '2027-01-04', '2028-02-29']
const VILLAGES = villagesAmong(countyAreas(DEMO_COUNTY.code)!.areas)
const townships = new Map(VILLAGES.map(({ code, township }) => [code, township]))

test.each(TODAYS)(
  'on %s a hundred children under 16 are registered, as many in each township as reported',
  (today) => {
    const { acts, children } = demoCounty({ villages: VILLAGES, today })
    const counts: Record<string, number> = {}
    const place = new Map<string, { area: string; birth: string; left: boolean }>()
    for (const act of acts) {
      if (act.kind === 'child.open')
        place.set(act.child, {
          area: act.body.area,
          birth: String(act.body.facts.birthDate?.value),
          left: false,
        })
      if (act.kind === 'child.move') place.get(act.child)!.area = act.body.area
      if (act.kind === 'child.leave') place.get(act.child)!.left = true
    }
    for (const { area, birth, left } of place.values()) {
      if (left) continue
      const township = townships.get(area)!
      counts[township] = (counts[township] ?? 0) + 1
      expect(ageOn(birth, addDays(today, 30))).toBeLessThan(16)
    }
    expect(counts).toEqual(DEMO_CHILDREN)
    expect(children.filter(({ registered }) => registered)).toHaveLength(100)
    expect(children.map(({ id }) => id).sort()).toEqual([...place.keys()].sort())
  },
)

test.each(TODAYS)('on %s whoever looks through the demo meets every circumstance', (today) => {
  const { acts } = demoCounty({ villages: VILLAGES, today })
  for (const act of acts) {
    expect(NewAct.safeParse(act).success).toBe(true)
    expect(chinaDay(new Date(act.writtenAt)) < today).toBe(true)
  }
  const told = JSON.stringify(acts)
  for (const words of [
    '"deceased"',
    '"imprisoned"',
    '"outOfContact"',
    '"severelyDisabled"',
    '"disabled"',
    '"seriousIllness"',
    '"droppedOut"',
    '"vocational"',
    '"hukouRegistered":{"state":"known","value":false}',
    '"corrects"',
    '"child.move"',
    '"child.leave"',
    '"service.record"',
    '"childSeen":false',
    '"problems":["',
    '"assessment.record"',
    '"colour":"red"',
    '"risk.override"',
    '"measure.end"',
    '"agreement.draft"',
    '"party":"principal"',
    '"kin.record"',
    '广东省东莞市',
    '江苏省昆山市',
    '欧阳',
  ])
    expect(told.includes(words), words).toBe(true)
  expect(RARE.some((character) => told.includes(character))).toBe(true)
})

test('there is somebody for every role, and the village directors have children to look after', () => {
  const { villages, acts } = demoCounty({ villages: VILLAGES, today: TODAYS[0]! })
  const accounts = demoAccounts(villages)
  expect(new Set(accounts.map(({ role }) => role))).toEqual(new Set(Object.keys(ROLES)))
  expect(new Set(accounts.map(({ login }) => login)).size).toBe(accounts.length)
  const [director, second] = accounts.filter(({ role }) => role === 'villageDirector')
  expect(townships.get(director!.villages![0]!)).toBe('后安镇')
  expect(townships.get(second!.villages![0]!)).not.toBe('后安镇')
  for (const { name, villages: [village] = [] } of [director!, second!])
    expect(
      acts.some(
        (act) =>
          act.kind === 'child.open' &&
          act.body.area === village &&
          act.body.facts.villageContact?.value === name,
      ),
    ).toBe(true)
})
