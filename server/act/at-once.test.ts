import { afterAll, beforeAll, expect, test } from 'vitest'
import { aChild, aFact, aRelative, record } from '#testing/acts.ts'
import { newId, openTestCounty, type TestCounty } from '#testing/county.ts'

let county: TestCounty
beforeAll(async () => {
  county = await openTestCounty()
})
afterAll(() => county.close())

test('what people write into one file at the same moment all stands', async () => {
  const { deps } = county
  const officer = county.actor('countyOfficer')
  const [child, mother] = [newId(), newId()]
  await record(deps, officer, aChild({ child, family: [{ person: mother, relation: 'mother' }] }))
  await Promise.all([
    record(deps, officer, aFact(child, { schooling: 'primary' })),
    record(deps, officer, aFact(child, { ethnicity: '满族', boarding: true })),
    record(deps, officer, aFact(child, { sex: 'male' })),
    record(deps, officer, aRelative(child, mother, { workPlace: '上海市' })),
    record(deps, officer, aRelative(child, mother, { parentState: 'atHome' })),
  ])
  const { rows } = await county.database.owner.query(
    `select c.schooling, c.ethnicity, c.boarding, c.sex, k.work_place, k.parent_state is not null as state,
        (select array_agg(s.schooling + 10 * s.sex order by from_day) from child_state s where s.child = c.id) as spells
       from child c join kin k on k.child = c.id where c.id = $1`,
    [child],
  )
  expect(rows).toEqual([
    {
      schooling: 3,
      ethnicity: '满族',
      boarding: true,
      sex: 1,
      work_place: '上海市',
      state: true,
      spells: [null, 13],
    },
  ])
})
