import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordActs } from '#domain/child/child-api.ts'
import { assignDuties, dutyPeople, listDuties } from '#domain/duty/duty-api.ts'
import { aChild, act, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId } from '#testing/county.ts'

let app: TestApp
let director: Visitor
let supervisor: Visitor
let officer: Visitor
const [girl, boy, near, far] = [newId(), newId(), newId(), newId()]

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  officer = await app.as('countyOfficer')
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({ child: girl, day: '2026-03-01', facts: { name: '李小禾' } }),
    aChild({ child: boy, day: '2026-03-02', facts: { name: '李小树' } }),
    aChild({ child: near, area: NEIGHBOUR, day: '2026-03-01', facts: { name: '李远' } }),
    aChild({ child: far, area: ELSEWHERE, day: '2026-03-01', facts: { name: '王远' } }),
  )
})
afterAll(() => app.close())

const visits = async (who: Visitor, person?: string) =>
  (await who.ask(listDuties, { params: { rule: 'visit', size: 100, ...(person && { person }) } })).body.rows
const names = async (who: Visitor, person?: string) =>
  (await visits(who, person)).map(({ name }) => name).sort()
const me = (role: 'villageDirector' | 'townshipSupervisor' | 'countyOfficer') => app.accounts[role]
const give = (who: Visitor, body: object) => who.ask(assignDuties, { body: { id: newId(), ...body } })

test('a task is whoever’s who has the village; without a director the township’s, without a supervisor the county’s', async () => {
  expect(await names(director, me('villageDirector'))).toEqual(['李小树', '李小禾'])
  expect(await names(supervisor, me('townshipSupervisor'))).toEqual(['李远'])
  expect(await names(officer, me('countyOfficer'))).toEqual(['王远'])
  const { people } = (await supervisor.ask(dutyPeople, {})).body
  expect(people.map(({ role, villages, open }) => [role, villages, open > 0])).toEqual([
    ['villageDirector', ['连刀村'], true],
    ['townshipSupervisor', [], true],
  ])
})

test('tasks are given with a day and a word, once, and taken back', async () => {
  const [task] = (await visits(supervisor)).filter(({ id }) => id === girl)
  const duties = [{ child: girl, rule: 'visit', period: task!.period }]
  const body = {
    id: newId(),
    to: me('townshipSupervisor'),
    by: '2026-06-05',
    note: '主任住院，先代为走访',
    duties,
  }
  expect((await supervisor.ask(assignDuties, { body })).body).toEqual({ assigned: 1 })
  expect((await supervisor.ask(assignDuties, { body })).body).toEqual({ assigned: 1 })
  const { rows } = await app.database.owner.query(`select count(*) as n from act where kind = 'duty.assign'`)
  expect(rows[0].n).toBe(1)
  expect(await names(supervisor, me('townshipSupervisor'))).toEqual(['李小禾', '李远'])
  expect(await names(director, me('villageDirector'))).toEqual(['李小树'])
  // She sees whose it is now.
  expect((await visits(director)).find(({ id }) => id === girl)?.assigned).toEqual({
    to: { id: me('townshipSupervisor'), name: '镇儿童督导员' },
    by: '2026-06-05',
    note: '主任住院，先代为走访',
  })
  expect((await give(supervisor, { to: null, duties })).body).toEqual({ assigned: 1 })
  expect(await names(director, me('villageDirector'))).toEqual(['李小树', '李小禾'])
})

test('only to somebody who reaches every child; who may not give tasks gives none', async () => {
  const task = (await visits(officer)).find(({ id }) => id === far)!
  const duties = [{ child: far, rule: 'visit', period: task.period }]
  expect((await give(officer, { to: me('townshipSupervisor'), duties })).body.code).toBe('assigneeOutOfReach')
  // Out of reach looks like not there.
  expect((await give(supervisor, { to: me('townshipSupervisor'), duties })).body).toEqual({ assigned: 0 })
  expect((await give(director, { to: me('villageDirector'), duties })).status).toBe(403)
  expect((await give(officer, { to: me('countyOfficer') })).status).toBe(400)
})

test('all that a filter finds, and what is done is gone with its assignment', async () => {
  const matching = { rule: 'visit', when: 'overdue' }
  const found = (await supervisor.ask(listDuties, { params: matching })).body.total
  expect(found).toBe(3)
  expect((await give(supervisor, { to: me('townshipSupervisor'), matching })).body).toEqual({ assigned: 3 })
  expect(await names(supervisor, me('townshipSupervisor'))).toEqual(['李小树', '李小禾', '李远'])
  const visit = act('service.record', boy, {
    day: '2026-05-31',
    service: 'homeVisit',
    occasion: newId(),
    childSeen: true,
  })
  await director.ask(recordActs, { body: { acts: [visit] } })
  expect(await names(supervisor, me('townshipSupervisor'))).toEqual(['李小禾', '李远'])
  expect((await visits(director)).find(({ id }) => id === boy)).toMatchObject({
    period: '2026-05-31',
    assigned: null,
  })
})

test('what somebody had who has gone is again whoever’s who has the village', async () => {
  await app.database.owner.query(`update account set status = 'disabled' where id = $1`, [
    me('townshipSupervisor'),
  ])
  expect(await names(director, me('villageDirector'))).toEqual(['李小树', '李小禾'])
  expect(await names(officer, me('countyOfficer'))).toEqual(['李远', '王远'])
})

test('parents who were not in contact are urged, and a carer who cannot care is not dealt with before it is reported', async () => {
  const contact = async () =>
    (await director.ask(listDuties, { params: { rule: 'contact' } })).body.rows.find(({ id }) => id === girl)
  expect(await contact()).toMatchObject({
    due: '2026-03-16',
    lastOn: null,
    reasons: [{ zh: '最近一次与父母联系时间' }],
  })
  const service = (body: object) =>
    act('service.record', girl, {
      day: '2026-05-31',
      service: 'urging',
      occasion: newId(),
      childSeen: false,
      ...body,
    })
  await director.ask(recordActs, {
    body: { acts: [service({ asked: 'father', words: { note: '约定周日视频' } })] },
  })
  expect(await contact()).toBeUndefined()
  const found = service({ service: 'homeVisit', childSeen: true, problems: ['carerNeglects'] })
  await director.ask(recordActs, { body: { acts: [found] } })
  const close = (steps: string[]) =>
    act('problem.close', girl, {
      day: '2026-06-01',
      found: found.id,
      problem: 'carerNeglects',
      outcome: 'solved',
      steps,
      words: { note: '已谈话' },
    })
  expect((await director.ask(recordActs, { body: { acts: [close(['urgedCarer'])] } })).status).toBe(400)
  expect(
    (await director.ask(recordActs, { body: { acts: [close(['reported', 'toldParents'])] } })).status,
  ).toBe(200)
})
