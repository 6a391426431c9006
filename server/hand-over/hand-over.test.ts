import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewAct } from '#domain/act/act.ts'
import { childHistory, listChildren, openChildFile, recordActs } from '#domain/child/child-api.ts'
import { listHandOvers } from '#domain/hand-over/hand-over-api.ts'
import { readTable } from '#domain/table/table-api.ts'
import { aChild, act, aFact, aRelative } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId, VILLAGE } from '#testing/county.ts'

const THERE = '210421102000'
const FURTHER = '210421102202'
const TODAY = '2026-06-01'

let app: TestApp
let old: Visitor
let next: Visitor
let further: Visitor
let supervisor: Visitor
let officer: Visitor
beforeAll(async () => {
  app = await startTestApp()
  old = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  officer = await app.as('countyOfficer')
  await app.add({ login: 'next', name: '邻乡主任', role: 'villageDirector', villages: [ELSEWHERE] })
  await app.add({ login: 'further', name: '另一主任', role: 'villageDirector', villages: [FURTHER] })
  next = await app.signIn('next')
  further = await app.signIn('further')
})
afterAll(() => app.close())

const write = (who: Visitor, ...acts: NewAct[]) => who.ask(recordActs, { body: { acts } })
async function kept(who: Visitor, ...acts: NewAct[]) {
  const { body } = await write(who, ...acts)
  expect(body.answers?.map((answer) => answer.code ?? answer.outcome)).toEqual(acts.map(() => 'kept'))
}
const refused = async (who: Visitor, one: NewAct) => (await write(who, one)).body.code
const asks = (child: string, to: string, day = '2026-05-20') =>
  act('handOver.ask', child, { day, to, reason: '随祖母迁居' })
const claims = (child: string, handOver: string, area = ELSEWHERE, day = TODAY) =>
  act('child.claim', child, { day, handOver, area })
const declines = (child: string, handOver: string) =>
  act('handOver.decline', child, { day: TODAY, handOver, reason: '查无此人' })
const withdraws = (child: string, handOver: string) =>
  act('handOver.withdraw', child, { day: TODAY, handOver, reason: '又不搬了' })
const fileOf = (who: Visitor, child: string) => who.ask(openChildFile, { params: { child } })

async function handedOver(to: string) {
  const [child, mother] = [newId(), newId()]
  const ask = asks(child, to)
  await kept(old, aChild({ child, family: [{ person: mother, relation: 'mother', carer: true }] }))
  await kept(old, aRelative(child, mother, { name: '孙红' }), ask)
  return { child, handOver: ask.id as string }
}

describe('a child that is handed over', () => {
  test('stays with the old village until it is received, and goes with its whole history', async () => {
    const { child, handOver } = await handedOver(ELSEWHERE)
    expect((await fileOf(old, child)).body.handOver).toMatchObject({ id: handOver, day: '2026-05-20' })
    expect((await fileOf(next, child)).body.code).toBe('childNotFound')
    await kept(old, aFact(child, { schooling: 'primary' }))
    await kept(next, claims(child, handOver))
    expect((await fileOf(old, child)).body.code).toBe('childNotFound')
    expect((await old.ask(listChildren, { body: { q: '孙红' } })).body.total).toBe(0)
    expect((await fileOf(next, child)).body).toMatchObject({ handOver: null, area: { code: ELSEWHERE } })
    const { entries } = (await next.ask(childHistory, { params: { child } })).body
    expect(entries.map(({ kind }) => kind)).toEqual([
      'child.claim',
      'fact.record',
      'handOver.ask',
      'relative.record',
      'child.open',
    ])
    // On the day before it was received it belonged to the old village, as the new one reads.
    const { rows } = await app.database.owner.query(
      'select from_day, place, area_code from child_state where child = $1 order by from_day',
      [child],
    )
    expect(rows.map((row) => [row.from_day, row.place, row.area_code])).toEqual([
      ['2026-01-10', VILLAGE, ELSEWHERE],
      ['2026-02-01', VILLAGE, ELSEWHERE],
      [TODAY, ELSEWHERE, ELSEWHERE],
    ])
  })

  test('counts here until it is received and there from then on, in tables that were asked for before too', async () => {
    const { child, handOver } = await handedOver(ELSEWHERE)
    const totals = async () =>
      Promise.all(
        [old, next, officer].map(async (who) => {
          const { body } = await who.ask(readTable, {
            params: { table: 'left-behind-summary', counted: 'listed' },
          })
          return [body.total.total, body.rows.reduce((sum, row) => sum + row.values.total!, 0)]
        }),
      )
    const [here, there, all] = (await totals()).map(([n]) => n!)
    await kept(next, claims(child, handOver))
    expect(await totals()).toEqual([here! - 1, there! + 1, all!].map((n) => [n, n]))
  })

  test('of a township goes to one of its villages, each of which may receive it', async () => {
    const { child, handOver } = await handedOver(THERE)
    expect(await refused(further, claims(child, handOver, ELSEWHERE))).toBe('areaNotFound')
    expect(await refused(old, claims(child, handOver, VILLAGE))).toBe('childNotFound')
    // Somebody has to look after it: neither the township as such, nor a village elsewhere.
    for (const area of [THERE, NEIGHBOUR, VILLAGE])
      expect(await refused(officer, claims(child, handOver, area)), area).toBe('areaNotFound')
    await kept(further, claims(child, handOver, FURTHER))
    expect(await refused(next, claims(child, handOver))).toBe('alreadyClaimed')
    // Nobody else learns that there was such a hand-over.
    expect(await refused(old, claims(child, handOver))).toBe('childNotFound')
    expect((await fileOf(next, child)).body.code).toBe('childNotFound')
  })

  test('is received once, however many receive it at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { child, handOver } = await handedOver(THERE)
      const [a, b] = await Promise.all([
        write(next, claims(child, handOver)),
        write(further, claims(child, handOver, FURTHER)),
      ])
      expect([a.body.code ?? 'kept', b.body.code ?? 'kept'].sort()).toEqual(['alreadyClaimed', 'kept'])
      const [winner, loser] = a.status === 200 ? [next, further] : [further, next]
      expect((await fileOf(winner, child)).status).toBe(200)
      expect((await fileOf(loser, child)).body.code).toBe('childNotFound')
    }
  })

  test('the same claim again changes nothing, also sent several times at once', async () => {
    const { child, handOver } = await handedOver(ELSEWHERE)
    const claim = claims(child, handOver)
    for (const { body } of await Promise.all([1, 2, 3, 4].map(() => write(next, claim))))
      expect(body.answers?.[0]?.outcome).toBe('kept')
    await kept(next, claim)
    const { entries } = (await next.ask(childHistory, { params: { child } })).body
    expect(entries.filter(({ kind }) => kind === 'child.claim')).toHaveLength(1)
    expect(await refused(next, { ...claim, body: { ...claim.body, day: '2026-05-31' } } as NewAct)).toBe(
      'actIdTaken',
    )
  })

  test('is sent back with a reason, withdrawn, and handed over anew', async () => {
    const { child, handOver } = await handedOver(ELSEWHERE)
    expect(await refused(further, declines(child, handOver))).toBe('childNotFound')
    const decline = declines(child, handOver)
    await kept(next, decline)
    await kept(next, decline)
    expect(await refused(next, claims(child, handOver))).toBe('handOverEnded')
    expect((await fileOf(next, child)).body.code).toBe('childNotFound')
    const [entry] = (await old.ask(childHistory, { params: { child } })).body.entries
    expect(entry).toMatchObject({
      kind: 'handOver.decline',
      reason: '查无此人',
      author: { name: '邻乡主任' },
    })
    // Those who asked see that it came back, and nobody else; what now is theirs to say.
    const seen = async (who: Visitor) =>
      (await who.ask(listHandOvers, { params: { size: '100' } })).body.handOvers.find(
        ({ id }) => id === handOver,
      )
    expect(await seen(old)).toMatchObject({ backOn: TODAY, overdue: false, mine: true, mayReceive: false })
    expect(await seen(next)).toBeUndefined()
    expect((await fileOf(old, child)).body.handOver).toMatchObject({ backOn: TODAY })
    const again = asks(child, ELSEWHERE)
    await kept(old, again)
    expect(await refused(old, asks(child, FURTHER))).toBe('alreadyHandedOver')
    expect(await refused(old, withdraws(child, handOver))).toBe('handOverEnded')
    await kept(supervisor, withdraws(child, again.id))
    expect(await refused(next, claims(child, again.id))).toBe('handOverEnded')
    const third = asks(child, THERE)
    await kept(old, third)
    await kept(further, declines(child, third.id))
    await kept(old, withdraws(child, third.id))
    expect((await fileOf(old, child)).body.handOver).toBe(null)
  })

  test('is either received or withdrawn, when both happen at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { child, handOver } = await handedOver(ELSEWHERE)
      const [claim, withdrawal, fact] = await Promise.all([
        write(next, claims(child, handOver)),
        write(old, withdraws(child, handOver)),
        write(old, aFact(child, { note: '门口有狗' })),
      ])
      const claimed = claim.status === 200
      expect([claim.body.code, withdrawal.body.code]).toEqual(
        claimed ? [undefined, 'childNotFound'] : ['handOverEnded', undefined],
      )
      const [keeper, other] = claimed ? [next, old] : [old, next]
      const { body } = await fileOf(keeper, child)
      expect(body.facts.note?.value).toBe(fact.status === 200 ? '门口有狗' : undefined)
      expect((await fileOf(other, child)).body.code).toBe('childNotFound')
    }
  })

  test('does not wait any more once it has left, was moved or erased', async () => {
    for (const ending of [
      (child: string) => act('child.leave', child, { day: TODAY, why: 'other', reason: '核实有误' }),
      (child: string) => act('child.move', child, { day: TODAY, area: NEIGHBOUR, reason: '就在邻村' }),
      (child: string) => act('person.erase', child, { day: TODAY, person: child, reason: '依申请' }),
    ]) {
      const { child, handOver } = await handedOver(ELSEWHERE)
      await kept(officer, ending(child))
      expect(await refused(next, claims(child, handOver))).toBe('handOverEnded')
      expect((await fileOf(officer, child)).body.handOver).toBe(null)
    }
  })

  test('is not handed over once it has left, nor to where it is, nor received before it was handed over', async () => {
    const { child, handOver } = await handedOver(ELSEWHERE)
    expect(await refused(next, claims(child, handOver, ELSEWHERE, '2026-05-19'))).toBe('dayTooEarly')
    expect(await refused(next, claims(child, handOver, ELSEWHERE, '2026-06-02'))).toBe('invalidInput')
    await kept(officer, act('child.leave', child, { day: TODAY, why: 'age', reason: '满十六周岁' }))
    expect(await refused(old, asks(child, ELSEWHERE))).toBe('notInRegister')
    const other = newId()
    await kept(old, aChild({ child: other }))
    for (const to of [VILLAGE, '210421000000', '210421102999'])
      expect(await refused(old, asks(other, to)), to).toBe('areaNotFound')
    expect(await refused(old, asks(newId(), ELSEWHERE))).toBe('childNotFound')
  })

  test('a director who has lost the village meanwhile receives nothing', async () => {
    const { child, handOver } = await handedOver(ELSEWHERE)
    const account = await app.add({
      login: 'gone',
      name: '离任者',
      role: 'villageDirector',
      villages: [ELSEWHERE],
    })
    const gone = await app.signIn('gone')
    await app.database.owner.query('update account set villages = $2 where id = $1', [account, [NEIGHBOUR]])
    expect(await refused(gone, claims(child, handOver))).toBe('childNotFound')
    expect((await fileOf(gone, child)).body.code).toBe('childNotFound')
  })
})

describe('the list of those whom nobody has received yet', () => {
  const listed = async (who: Visitor, params = {}) => (await who.ask(listHandOvers, { params })).body
  const idsOf = async (who: Visitor, direction: string) =>
    (await listed(who, { direction })).handOvers.map(({ id }) => id as string)

  test('shows a receiver what is needed to recognise the child, and nothing else', async () => {
    const { child, handOver } = await handedOver(ELSEWHERE)
    const { handOvers } = await listed(next, { direction: 'incoming' })
    const shown = handOvers.find(({ id }) => id === handOver)
    expect(shown).toEqual({
      id: handOver,
      child,
      name: '李小禾',
      sex: 'female',
      birthYear: 2015,
      from: { code: VILLAGE, name: '石文镇 连刀村' },
      to: { code: ELSEWHERE, name: expect.stringContaining('后安镇') },
      askedOn: '2026-05-20',
      backOn: null,
      askedBy: { name: '村儿童主任', role: 'villageDirector' },
      waitingDays: 12,
      overdue: true,
      mine: false,
      mayReceive: true,
    })
    expect(JSON.stringify(handOvers)).not.toMatch(/孙红|祖母|03-04/)
  })

  test('is each one’s own: who may receive, who asked, those above both', async () => {
    const { handOver } = await handedOver(THERE)
    const leader = await app.as('countyLeader')
    for (const who of [next, further, officer]) expect(await idsOf(who, 'incoming')).toContain(handOver)
    for (const who of [old, supervisor, officer, leader])
      expect(await idsOf(who, 'outgoing')).toContain(handOver)
    for (const who of [old, supervisor, leader]) expect(await idsOf(who, 'incoming')).not.toContain(handOver)
    for (const who of [next, further]) expect(await idsOf(who, 'outgoing')).not.toContain(handOver)
    const all = (await listed(officer, { size: '100' })).handOvers
    expect(all.map(({ askedOn }) => askedOn)).toEqual(all.map(({ askedOn }) => askedOn).toSorted())
    const own = act('handOver.ask', newId(), { day: TODAY, to: '210421101000', reason: '迁往镇上' })
    await kept(old, aChild({ child: own.child }), own)
    expect(await idsOf(old, 'incoming')).not.toContain(own.id)
  })
})

describe('moving and leaving', () => {
  test('beyond the own reach a child is handed over, not moved', async () => {
    const child = newId()
    await kept(old, aChild({ child }))
    const moves = (area: string) => act('child.move', child, { day: TODAY, area, reason: '迁居' })
    expect(await refused(supervisor, moves(ELSEWHERE))).toBe('handOverInstead')
    await kept(supervisor, moves(NEIGHBOUR))
    expect(
      await refused(officer, act('child.move', child, { day: '2026-05-01', area: VILLAGE, reason: '更正' })),
    ).toBe('dayTooEarly')
    await kept(officer, moves(ELSEWHERE))
  })

  test('leave, return and leave again: every day says what held', async () => {
    const child = newId()
    const leaves = (day: string) => act('child.leave', child, { day, why: 'parentsBack', reason: '父亲返乡' })
    const returns = (day: string) => act('child.return', child, { day, reason: '父亲又外出' })
    await kept(old, aChild({ child }))
    expect(await refused(supervisor, returns('2026-02-01'))).toBe('stillInRegister')
    await kept(supervisor, leaves('2026-02-01'))
    expect(await refused(supervisor, leaves('2026-02-02'))).toBe('notInRegister')
    expect(await refused(supervisor, returns('2026-01-31'))).toBe('dayTooEarly')
    expect(await refused(old, returns('2026-03-01'))).toBe('notAllowed')
    await kept(supervisor, returns('2026-03-01'))
    expect((await fileOf(old, child)).body).toMatchObject({ status: 'registered', leftOn: null })
    await kept(supervisor, leaves('2026-04-01'))
    const statusOn = async (on: string) =>
      (await old.ask(openChildFile, { params: { child, on } })).body.status
    expect(await Promise.all(['2026-01-31', '2026-02-01', '2026-03-01', '2026-04-01'].map(statusOn))).toEqual(
      ['registered', 'left', 'registered', 'left'],
    )
  })
})
