import PizZip from 'pizzip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ExportQuery, exportChildren } from '#domain/export/export-api.ts'
import * as imports from '#domain/import/import-api.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { record } from '#testing/acts.ts'
import { PASSWORD, startTestApp, type TestApp } from '#testing/app.ts'
import { ELSEWHERE, VILLAGE } from '#testing/county.ts'
import { pagesOf } from '#testing/pdf.ts'
import { upload } from '#testing/roster.ts'
import { childrenListed } from '../child/list-children.ts'
import { inTransaction } from '../db/db.ts'
import { readSheets } from '../import/read-sheets.ts'
import { exportedFile } from './export-children.ts'
import { exportedPdf } from './export-pdf.ts'

let county: TestApp
beforeAll(async () => {
  county = await startTestApp()
  const villages = [
    { code: VILLAGE as never, name: '连刀村', township: '石文镇', children: 50 },
    { code: ELSEWHERE as never, name: '后安村', township: '后安镇', children: 30 },
  ]
  const place = { code: '210421', name: '抚顺县', path: '辽宁省抚顺市抚顺县' }
  const wish = { seed: 'export', county: place, villages, today: '2026-06-01', months: 12, life: true }
  const files = [...syntheticChildren(wish)]
  await record(county.deps, county.actor('countyOfficer'), ...files.flatMap(({ acts }) => acts))
})
afterAll(() => county.close())

test('a roster that was exported and is read in again changes nothing', async () => {
  const officer = await county.as('countyOfficer')
  const body = { layout: 'roster', purpose: '对账', identity: true, password: PASSWORD }
  const { body: file } = await officer.ask(exportChildren, { body })
  const { body: seen } = await officer.ask(imports.previewImport, upload(file as unknown as Uint8Array))
  const changes = await officer.ask(imports.importRows, {
    params: { import: seen.importId, outcome: 'update' },
  })
  expect(changes.body.rows.flatMap((row) => row.changes)).toEqual([])
  expect(seen.refused).toEqual([])
  expect(seen).toMatchObject({ created: 0, updated: 0 })
  expect(seen.rows).toBeGreaterThan(60)
  expect(seen.files[0]?.sheets[0]?.headRow).toBe(3)
})

test('a masked roster that is read in again has nothing that could be taken for a value', async () => {
  const officer = await county.as('countyOfficer')
  const body = { layout: 'roster', purpose: '对账' }
  const { body: file } = await officer.ask(exportChildren, { body })
  const [sheet] = await readSheets(file as unknown as Buffer)
  const heads = sheet!.rows[2]!.cells
  for (const head of ['户籍所在地', '现居住地', '委托监护人居住地地址'])
    expect(sheet!.rows.slice(3).filter(({ cells }) => cells[heads.indexOf(head)])).toEqual([])
  const { body: seen } = await officer.ask(imports.previewImport, upload(file as unknown as Uint8Array))
  expect(seen).toMatchObject({ created: 0, updated: 0 })
  const unreadable = seen.flagged.filter(({ code }) => code === 'value-unreadable').map(({ field }) => field)
  expect(unreadable).toEqual(expect.arrayContaining(['idNumber', 'father.phones', 'villageContactPhones']))
})

test('more forms than one file may hold come as several in a zip, every child in one of them', async () => {
  const { deps } = county
  const actor = county.actor('countyOfficer')
  const wish = ExportQuery.parse({ layout: 'form', purpose: '归档' })
  const printed = await inTransaction(
    deps.pool,
    deps.county.code,
    actor.reach,
    async (db) => {
      const ids = await childrenListed(db, deps, wish)
      const made = await exportedPdf({ db, deps, actor }, { ids, wish }, { form: 30, list: 30 })
      const pieces: Buffer[] = []
      for await (const piece of made.body) pieces.push(piece)
      return { ...made, children: ids.length, zip: new PizZip(Buffer.concat(pieces)) }
    },
    { reading: true, snapshot: true, tries: 1 },
  )
  expect(printed.ending).toBe('zip')
  const files = Object.keys(printed.zip.files)
  expect(files[1]).toBe('农村留守儿童基本情况登记表31-60.pdf')
  const pages = await Promise.all(files.map((name) => pagesOf(printed.zip.file(name)!.asUint8Array())))
  expect(pages.flat()).toHaveLength(printed.children)
  expect(pages.flat().join()).not.toContain('〓')
})

test('of a large list no more than a parcel is read before it has left', async () => {
  const { owner } = county.database
  await owner.query(
    `insert into child (county, id, area_code, opened_on, name, name_pinyin)
     select '210421', gen_random_uuid(), $1, '2026-01-01', md5(n::text), md5(n::text) from generate_series(1, 5000) n`,
    [VILLAGE],
  )
  const { deps } = county
  const actor = county.actor('countyOfficer')
  const wish = ExportQuery.parse({ layout: 'roster', purpose: '对账' })
  let read = 0
  await inTransaction(
    deps.pool,
    deps.county.code,
    actor.reach,
    async (db) => {
      const counting = {
        ...db,
        rows: async <R>(text: string, values?: unknown[]) => {
          const rows = await db.rows<R>(text, values)
          if (/ from child where /.test(text)) read += rows.length
          return rows
        },
      }
      const ids = await childrenListed(db, deps, wish)
      const file = await exportedFile({ db: counting, deps, actor }, { ids, wish })
      expect(ids.length).toBeGreaterThan(5000)
      let largest = 0
      let left = 0
      for await (const piece of file) {
        largest = Math.max(largest, piece.length)
        // What is read and has not left yet is the parcel under way.
        if (piece.length > 1000) left += 200
        expect(read - left).toBeLessThanOrEqual(400)
      }
      expect(read).toBe(ids.length)
      expect(largest).toBeLessThan(200_000)
    },
    { reading: true, snapshot: true, tries: 1 },
  )
})
