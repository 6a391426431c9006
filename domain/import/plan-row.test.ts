import { beforeEach, expect, test } from 'vitest'
import type { FactEntries, FactValue } from '../fact/fact.ts'
import { changedFacts } from './compare-facts.ts'
import type { KnownPerson, KnownRelative } from './match-family.ts'
import { createPeople } from './people.ts'
import { type KnownChild, type PlanContext, planRow } from './plan-row.ts'
import type { RosterRelative, RosterRow } from './roster-row.ts'

const FATHER = '110105198001010016'
const OTHER_FATHER = '110105198303030012'

const known = (values: Record<string, FactValue>): FactEntries =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { state: 'known', value }]))

const relative = (relation: RosterRelative['relation'], facts: Record<string, FactValue>, carer = false) => ({
  relation,
  carer,
  facts: known(facts),
})
const aRow = (facts: Record<string, FactValue>, family: RosterRelative[] = []): RosterRow => ({
  place: { file: 'a.xlsx', sheet: '一', row: 3 },
  area: '210421101215',
  group: undefined,
  facts: known({ name: '安某', ...facts }),
  family,
  issues: [],
})
const kin = (
  person: string,
  relation: KnownRelative['relation'],
  facts: Record<string, FactValue>,
  carer = false,
) => ({
  person,
  relation,
  carer,
  facts: known(facts),
})
const aChild = (facts: Record<string, FactValue>, family: KnownRelative[] = []): KnownChild => ({
  id: 'child',
  area: '210421101215',
  facts: known({ name: '安某', ...facts }),
  family,
})

const byNumber = new Map<string, KnownPerson>()
let context: PlanContext
beforeEach(() => {
  byNumber.clear()
  const personOf = createPeople({ byNumber, kinOfParent: () => [] }, (key) => `new:${key}`)
  context = { personOf, told: new Map(), newChild: () => 'new child' }
})

test('a value that stands already is no change, whatever the order of several', () => {
  const told = known({ aid: ['medical', 'subsistence'], boarding: true })
  expect(changedFacts(told, known({ aid: ['subsistence', 'medical'], boarding: false }))).toEqual(
    known({ boarding: true }),
  )
})

test('a blank cell takes nothing away', () => {
  const planned = planRow(aRow({}), aChild({ schooling: 'primary' }), context)
  expect(planned).toMatchObject({ outcome: 'unchanged', facts: {}, relatives: [] })
})

test('the father of another spelling is the same man; of another good number he is flagged and left alone', () => {
  const child = aChild({}, [kin('p1', 'father', { name: '安大山', idNumber: FATHER })])
  expect(planRow(aRow({}, [relative('father', { name: '安大三' })]), child, context).relatives).toEqual([
    { person: 'p1', relation: 'father', isNew: false, facts: known({ name: '安大三' }) },
  ])
  const other = planRow(
    aRow({}, [relative('father', { name: '白某', idNumber: OTHER_FATHER })]),
    child,
    context,
  )
  expect(other).toMatchObject({
    outcome: 'unchanged',
    issues: [{ code: 'relative-mismatch', field: 'father.idNumber' }],
  })
})

test('an aunt of another name is another aunt', () => {
  const child = aChild({}, [kin('p1', 'paternalAunt', { name: '安一' })])
  const planned = planRow(aRow({}, [relative('paternalAunt', { name: '安二' })]), child, context)
  expect(planned.relatives).toMatchObject([{ isNew: true, relation: 'paternalAunt' }])
})

test('a father known from another family joins this one, and only what is new of him is recorded', () => {
  byNumber.set(FATHER, {
    person: 'p9',
    facts: known({ name: '安大山', idNumber: FATHER, workPlace: '上海市' }),
  })
  const row = aRow({}, [relative('father', { name: '安大山', idNumber: FATHER, workPlace: '天津市' })])
  expect(planRow(row, undefined, context)).toMatchObject({
    outcome: 'create',
    child: 'new child',
    relatives: [{ person: 'p9', isNew: true, facts: known({ workPlace: '天津市' }) }],
  })
})

test('of a shared father the first row decides; the row that differs is flagged, also the next time', () => {
  const father = (workPlace: string) => [relative('father', { name: '安大山', idNumber: FATHER, workPlace })]
  const first = planRow(aRow({}, father('上海市')), undefined, context)
  const second = planRow(aRow({ name: '安二' }, father('天津市')), undefined, context)
  expect(first.relatives[0]?.person).toBe(second.relatives[0]?.person)
  expect(second).toMatchObject({
    relatives: [{ facts: {} }],
    issues: [{ code: 'relative-mismatch', field: 'father.workPlace' }],
  })
})

test('nothing is recorded of somebody whose identity was destroyed', () => {
  const child = aChild({}, [{ person: 'p1', relation: 'father', carer: false, facts: undefined }])
  expect(planRow(aRow({}, [relative('father', { name: '安大山' })]), child, context)).toMatchObject({
    outcome: 'unchanged',
  })
})

test('a new carer is a change, the same one is none, and nobody entrusted ends it', () => {
  const grandmother = kin('p1', 'paternalGrandmother', { name: '白某' }, true)
  const child = aChild({ entrusted: true }, [grandmother, kin('p2', 'paternalGrandfather', { name: '安老' })])
  const carer = (relation: 'paternalGrandmother' | 'paternalGrandfather', name: string) =>
    planRow(aRow({}, [relative(relation, { name }, true)]), child, context)
  expect(carer('paternalGrandmother', '白某').outcome).toBe('unchanged')
  expect(carer('paternalGrandfather', '安老')).toMatchObject({
    relatives: [{ person: 'p2', carer: true }],
    changes: [{ key: 'carer', from: { value: '白某' }, to: { value: '安老' } }],
  })
  expect(planRow(aRow({ entrusted: false }), child, context)).toMatchObject({
    relatives: [{ person: 'p1', carer: false }],
    changes: [{ key: 'entrusted' }, { of: 'paternalGrandmother', key: 'carer', from: { value: '白某' } }],
  })
})

test('a list of the township moves nobody; one of another village does', () => {
  const from = (area: string) => planRow({ ...aRow({}), area }, aChild({}), context).movesTo
  expect([from('210421101000'), from('210421101215'), from('210421101216')]).toEqual([
    undefined,
    undefined,
    '210421101216',
  ])
})

test('a list of an earlier day moves nobody back who has come to the village since', () => {
  const row = { ...aRow({ schooling: 'primary' }), area: '210421102201' }
  expect(planRow(row, aChild({}), context).movesTo).toBe('210421102201')
  const planned = planRow(row, { ...aChild({}), stays: true }, context)
  expect([planned.movesTo, planned.outcome, planned.changes.map(({ key }) => key)]).toEqual([
    undefined,
    'update',
    ['schooling'],
  ])
})
