import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  drawChecks,
  drawFrame,
  drawnChildren,
  drawPlan,
  exportDraw,
  listDraws,
  openDraw,
} from '#domain/check/check-api.ts'
import { type DrawRule, drawSample, seedOf } from '#domain/check/draw.ts'
import { readDrawFile, redraw } from '#domain/check/draw-file.ts'
import { childHistory, openChildFile, recordActs } from '#domain/child/child-api.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import { enrolPhone, pullSlice } from '#domain/phone/phone-api.ts'
import { servicesOfChild, visitCoverage } from '#domain/service/service-api.ts'
import { command } from '#server/cli/check.ts'
import type { Out } from '#server/cli/command.ts'
import { aChild, act, known, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId, VILLAGE } from '#testing/county.ts'
import { pagesOf } from '#testing/pdf.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const RULE: DrawRule = { by: 'tier', size: 'share', n: 20, atLeastOne: true }

let app: TestApp
let director: Visitor
let supervisor: Visitor
let officer: Visitor
/** Of the township: 12 children in one village, of them two watched most closely, and 5 in another. */
const children = Array.from({ length: 20 }, newId)

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  officer = await app.as('countyOfficer')
  await record(
    app.deps,
    app.actor('countyOfficer'),
    ...children.map((child, i) =>
      aChild({
        child,
        area: i < 12 ? VILLAGE : i < 17 ? NEIGHBOUR : ELSEWHERE,
        day: '2026-04-01',
        facts: { name: `李小${i}`, ...(i < 2 && { keyAttention: true }) },
      }),
    ),
  )
})
afterAll(() => app.close())

const told = async (who: Visitor, ...acts: object[]) =>
  (await who.ask(recordActs, { body: { acts } })).body.answers?.map(({ outcome, code }) => code ?? outcome)
const drawn = (who: Visitor, more: object = {}) =>
  who.ask(drawChecks, { body: { id: newId(), rule: RULE, due: '2026-06-20', ...more } })
const checksOf = async (who: Visitor) =>
  (await who.ask(listDuties, { params: { about: 'visits', rule: 'check', size: 100 } })).body.rows
const aCheck = (child: string, found: object, more: object = {}) =>
  act('service.record', child, {
    day: '2026-06-01',
    service: 'randomCheck',
    occasion: newId(),
    childSeen: true,
    check: { found },
    ...more,
  })

/** As an office far away would, with the file and nothing else. */
async function redoneByCommand(text: string) {
  const path = join(app.dataDir, 'frame.csv')
  writeFileSync(path, text)
  const said: object[] = []
  const out = { answer: (value: object) => said.push(value) } as unknown as Out
  const code = await command.run({ values: {}, positionals: ['redo', path] }, out)
  return { code, ...said[0] }
}

let draw: string
let first: string
let second: string

test('the seed is fixed before the list: its digest is shown, and what is drawn keeps to it', async () => {
  const plan = (await supervisor.ask(drawPlan)).body
  expect(plan).toMatchObject({ number: 1, inMonth: 0, month: '2026-06', area: { name: '石文镇' } })
  expect(plan.cells.reduce((sum, { n }) => sum + n, 0)).toBe(17)
  draw = newId()
  const wish = { id: draw, publicNumber: '2026063 01 05 09', publicSource: '双色球 2026063 期' }
  expect((await drawn(supervisor, { ...wish, publicSource: '' })).body.code).toBe('invalidInput')
  expect((await drawn(supervisor, wish)).body).toEqual({ id: draw })
  // The same click twice is one draw.
  expect((await drawn(supervisor, wish)).body).toEqual({ id: draw })
  const told = (await supervisor.ask(openDraw, { params: { draw } })).body
  expect(sha256(told.secret)).toBe(plan.commitment)
  expect(told).toMatchObject({ number: 1, listed: 17, drawn: 4, total: { drawn: 4, done: 0, open: 4 } })
  // Two of the village (one watched closely), and one of the other: at least one of each stratum.
  expect(told.rows.map(({ values }) => values.drawn)).toEqual([3, 1])
})

test('anybody draws again from the file alone, and a changed file is found', async () => {
  const { body, headers } = await supervisor.ask(drawFrame, { params: { draw } })
  expect(decodeURIComponent(String(headers['content-disposition']))).toContain(
    '石文镇随机抽查2026-06第1次.csv',
  )
  const text = (body as unknown as Buffer).toString()
  for (const child of children.slice(0, 17)) expect(text).toContain(child)
  expect(text).not.toMatch(/李小/)
  const file = readDrawFile(text)!
  expect(redraw(file, sha256)).toMatchObject({ equal: true, drawn: 4, missing: [], added: [] })
  expect(await redoneByCommand(text)).toMatchObject({ code: 0, equal: true, commitment: sha256(file.secret) })
  // By hand, without any of our code but the reading: the stratum of two who are watched closely.
  const closely = file.frame.filter(({ stratum }) => stratum === `${VILLAGE}/high`).map(({ child }) => child)
  const mark = (child: string) => sha256(`${file.secret}/${file.publicNumber}/${child}`)
  const [one] = closely.toSorted((a, b) => (mark(a) < mark(b) ? -1 : 1))
  expect(closely.filter((child) => file.drawn.has(child))).toEqual([one])
  // Another seed, another child marked, a child left out: each is seen.
  const changed = [
    text.replace(file.secret, file.secret.replaceAll(/[0-4]/g, '7')),
    text.replace(/,1\n/, ',0\n'),
    text.replace(new RegExp(`.*${one},1\n`), ''),
  ]
  for (const other of changed) expect(redraw(readDrawFile(other)!, sha256).equal).toBe(false)
  expect(await redoneByCommand(changed[1]!)).toMatchObject({ code: 1, equal: false })
  expect(readDrawFile(text.replace('#secret', '#mystery "'))).toBeUndefined()
  expect(
    drawSample(file.frame, file.rule, seedOf(file), sha256)
      .map(({ child }) => child)
      .sort(),
  ).toEqual([...file.drawn].sort())
})

test('whoever was drawn is on the list of those above and of no director, whichever way he looks', async () => {
  const owed = await checksOf(supervisor)
  expect(owed.map(({ due }) => due)).toEqual(owed.map(() => '2026-06-20'))
  expect(owed).toHaveLength(4)
  expect((await checksOf(officer)).map(({ id }) => id).sort()).toEqual(owed.map(({ id }) => id).sort())
  first = owed.find(({ area }) => area.code === VILLAGE)!.id
  second = owed.find(({ area, id }) => area.code === VILLAGE && id !== first)!.id

  expect(await checksOf(director)).toEqual([])
  for (const endpoint of [drawPlan, listDraws])
    expect((await director.ask(endpoint)).body.code).toBe('notAllowed')
  for (const endpoint of [openDraw, drawnChildren, drawFrame])
    expect((await director.ask(endpoint, { params: { draw } })).body.code).toBe('notAllowed')
  const { token } = (await director.ask(enrolPhone, { body: { label: '红米' } })).body
  const phone = app.visitor({ authorization: `Bearer ${token}` })
  const params = { child: first }
  const everything = [
    (await director.ask(listDuties, { params: { when: 'all', size: 100 } })).body,
    (await director.ask(openChildFile, { params })).body,
    (await director.ask(childHistory, { params })).body,
    (await director.ask(servicesOfChild, { params })).body,
    (await phone.ask(pullSlice, { body: { cursor: null } })).body,
  ]
  expect(JSON.stringify(everything)).not.toMatch(/heck|draw|2026-06-20/)
  // Nor does it answer differently for one who was drawn and one who was not.
  for (const child of children.slice(0, 12))
    expect(
      (await director.ask(recordActs, { body: { acts: [aCheck(child, { health: 'agrees' })] } })).body.code,
    ).toBe('notAllowed')
  // Underneath: no row for a village, whatever is asked.
  const client = await app.database.owner.connect()
  await client.query(`begin; set local role tonghu_village; set local tonghu.villages = '${VILLAGE}'`)
  expect((await client.query('select from check_drawn')).rowCount).toBe(0)
  await expect(client.query('select from check_draw')).rejects.toThrow('permission denied')
  await client.query('rollback')
  client.release()
  const put = { day: '2026-06-01', rule: 'check', period: draw, until: '2026-06-20', reason: '以后再查' }
  expect(
    (await supervisor.ask(recordActs, { body: { acts: [act('duty.postpone', first, put)] } })).body.code,
  ).toBe('invalidInput')
})

test('a check says point by point what agrees; what was found stands in the file, and counts for no visit', async () => {
  const problems = { problems: ['schooling'], facts: known({ schooling: 'droppedOut' }) }
  const deviates = aCheck(first, { schooling: 'deviates', health: 'agrees' }, problems)
  expect(await told(supervisor, deviates, aCheck(second, { health: 'agrees' }))).toEqual(['kept', 'kept'])
  expect(await told(supervisor, aCheck(first, { health: 'agrees' }))).toBeUndefined()
  expect(
    (await supervisor.ask(recordActs, { body: { acts: [aCheck(first, { health: 'agrees' })] } })).body.code,
  ).toBe('notDrawn')
  const [seen] = (await director.ask(servicesOfChild, { params: { child: first } })).body.rows
  expect(seen).toMatchObject({ service: 'randomCheck', check: { found: { schooling: 'deviates' } } })
  expect((await director.ask(openChildFile, { params: { child: first } })).body.facts.schooling?.value).toBe(
    'droppedOut',
  )
  const duties = (await director.ask(listDuties, { params: { about: 'visits', size: 100 } })).body.rows
  expect(duties.filter(({ id, rule }) => id === first && rule === 'problem')).toHaveLength(1)
  expect(duties.find(({ id, rule }) => id === first && rule === 'visit')?.lastOn).toBeNull()
  expect((await officer.ask(visitCoverage, { params: { month: '2026-06' } })).body.total.visited).toBe(0)
})

test('a closed door is no check; an empty house where nobody lives any more is one', async () => {
  const [third] = (await checksOf(supervisor)).map(({ id }) => id)
  const nobody = { childSeen: false }
  expect(await told(supervisor, aCheck(third!, { living: 'agrees' }, nobody))).toEqual(['kept'])
  expect(await checksOf(supervisor)).toHaveLength(2)
  expect(await told(supervisor, aCheck(third!, { residence: 'deviates' }, nobody))).toEqual(['kept'])
  expect(await checksOf(supervisor)).toHaveLength(1)
})

test('results by village, with the lists behind them and a paper', async () => {
  const { rows, total, deviations } = (await supervisor.ask(openDraw, { params: { draw } })).body
  expect(total).toEqual({ drawn: 4, done: 3, agreeing: 1, deviating: 2, open: 1 })
  expect(deviations).toEqual([
    { key: 'residence', n: 1 },
    { key: 'schooling', n: 1 },
  ])
  expect(rows.reduce((sum, { values }) => sum + values.done, 0)).toBe(3)
  const behind = async (counter: string) =>
    (await supervisor.ask(drawnChildren, { params: { draw, counter } })).body
  expect((await behind('deviating')).rows.find(({ id }) => id === first)).toMatchObject({
    state: 'deviating',
    deviations: ['schooling'],
    checkedOn: '2026-06-01',
  })
  for (const [counter, n] of Object.entries(total)) expect((await behind(counter)).total).toBe(n)
  const paper = await supervisor.ask(exportDraw, { params: { draw }, body: { purpose: '月度通报' } })
  const [page] = await pagesOf(paper.body as unknown as Buffer)
  expect(page).toMatch(/石文镇随机抽查结果表.*就学情况/s)
  expect(page).toContain('双色球')
  expect((await (await app.as('countyLeader')).ask(listDraws)).body.rows).toHaveLength(1)
})

test('another draw says why, has another seed, and takes nobody off the first', async () => {
  const before = (await checksOf(supervisor)).map(({ id }) => id)
  expect((await drawn(supervisor)).body.code).toBe('redrawReason')
  const more = { rule: { ...RULE, by: 'village', size: 'each', n: 2 }, reason: '第一次抽到的多在一个村' }
  const again = (await drawn(supervisor, more)).body.id
  const { secret, number, reason } = (await supervisor.ask(openDraw, { params: { draw: again } })).body
  expect({ number, reason }).toEqual({ number: 2, reason: '第一次抽到的多在一个村' })
  expect(secret).not.toBe((await supervisor.ask(openDraw, { params: { draw } })).body.secret)
  const after = (await checksOf(supervisor)).map(({ id }) => id)
  expect(after).toEqual(expect.arrayContaining(before))
  expect(new Set(after).size).toBe(after.length)
  expect((await supervisor.ask(listDraws)).body.rows.map(({ number }) => number)).toEqual([2, 1])
  // A draw is written once.
  const { app: pool } = app.database
  await expect(pool.query('set role tonghu_area; delete from check_draw')).rejects.toThrow(
    'permission denied',
  )
})

test('of a draw of the county a township sees its part, and not the frame', async () => {
  const { id } = (await drawn(officer, { rule: { ...RULE, by: 'circumstance', size: 'total', n: 20 } })).body
  const own = (await supervisor.ask(openDraw, { params: { draw: id } })).body
  expect(own).toMatchObject({ listed: 20, drawn: 20, ownFrame: false, beyond: 0, total: { drawn: 17 } })
  expect((await supervisor.ask(drawFrame, { params: { draw: id } })).body.code).toBe('notFound')
  expect((await officer.ask(openDraw, { params: { draw: id } })).body.total.drawn).toBe(20)
})
