import { type CellValue, writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { Area } from '#domain/area/area.ts'
import type { Refusal } from '#domain/refusals.ts'
import { xlsOf } from '#testing/xls.ts'
import { FILE_PROBLEMS } from './file-problem.ts'
import { readFiles } from './read-files.ts'
import { READ_LIMITS } from './read-limits.ts'
import { readXlsxSheets } from './xlsx/read-xlsx.ts'

const areas: Area[] = [
  { code: '210421000000', name: '抚顺县', shortName: '抚顺县', level: 3, parent: '210400000000' },
  { code: '210421101000', name: '石文镇', shortName: '石文镇', level: 4, parent: '210421000000' },
  { code: '210421101215', name: '连刀村民委员会', shortName: '连刀村', level: 5, parent: '210421101000' },
]

const HEADS = ['序号', '乡镇', '村(居)', '姓名', '性别', '出生日期', '公民身份证号码']
const child = (n: number, name: string): CellValue[] => [
  n,
  '石文镇',
  '连刀村',
  name,
  '女',
  new Date('2014-03-07'),
  '110105201403070024',
]

const workbook = (rows: CellValue[][], name = '花名册') => writeXlsx({ sheets: [{ name, rows }] })
const read = (bytes: Uint8Array, limits = READ_LIMITS) =>
  readFiles({ files: [{ name: '名册.xlsx', bytes }], areas, asOf: '2024-09-30' }, limits)
const problem = (bytes: Uint8Array, limits?: typeof READ_LIMITS) =>
  read(bytes, limits).then(
    () => 'read',
    (refusal: Refusal) => String(refusal.details.problem),
  )

test('reads a roster: title, heads, children, empty rows between', async () => {
  const { files, rows } = await read(
    await workbook([
      ['某县花名册'],
      HEADS,
      child(1, '安某'),
      [null, '  '],
      [],
      child(2, '白某'),
      ['合计', null, null, 2],
    ]),
  )
  expect(files[0]?.tables[0]).toMatchObject({
    sheet: '花名册',
    headRows: [2],
    columns: { unmapped: [{ text: '序号' }] },
  })
  expect(
    rows.map(({ place, area, facts }) => [place, area, facts.name?.value, facts.birthDate?.value]),
  ).toEqual([
    [{ file: '名册.xlsx', sheet: '花名册', row: 3 }, '210421101215', '安某', '2014-03-07'],
    [{ file: '名册.xlsx', sheet: '花名册', row: 6 }, '210421101215', '白某', '2014-03-07'],
  ])
})

test('a formula counts by its stored value and is never computed', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '一',
        rows: [['姓名', '备注']],
        cells: new Map([
          ['1,1', { value: 7, formula: '=WEBSERVICE("http://example.test")', formulaResult: 7 }],
        ]),
      },
    ],
  })
  const [sheet] = await readXlsxSheets(bytes)
  expect(sheet?.rows[1]?.cells[1]).toBe(7)
})

test('tells which sheets are hidden', async () => {
  const bytes = await writeXlsx({
    sheets: [
      { name: '一', rows: [['a']] },
      { name: '旧', rows: [['b']], hidden: true },
    ],
  })
  expect((await readXlsxSheets(bytes)).map(({ name, hidden }) => [name, hidden])).toEqual([
    ['一', false],
    ['旧', true],
  ])
})

const cut = (bytes: Uint8Array, share: number) => bytes.slice(0, Math.floor(bytes.length * share))

test.each<[keyof typeof FILE_PROBLEMS, () => Promise<Uint8Array> | Uint8Array]>([
  ['empty', () => new Uint8Array()],
  ['notXlsx', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  [
    'encrypted',
    () =>
      writeXlsx({ sheets: [{ name: '一', rows: [HEADS] }], encryption: { password: 'x', spinCount: 1000 } }),
  ],
  ['oldExcel', () => xlsOf({ name: 'Book', records: [] })],
  ['encrypted', () => xlsOf({ records: [[0x2f, Buffer.alloc(54)]] })],
  ['damaged', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)])],
  ['damaged', async () => cut(await workbook([HEADS, child(1, '安某')]), 0.6)],
  [
    'noTable',
    () =>
      workbook([
        ['户编号', '数量'],
        ['1', '2'],
      ]),
  ],
])('%s is said in words', async (code, file) => {
  expect(await problem(await file())).toContain(FILE_PROBLEMS[code])
})

test('a flipped bit anywhere in what is read is found by its checksum', async () => {
  const good = Buffer.from(
    await workbook([HEADS, ...Array.from({ length: 50 }, (_, n) => child(n, `安${n}`))]),
  )
  const at = good.indexOf('xl/worksheets/sheet1.xml') + 80
  const bad = Buffer.from(good)
  bad[at] = bad[at]! ^ 0x10
  expect(await problem(bad)).toContain(FILE_PROBLEMS.damaged)
})

test('limits hold whatever the file claims', async () => {
  const bytes = await workbook([HEADS, child(1, '安某'), child(2, '白某')])
  const wide = await workbook([[...HEADS, ...Array.from({ length: 30 }, () => 'x')], child(1, '安某')])
  expect(await problem(bytes, { ...READ_LIMITS, rows: 2 })).toContain(FILE_PROBLEMS.tooManyRows)
  expect(await problem(wide, { ...READ_LIMITS, columns: 20 })).toContain(FILE_PROBLEMS.tooManyColumns)
  expect(await problem(bytes, { ...READ_LIMITS, unpackedBytes: 500 })).toContain(FILE_PROBLEMS.tooMuch)
  expect(await problem(bytes, { ...READ_LIMITS, milliseconds: 1 })).toContain(FILE_PROBLEMS.tooSlow)
})
