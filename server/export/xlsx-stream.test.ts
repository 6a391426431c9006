import { expect, test } from 'vitest'
import type { RawCell } from '#domain/import/raw-sheet.ts'
import { readSheets } from '../import/read-sheets.ts'
import { zipParts } from '../import/xlsx/zip-parts.ts'
import { type Sheet, xlsxStream } from './xlsx-stream.ts'

async function* parcels(...some: RawCell[][][]) {
  yield* some
}
const sheet = (rows: Sheet['rows'], more: Partial<Sheet> = {}): Sheet => ({
  name: '花名册',
  title: '某县花名册',
  note: '导出人：安某',
  heads: [['姓名', '出生日期', '年龄', '证件']],
  widths: [10, 12, 6, 20],
  rows,
  ...more,
})
async function written(...sheets: Sheet[]): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of xlsxStream(sheets)) pieces.push(piece)
  return Buffer.concat(pieces)
}
const part = async (file: Buffer, name: string) => (await zipParts(file, 1e9).whole(name, 1e9)).toString()

const ODD: string[] = [
  '=1+1',
  '+86 139',
  '-3',
  '@SUM(A1)',
  '\tx',
  '<b>&amp;"',
  '_x0041_',
  ' 安 某 ',
  '一行\n二行\r三行',
  '𠮷\ud800',
]

test('what is written is read again as it was', async () => {
  const first: RawCell[][] = [['安小禾', { day: '2014-03-07' }, 12, '110105201403070024']]
  const second: RawCell[][] = [
    ['安老山', { day: '1899-05-01' }, null, '007'],
    [null, null, 3, null],
  ]
  const [read] = await readSheets(await written(sheet(parcels(first, second))))
  expect(read?.name).toBe('花名册')
  expect(read?.rows.map(({ row, cells }) => [row, ...cells])).toEqual([
    [1, '某县花名册'],
    [2, '导出人：安某'],
    [3, '姓名', '出生日期', '年龄', '证件'],
    [4, '安小禾', { day: '2014-03-07' }, 12, '110105201403070024'],
    [5, '安老山', '1899-05-01', null, '007'],
    [6, null, null, 3],
  ])
})

test('odd text stays what it is; what looks like a formula is quoted and none is written', async () => {
  const file = await written(sheet(parcels(ODD.map((text) => [text]))))
  const [read] = await readSheets(file)
  expect(read?.rows.slice(3).map(({ cells }) => cells[0])).toEqual(ODD.map((text) => text.toWellFormed()))
  const xml = await part(file, 'xl/worksheets/sheet1.xml')
  expect(xml).not.toMatch(/<f[ >]/)
  const quoted = [...(await part(file, 'xl/styles.xml')).matchAll(/<xf [^>]*xfId="0"[^>]*>/g)].findIndex(
    ([xf]) => xf.includes('quotePrefix="1"'),
  )
  const styleOf = (row: number) => new RegExp(`r="A${row}" s="(\\d+)"`).exec(xml)?.[1]
  expect(ODD.map((_, i) => styleOf(i + 4) === String(quoted))).toEqual(ODD.map((_, i) => i < 5))
})

test('the heads stand on every page and the note in its foot, cut where Excel would refuse it', async () => {
  const note = '用途：R&D '.repeat(60)
  const heads = [
    ['家庭', '', '年龄', '证件'],
    ['姓名', '出生日期', '', ''],
  ]
  const merges = [{ top: 3, bottom: 3, left: 0, right: 1 }]
  const file = await written(sheet(parcels([['安小禾']]), { note, heads, merges }))
  expect(await part(file, 'xl/workbook.xml')).toContain("'花名册'!$3:$4")
  const xml = await part(file, 'xl/worksheets/sheet1.xml')
  expect(xml).toContain('<autoFilter ref="A4:D5"/>')
  expect(xml).toContain('<mergeCell ref="A3:B3"/>')
  expect(xml).toContain('orientation="landscape"')
  const foot = /<oddFooter>(.*)<\/oddFooter>/.exec(xml)![1]!.replaceAll('&amp;', '&')
  expect(foot.length).toBeLessThanOrEqual(255)
  expect(foot).toMatch(/^&L&8 用途：R&&D .*…&R&8&P \/ &N$/)
})

test('sheets beyond the first have the same heads', async () => {
  const file = await written(sheet(parcels([['一']])), sheet(parcels([['二']]), { name: '花名册2' }))
  const read = await readSheets(file)
  expect(read.map(({ name, rows }) => [name, rows[2]?.cells[0], rows[3]?.cells[0]])).toEqual([
    ['花名册', '姓名', '一'],
    ['花名册2', '姓名', '二'],
  ])
})
