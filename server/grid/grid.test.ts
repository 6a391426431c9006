import { afterAll, beforeAll, expect, test } from 'vitest'
import { childHistory, openChildFile, recordActs } from '#domain/child/child-api.ts'
import * as api from '#domain/grid/grid-api.ts'
import { enrolPhone, listHeldActs, pullSlice, pushActs } from '#domain/phone/phone-api.ts'
import { aChild, act, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId, VILLAGE } from '#testing/county.ts'
import { pagesOf } from '#testing/pdf.ts'

const TOWNSHIP = '210421101000'
let app: TestApp
let director: Visitor
let supervisor: Visitor
let officer: Visitor
const [girl, boy, near, far] = [newId(), newId(), newId(), newId()]
const [zhou, wu, zheng, bureau] = [newId(), newId(), newId(), newId()]

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  officer = await app.as('countyOfficer')
  await app.database.owner.query(
    `insert into area (code, parent, level, name, short_name, since) values ($1, $2, 6, '二组', '二组', '2020-01-01')`,
    [`${VILLAGE}02`, VILLAGE],
  )
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({ child: girl, area: `${VILLAGE}02`, facts: { name: '李小禾' } }),
    aChild({ child: boy, facts: { name: '李小树' } }),
    aChild({ child: near, area: NEIGHBOUR, facts: { name: '李远' } }),
    aChild({ child: far, area: ELSEWHERE, facts: { name: '王远' } }),
  )
})
afterAll(() => app.close())

const cadre = (id: string, name: string, more: object = {}) => ({
  body: {
    id,
    name,
    office: '石文镇人民政府',
    post: '副镇长',
    phone: '13900001111',
    place: TOWNSHIP,
    ...more,
  },
})
const give = (who: Visitor, kind: string, places: string[], to: string, more: object = {}) =>
  who.ask(api.giveResponsibility, {
    body: {
      id: newId(),
      kind,
      places: places.map((area) => ({ area })),
      cadre: to,
      from: '2026-05-01',
      ...more,
    },
  })
const grid = async (who: Visitor, params: Record<string, string> = {}) =>
  (await who.ask(api.gridOf, { params })).body
const chain = async (child: string, who = director) =>
  (await who.ask(api.responsibleForChild, { params: { child } })).body
const helperOf = async (child: string, who = officer) =>
  (await chain(child, who)).own
    .filter(({ kind, holds }) => kind === 'helper' && holds)
    .map(({ cadre: { name }, standIn }) => (standIn ? `${name}（代）` : name))

test('cadres are entered by those who govern where they work; the telephone is sealed and shown for a reason', async () => {
  expect((await supervisor.ask(api.saveCadre, cadre(zhou, '周建国'))).body).toMatchObject({
    name: '周建国',
    phone: '139****1111',
  })
  await supervisor.ask(api.saveCadre, cadre(wu, '吴敏'))
  await supervisor.ask(api.saveCadre, cadre(wu, '吴敏', { post: '民政助理' }))
  expect((await director.ask(api.saveCadre, cadre(newId(), '冒名'))).body.code).toBe('areaNotFound')
  expect(
    (await director.ask(api.saveCadre, cadre(zheng, '郑强', { office: '村委会', place: VILLAGE }))).status,
  ).toBe(200)
  await officer.ask(api.saveCadre, cadre(bureau, '冯局长', { office: '县教育局', place: '210421000000' }))
  expect(
    (await director.ask(api.revealCadrePhone, { params: { cadre: zhou }, body: { reason: '联系走访' } }))
      .body,
  ).toEqual({ phone: '13900001111' })
  const { rows } = await app.database.owner.query('select phone from cadre where id = $1', [zhou])
  expect(rows[0].phone.toString()).not.toContain('139')
  const { cadres } = (await director.ask(api.listCadres, {})).body
  expect(cadres.map(({ name, post }) => `${name} ${post}`).sort()).toEqual(
    ['冯局长 副镇长', '吴敏 民政助理', '周建国 副镇长', '郑强 副镇长'].sort(),
  )
})

test('the grid says who answers for which place, and where nobody does', async () => {
  expect((await give(supervisor, 'lead', [VILLAGE, NEIGHBOUR], zhou)).body).toEqual({ given: 2 })
  expect((await give(supervisor, 'group', [`${VILLAGE}02`], wu)).body).toEqual({ given: 1 })
  expect((await give(supervisor, 'unit', [TOWNSHIP], bureau)).body.code).toBe('notAllowed')
  expect((await give(supervisor, 'lead', [ELSEWHERE], zhou)).body.code).toBe('areaNotFound')
  expect((await give(supervisor, 'lead', [TOWNSHIP], zhou)).body.code).toBe('areaNotFound')
  expect((await give(officer, 'unit', [TOWNSHIP], bureau)).body).toEqual({ given: 1 })
  // The same click twice.
  const twice = { id: newId() }
  await give(supervisor, 'stationed', [VILLAGE], zhou, twice)
  expect((await give(supervisor, 'stationed', [VILLAGE], zhou, twice)).body).toEqual({ given: 0 })
  const seen = await grid(supervisor)
  expect(seen.held.map(({ kind, place }) => `${kind} ${place.slice(9)}`)).toEqual([
    'unit 000',
    'lead 215',
    'stationed 215',
    'group 215',
    'lead 216',
  ])
  expect(seen.total).toEqual({ children: 3, helped: 0, unhelped: 3, household: 0, noHousehold: 3 })
  expect(seen.staff).toMatchObject([
    { role: 'townshipSupervisor', place: TOWNSHIP },
    { role: 'villageDirector', place: VILLAGE, standIn: false },
  ])
  const { rows } = (await supervisor.ask(api.gridChildren, { params: { counter: 'unhelped' } })).body
  expect(rows.map(({ name }) => name)).toContain('李远')
  expect(rows).toHaveLength(3)
})

test('each child has somebody of its own, and shows its chain from the county down', async () => {
  const body = { id: newId(), kind: 'helper', cadre: zhou, day: '2026-05-05', children: [girl, boy] }
  expect((await director.ask(api.nameResponsible, { body })).body).toEqual({ named: 2 })
  expect((await director.ask(api.nameResponsible, { body })).body).toEqual({ named: 2 })
  expect(
    (await director.ask(api.nameResponsible, { body: { ...body, id: newId(), children: [far] } })).body.code,
  ).toBe('childNotFound')
  await director.ask(api.nameResponsible, {
    body: { ...body, id: newId(), kind: 'household', cadre: zheng, children: [girl] },
  })
  const of = await chain(girl)
  expect(of.held.map(({ kind }) => kind)).toEqual(['unit', 'lead', 'stationed', 'group'])
  expect(of.own.map(({ kind, cadre: { name }, holds }) => [kind, name, holds])).toEqual([
    ['helper', '周建国', true],
    ['household', '郑强', true],
  ])
  // Another group has another cadre.
  expect((await chain(boy)).held.map(({ kind }) => kind)).toEqual(['unit', 'lead', 'stationed'])
  expect((await chain(far)).own).toBeUndefined()
  expect((await grid(director)).total).toMatchObject({ children: 2, helped: 2, household: 1, noHousehold: 1 })
  // History of that day.
  expect((await grid(officer, { on: '2026-05-04' })).total).toMatchObject({ helped: 0 })
  const { entries } = (await director.ask(childHistory, { params: { child: girl } })).body
  expect(JSON.stringify(entries)).toContain('responsible.name')
})

test('somebody away is stood in for, and answers again by himself when he is back', async () => {
  const body = {
    id: newId(),
    from: zhou,
    to: wu,
    day: '2026-06-01',
    lastDay: '2026-06-10',
    reason: '外出培训',
  }
  expect((await supervisor.ask(api.passResponsibilities, { body })).body).toEqual({ places: 3, children: 2 })
  expect((await supervisor.ask(api.passResponsibilities, { body })).body).toEqual({ places: 3, children: 2 })
  expect(await helperOf(girl)).toEqual(['周建国', '吴敏（代）'])
  expect(
    (await grid(supervisor)).held.filter(({ kind, place }) => kind === 'lead' && place === VILLAGE),
  ).toMatchObject([
    { cadre: { name: '吴敏' }, standIn: true, lastDay: '2026-06-10' },
    { cadre: { name: '周建国' }, standIn: false },
  ])
  app.clock.now = new Date('2026-06-11T02:00:00Z')
  officer = await app.as('countyOfficer')
  expect(await helperOf(girl)).toEqual(['周建国'])
})

test('somebody who leaves hands everything over, or a part, in one step', async () => {
  supervisor = await app.as('townshipSupervisor')
  const pass = (body: object) =>
    supervisor.ask(api.passResponsibilities, {
      body: { id: newId(), day: '2026-06-11', reason: '工作调动', ...body },
    })
  expect((await pass({ from: zhou, to: wu, only: { places: [], children: [boy] } })).body).toEqual({
    places: 0,
    children: 1,
  })
  expect((await pass({ from: zhou, to: wu, day: '2026-07-01' })).body.code).toBe('invalidInput')
  expect((await pass({ from: zhou, to: wu })).body).toEqual({ places: 3, children: 1 })
  expect((await pass({ from: zhou, to: wu })).body).toEqual({ places: 0, children: 0 })
  expect(await helperOf(girl)).toEqual(['吴敏'])
  const told = (await grid(supervisor)).held.filter(({ kind }) => kind === 'lead')
  expect(told.map(({ cadre: { name } }) => name)).toEqual(['吴敏', '吴敏'])
  expect(
    (await grid(supervisor, { on: '2026-06-10' })).held.find(
      ({ kind, standIn }) => kind === 'lead' && !standIn,
    )?.cadre.name,
  ).toBe('周建国')
})

test('whoever moves to another village has nobody until somebody is named there', async () => {
  await record(
    app.deps,
    app.actor('countyOfficer'),
    act('child.move', girl, { day: '2026-06-11', area: NEIGHBOUR, reason: '随外婆' }),
  )
  expect(await helperOf(girl)).toEqual([])
  expect((await grid(officer, { area: TOWNSHIP })).total).toMatchObject({ children: 3, helped: 1 })
})

test('a village is given to another director for a time: it begins and ends by itself, and nothing is lost', async () => {
  const other = await app.add({
    login: 'neighbour',
    name: '孙主任',
    role: 'villageDirector',
    villages: [NEIGHBOUR],
  })
  const outsider = await app.add({
    login: 'outsider',
    name: '外镇主任',
    role: 'villageDirector',
    villages: [ELSEWHERE],
  })
  const wish = { village: VILLAGE, account: other, from: '2026-06-12', lastDay: '2026-06-14', reason: '住院' }
  const lend = (more: object = {}) =>
    supervisor.ask(api.giveStandIn, { body: { id: newId(), ...wish, ...more } })
  expect((await lend({ account: outsider })).body.code).toBe('notOfTownship')
  expect((await lend({ village: ELSEWHERE })).body.code).toBe('areaNotFound')
  expect((await lend()).status).toBe(200)
  const stand = await app.signIn('neighbour')
  const reaches = async () => (await stand.ask(openChildFile, { params: { child: boy } })).status
  expect(await reaches()).toBe(404)
  app.clock.now = new Date('2026-06-12T02:00:00Z')
  Object.assign(stand, await app.signIn('neighbour'))
  expect(await reaches()).toBe(200)
  expect((await chain(boy, stand)).staff.filter(({ role }) => role === 'villageDirector')).toMatchObject([
    { name: '孙主任', standIn: true },
    { standIn: false },
  ])
  // Who is away keeps her village: what waits on her phone is taken as ever.
  director = await app.as('villageDirector')
  const visit = (child: string, day: string) =>
    act('service.record', child, { day, service: 'homeVisit', occasion: newId(), childSeen: true })
  expect((await director.ask(recordActs, { body: { acts: [visit(boy, '2026-06-10')] } })).status).toBe(200)
  expect((await stand.ask(recordActs, { body: { acts: [visit(boy, '2026-06-12')] } })).status).toBe(200)
  const enrolled = (await stand.ask(enrolPhone, { body: { label: '红米 12C' } })).body
  const phone = app.visitor({ authorization: `Bearer ${enrolled.token}` })
  expect((await phone.ask(pullSlice, { body: { cursor: null } })).body.rows.map(({ id }) => id)).toContain(
    boy,
  )
  // Sunday over, the reach is gone without anybody doing anything.
  app.clock.now = new Date('2026-06-15T02:00:00Z')
  Object.assign(stand, await app.signIn('neighbour'))
  expect(await reaches()).toBe(404)
  // What she wrote on her phone and sends too late is kept for whose village it is.
  const sent = await phone.ask(pushActs, { body: { acts: [visit(boy, '2026-06-14')] } })
  expect(sent.body.answers).toMatchObject([{ outcome: 'held' }])
  director = await app.as('villageDirector')
  expect((await director.ask(listHeldActs, {})).body.rows).toMatchObject([
    { by: '孙主任', day: '2026-06-14' },
  ])
  // Ended before its day.
  supervisor = await app.as('townshipSupervisor')
  const id = newId()
  await lend({ id, from: '2026-06-15', lastDay: '2026-06-30' })
  expect(await reaches()).toBe(200)
  expect((await supervisor.ask(api.endStandIn, { params: { standIn: id } })).status).toBe(200)
  expect(await reaches()).toBe(404)
  const { rows } = (await supervisor.ask(api.listStandIns, {})).body
  expect(rows).toMatchObject([
    { ended: true, reason: '住院' },
    { ended: true, directors: ['村儿童主任'] },
  ])
})

test('pledges are counted by tier with those who have none, and printed', async () => {
  const pledge = {
    tier: 'townshipVillage',
    place: VILLAGE,
    from: '2026-01-01',
    lastDay: '2026-12-31',
    signedOn: '2026-01-10',
    upperSigner: '周建国',
    lowerSigner: '李大山',
  }
  const id = newId()
  for (let i = 0; i < 2; i++)
    expect((await supervisor.ask(api.savePledge, { body: { id, ...pledge } })).status).toBe(200)
  expect(
    (await supervisor.ask(api.savePledge, { body: { id: newId(), ...pledge, place: ELSEWHERE } })).body.code,
  ).toBe('areaNotFound')
  expect(
    (
      await supervisor.ask(api.savePledge, {
        body: { id: newId(), ...pledge, tier: 'countyTownship', place: TOWNSHIP },
      })
    ).body.code,
  ).toBe('notAllowed')
  const tier = async (who: Visitor, params = {}) =>
    (await who.ask(api.listPledges, { params })).body.tiers.find((one) => one.tier === 'townshipVillage')!
  const told = await tier(supervisor)
  expect(told.signed).toMatchObject([{ lower: expect.stringContaining('连刀'), upperSigner: '周建国' }])
  expect(told.without).toHaveLength(told.all - 1)
  expect((await tier(supervisor, { on: '2027-01-01' })).signed).toEqual([])
  officer = await app.as('countyOfficer')
  const departments = (await officer.ask(api.listPledges, {})).body.tiers[1]!
  expect(departments.all).toBeGreaterThan(10)
  const { body } = await officer.ask(api.pledgePdf, {
    body: {
      tier: 'countyDepartment',
      parties: departments.without.slice(0, 2).map(({ place, office }) => ({ place, office })),
      year: 2026,
    },
  })
  const pages = await pagesOf(body as unknown as Buffer)
  expect(pages).toHaveLength(2)
  expect(
    (await supervisor.ask(api.cancelPledge, { params: { pledge: id }, body: { reason: '登记有误' } })).body,
  ).toEqual({ cancelled: true })
  expect((await tier(supervisor)).signed).toEqual([])
})
