import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listChildren, recordActs } from '#domain/child/child-api.ts'
import * as api from '#domain/duplicate/duplicate-api.ts'
import * as imports from '#domain/import/import-api.ts'
import { aChild, act, aFact, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, newId } from '#testing/county.ts'
import { commitAndWait, emptyRegister, untilSettled } from '#testing/imports.ts'
import { NUMBERS, roster, upload } from '#testing/roster.ts'

const ASOF = '2024-09-30'
let county: TestApp
let officer: Visitor
beforeAll(async () => {
  county = await startTestApp()
  officer = await county.as('countyOfficer')
})
afterAll(() => county.close())
beforeEach(async () => {
  await emptyRegister(county)
  await county.database.owner.query('truncate person_key')
})

type Row = Parameters<typeof roster>[0][number]
const KNOWN: Row = {
  姓名: '安佳妮',
  出生日期: '2014-03-07',
  公民身份证号码: NUMBERS.girl,
  父亲姓名: '安大山',
  就学情况: '幼儿园',
}
const HEARD: Row = { ...KNOWN, 姓名: '安家妮', 公民身份证号码: null, 就学情况: '小学' }

const preview = async (rows: Row[], who = officer, asOf = ASOF) =>
  (await who.ask(imports.previewImport, { params: { asOf }, ...upload(await roster(rows)) })).body
const settled = async (id: string, who = officer) => (await untilSettled(who, id)).body
async function importRows(rows: Row[], who = officer, asOf = ASOF) {
  const { importId } = await preview(rows, who, asOf)
  return (await commitAndWait(who, importId)).body
}
const open = async (who = officer) => (await who.ask(api.listDuplicates, {})).body.duplicates
const decide = (id: string, decision: 'same' | 'different', who = officer) =>
  who.ask(api.decideDuplicate, { params: { duplicate: id }, body: { decision } })
const children = async () =>
  (await officer.ask(listChildren, { body: { columns: ['schooling', 'idNumber'] } })).body.rows
/** Everything that is now, without the order of acts and the log. */
async function digest(): Promise<string> {
  const { rows: tables } = await county.database.owner.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname not in ('act', 'act_place', 'act_counter', 'audit', 'audit_link', 'session') order by 1`,
  )
  const parts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await county.database.owner.query(
        `select count(*) as n, md5(string_agg(t::text, '|' order by t::text)) as all from ${name} t`,
      )
      return `${name} ${rows[0].n} ${rows[0].all}`
    }),
  )
  return parts.join('\n')
}

test('a row that looks like a known child is neither opened nor counted until it is decided', async () => {
  await importRows([KNOWN])
  const done = await importRows([HEARD])
  expect(done).toMatchObject({ created: 0, updated: 0, held: 1 })
  const [pair] = await open()
  expect(done.duplicates).toMatchObject([
    { row: 3, other: { childId: (await children())[0]!.id }, id: pair!.id },
  ])
  expect(pair!.reasons.map(({ code }) => code)).toEqual([
    'sameSound',
    'sameBirthDate',
    'sameFather',
    'sameVillage',
  ])
  expect(await children()).toHaveLength(1)
})

test('same: who it is stands as in the file, the rest is news; the same list again changes nothing', async () => {
  await importRows([KNOWN])
  await importRows([{ ...HEARD, 公民身份证号码: '110105201403070025' }])
  const [pair] = await open()
  expect((await decide(pair!.id, 'same')).body).toMatchObject({ decision: 'same', carriedOut: true })
  expect(await open()).toEqual([])
  const [child, ...others] = await children()
  expect(others).toEqual([])
  expect(child).toMatchObject({ name: '安佳妮', facts: { schooling: { value: 'primary' } } })
  // Both numbers find her.
  for (const q of [NUMBERS.girl, '110105201403070025'])
    expect((await officer.ask(listChildren, { body: { q } })).body.rows.map(({ id }) => id)).toEqual([
      child!.id,
    ])
  expect(await importRows([{ ...HEARD, 公民身份证号码: '110105201403070025' }])).toMatchObject({
    created: 0,
    updated: 0,
    held: 0,
    unchanged: 1,
  })
})

test('different: a file of its own, which the same list finds again though it has no number', async () => {
  await importRows([KNOWN])
  await importRows([HEARD])
  await decide((await open())[0]!.id, 'different')
  expect((await children()).map(({ name }) => name).sort()).toEqual(['安佳妮', '安家妮'])
  expect(await importRows([HEARD])).toMatchObject({ created: 0, updated: 0, held: 0, unchanged: 1 })
  expect(await open()).toEqual([])
})

test('a decision can be changed; what the first one wrote is taken back', async () => {
  await importRows([KNOWN])
  await importRows([HEARD])
  const [pair] = await open()
  await decide(pair!.id, 'same')
  await decide(pair!.id, 'different')
  expect((await children()).map(({ facts }) => facts.schooling!.value).sort()).toEqual([
    'kindergarten',
    'primary',
  ])
  await decide(pair!.id, 'same')
  expect(await children()).toMatchObject([{ name: '安佳妮', facts: { schooling: { value: 'primary' } } }])
  // The same click twice.
  expect((await decide(pair!.id, 'same')).status).toBe(200)
})

test('the same list again finds its rows held already', async () => {
  await importRows([KNOWN])
  await importRows([HEARD])
  expect(await importRows([HEARD])).toMatchObject({ created: 0, held: 0, unchanged: 1 })
  expect(await open()).toHaveLength(1)
})

test('rows of one list that look alike are held for the second; twins, siblings and namesakes are not', async () => {
  const done = await importRows([
    KNOWN,
    { ...KNOWN, 公民身份证号码: null, '村(居)': '养树村' },
    // Twins, listed one under the other: one sound, the same father, no numbers.
    { 姓名: '安晓梅', 出生日期: '2016-05-01', 父亲姓名: '安小海' },
    { 姓名: '安小梅', 出生日期: '2016-05-01', 父亲姓名: '安小海' },
    // A sister, and a namesake with a good number of his own.
    { 姓名: '安晓兰', 出生日期: '2016-05-01', 父亲姓名: '安小海' },
    { ...KNOWN, 公民身份证号码: NUMBERS.boy, 性别: '男', 出生日期: '2017-06-18' },
  ])
  expect(done).toMatchObject({ created: 5, held: 1 })
  expect(done.duplicates).toMatchObject([{ row: 4, other: { row: 3 } }])
  await decide((await open())[0]!.id, 'same')
  expect(await children()).toHaveLength(5)
})

test('a wrong digit, swapped digits and a character that cannot be typed are seen through', async () => {
  await importRows([KNOWN, { ...KNOWN, 姓名: '尹𠮷安', 公民身份证号码: null, 出生日期: '2015-05-05' }])
  const done = await importRows(
    [
      { 姓名: '安佳妮', 公民身份证号码: '110105201403070034' },
      { 姓名: '尹吉安', 出生日期: '2015-05-05' },
    ],
    officer,
    '2024-10-31',
  )
  expect(done).toMatchObject({ created: 0, held: 2 })
  expect((await open()).flatMap(({ reasons }) => reasons.map(({ code }) => code))).toEqual(
    expect.arrayContaining(['slippedNumber', 'sameSound']),
  )
})

test('a child of another township is for the county to decide; the township learns nothing of it', async () => {
  const child = newId()
  await record(
    county.deps,
    county.actor('countyOfficer'),
    aChild({
      child,
      area: ELSEWHERE,
      facts: { name: '安佳妮', birthDate: '2014-03-07', idNumber: NUMBERS.girl },
    }),
  )
  const supervisor = await county.as('townshipSupervisor')
  const done = await importRows([KNOWN], supervisor)
  expect(done).toMatchObject({ created: 0, held: 1 })
  expect(JSON.stringify(done)).not.toContain(child)
  expect(done.duplicates).toMatchObject([{ other: { childId: null } }])
  expect(await open(supervisor)).toEqual([])
  const [pair] = await open()
  expect((await supervisor.ask(api.openDuplicate, { params: { duplicate: pair!.id } })).status).toBe(404)
  expect((await decide(pair!.id, 'same', supervisor)).status).toBe(404)
  expect((await decide(pair!.id, 'same')).status).toBe(200)
  expect((await children()).map(({ id }) => id)).toEqual([child])
})

test('decisions on a preview are noted, and carried out with the import', async () => {
  await importRows([KNOWN])
  const seen = await preview([HEARD])
  const [pair] = (await officer.ask(api.listDuplicates, { params: { import: seen.importId } })).body
    .duplicates
  expect((await decide(pair!.id, 'different')).body).toMatchObject({ carriedOut: false })
  expect(await open()).toEqual([])
  expect(await children()).toHaveLength(1)
  await commitAndWait(officer, seen.importId)
  expect(await children()).toHaveLength(2)
})

test('the same check before a file is opened by hand, as far as the reach goes', async () => {
  await importRows([KNOWN])
  const body = {
    facts: {
      name: { state: 'known' as const, value: '安嘉妮' },
      birthDate: { state: 'known' as const, value: '2014-03-07' },
    },
    family: [],
  }
  const [child] = await children()
  expect((await officer.ask(api.likeChildren, { body })).body.like).toMatchObject([
    { child: child!.id, reasons: [{ code: 'sameSound' }, { code: 'sameBirthDate' }] },
  ])
  const director = await county.as('villageDirector')
  await county.database.owner.query(`update child set area_code = $1`, [ELSEWHERE])
  expect((await director.ask(api.likeChildren, { body })).body.like).toEqual([])
})

test('an erased child takes the rows along that were held as looking like it', async () => {
  await importRows([KNOWN])
  await importRows([HEARD])
  const [[pair], [child]] = [await open(), await children()]
  await record(
    county.deps,
    county.actor('countyOfficer'),
    act('person.erase', child!.id, { day: '2026-04-01', person: child!.id, reason: '监护人申请' }),
  )
  expect((await decide(pair!.id, 'different')).status).toBe(410)
  const { rows } = await county.database.owner.query('select from import_row where sealed is not null')
  expect(rows).toEqual([])
})

test('the functions that compare tell nobody of a child whom he may not compare with', async () => {
  await importRows([KNOWN])
  const [child] = await children()
  const asked = async (reach: string) => {
    const client = await county.database.owner.connect()
    try {
      await client.query(`begin; ${reach}`)
      const sound = `select n, child from same_sound('210421', '{0}', '{"an jia ni "}', '{"an jia ni!"}', '{null}', '{2014-03-07}', '{null}', '{null}')`
      return [
        (await client.query(sound)).rowCount,
        (await client.query(`select id from likenesses('210421', '{${child!.id}}')`)).rowCount,
      ]
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const village = `set local role tonghu_village; set local tonghu.villages = '${ELSEWHERE}'`
  expect(await asked('set local role tonghu_village')).toEqual([0, 0])
  expect(await asked('set local role tonghu_area')).toEqual([0, 0])
  expect(await asked(village)).toEqual([0, 0])
  expect(await asked(`set local role tonghu_area; set local tonghu.lo = '210421101000'`)).toEqual([1, 1])
})

test('undo: everything is as before the import, its decisions too', async () => {
  await importRows([KNOWN, { 姓名: '安小苗', 性别: '男', 出生日期: '2017-06-18', 父亲姓名: '安大山' }])
  const before = await digest()
  const { importId } = await importRows(
    [
      {
        ...KNOWN,
        就学情况: '小学',
        '村(居)': '养树村',
        祖父姓名: '安老山',
        委托监护人姓名: '安老山',
        与被监护人关系: '祖父',
      },
      HEARD,
      { ...HEARD, 姓名: '安嘉霓', 父亲姓名: '安老海', '村(居)': '养树村' },
      { 姓名: '佟小满', 出生日期: '2016-05-20', 父亲姓名: '佟大海', 父亲公民身份证号码: NUMBERS.father },
    ],
    officer,
    '2024-10-31',
  )
  for (const { id } of await open()) await decide(id, 'different')
  expect((await children()).length).toBeGreaterThan(2)
  expect(await digest()).not.toBe(before)
  await officer.ask(imports.undoImport, { params: { import: importId } })
  expect(await settled(importId)).toMatchObject({ status: 'undone', created: 2, held: 1 })
  expect(await digest()).toBe(before)
  expect((await officer.ask(imports.listImports, {})).body.imports).toMatchObject([
    { importId, status: 'undone' },
    { status: 'committed' },
  ])
})

test('what was written later stands in the way, and is listed', async () => {
  const { importId } = await importRows([KNOWN])
  const [child] = await children()
  await record(county.deps, county.actor('countyOfficer'), aFact(child!.id, { health: 'healthy' }))
  const refused = await officer.ask(imports.undoImport, { params: { import: importId } })
  expect(refused).toMatchObject({ status: 409, body: { code: 'writtenOn' } })
  const standing = await officer.ask(imports.importStandsUnder, { params: { import: importId } })
  expect(standing.body).toMatchObject({ total: 1, acts: [{ kind: 'fact.record', child: child!.id }] })
  expect(await children()).toHaveLength(1)
})

test('whoever writes while an import is taken back is refused, or stands in the way: nothing that was kept is lost', async () => {
  for (let round = 0; round < 5; round++) {
    const { importId } = await importRows([KNOWN])
    const [child] = await children()
    const fact = aFact(child!.id, { health: 'healthy' })
    const [undone, written] = await Promise.all([
      officer.ask(imports.undoImport, { params: { import: importId } }).then(() => settled(importId)),
      officer.ask(recordActs, { body: { acts: [fact] } }),
    ])
    const kept = written.body.answers[0]!.outcome === 'kept'
    expect([undone.status, (await children()).length]).toEqual(kept ? ['committed', 1] : ['undone', 0])
    if (!kept) continue
    await emptyRegister(county)
    await county.database.owner.query('truncate person_key')
  }
})

test('a later import stands in the way until it is taken back itself', async () => {
  const first = await importRows([KNOWN])
  const second = await importRows([{ ...KNOWN, 就学情况: '小学' }], officer, '2024-10-31')
  const undo = (importId: string) => officer.ask(imports.undoImport, { params: { import: importId } })
  expect((await undo(first.importId)).status).toBe(409)
  expect((await undo(second.importId)).status).toBe(200)
  await settled(second.importId)
  expect(await children()).toMatchObject([{ facts: { schooling: { value: 'kindergarten' } } }])
  expect((await undo(first.importId)).status).toBe(200)
  await settled(first.importId)
  expect(await children()).toEqual([])
})
