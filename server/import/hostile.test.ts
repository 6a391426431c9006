import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { Refusal } from '#domain/refusals.ts'
import { zipOf } from '#testing/zip.ts'
import { FILE_PROBLEMS, type FileProblem } from './file-problem.ts'
import { readEach, readFiles } from './read-files.ts'
import { readSheets } from './read-sheets.ts'

/** Files that mean harm, or are broken: each is refused in words, soon, and without taking the memory. */
const SECONDS = 10_000
const MEGABYTES = 250

const problem = (bytes: Uint8Array) =>
  readFiles({ files: [{ name: '名册.xlsx', bytes }], areas: [], asOf: '2024-09-30' }).then(
    () => 'read',
    (refusal: Refusal) => String(refusal.details.problem),
  )

const WORKBOOK = (sheet: string, strings = '<sst/>') => [
  {
    name: 'xl/workbook.xml',
    content: '<workbook><sheets><sheet name="一" r:id="rId1"/></sheets></workbook>',
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content:
      '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  },
  { name: 'xl/sharedStrings.xml', content: strings },
  { name: 'xl/worksheets/sheet1.xml', content: sheet },
]
const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
const cell = (at: string) => `<c r="${at}" t="inlineStr"><is><t>安某</t></is></c>`
const manyRows = (count: number) => {
  const row = `<row>${cell('A1')}${cell('B1')}${cell('C1')}</row>`
  return sheetOf(row.repeat(count))
}

test.each<[string, FileProblem, () => Buffer]>([
  ['blanks without end', 'damaged', () => zipOf(WORKBOOK(' '.repeat(2 ** 27)))],
  ['a million rows', 'tooManyRows', () => zipOf(WORKBOOK(manyRows(1_000_000)))],
  [
    'a sheet of 340 MB that packs to one',
    'tooMuch',
    () => zipOf(WORKBOOK(sheetOf('<row r="1"><c r="A1" s="1"/></row>'.repeat(10_000_000)))),
  ],
  [
    'a table of strings of 100 MB',
    'tooMuch',
    () => zipOf(WORKBOOK(sheetOf(''), `<sst>${'<si/>'.repeat(20_000_000)}</sst>`)),
  ],
  [
    'a cell in a column that nobody has',
    'tooManyColumns',
    () => zipOf(WORKBOOK(sheetOf(`<row r="1">${cell('XFD1')}</row>`))),
  ],
  [
    'markup that never ends',
    'damaged',
    () => zipOf(WORKBOOK(`<worksheet><sheetData><row r="1"><c r="A1"${'x'.repeat(3_000_000)}`)),
  ],
  ['a sheet that is no markup', 'noTable', () => zipOf(WORKBOOK('nothing of the kind'))],
])('%s is refused as %s', async (_, code, file) => {
  const bytes = file()
  const before = process.memoryUsage().rss
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const started = performance.now()
  expect(await problem(bytes)).toContain(FILE_PROBLEMS[code])
  clearInterval(watch)
  expect(performance.now() - started).toBeLessThan(SECONDS)
  expect((most - before) / 1024 / 1024).toBeLessThan(MEGABYTES)
})

test('a roster cut off anywhere, or with a byte changed, is read whole or refused', async () => {
  const rows = [['姓名', '性别', '民族'], ...Array.from({ length: 30 }, (_, n) => [`安${n}`, '女', '汉族'])]
  const good = Buffer.from(await writeXlsx({ sheets: [{ name: '一', rows }] }))
  const outcome = async (bytes: Buffer) => {
    const said = await readSheets(bytes).then(
      () => 'read',
      (error: Error) => error.message,
    )
    return said === 'read' || said in FILE_PROBLEMS
  }
  for (let share = 1; share < 8; share++)
    expect(await outcome(good.subarray(0, Math.floor((good.length * share) / 8)))).toBe(true)
  for (let at = 7; at < good.length; at += Math.floor(good.length / 200)) {
    const bad = Buffer.from(good)
    bad[at] = bad[at]! ^ 0x55
    expect(await outcome(bad), `byte ${at}`).toBe(true)
  }
})

test('a slow taker holds the reader back, and gets every row once', async () => {
  const rows = [
    ['姓名', '性别', '民族'],
    ...Array.from({ length: 5_000 }, (_, n) => [`安${n}`, '女', '汉族']),
  ]
  const bytes = await writeXlsx({ sheets: [{ name: '一', rows }] })
  const seen: number[] = []
  const { files } = await readEach(
    { files: [{ name: 'a.xlsx', bytes }], areas: [], asOf: '2024-09-30' },
    async (parcel) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      seen.push(...parcel.map(({ place }) => place.row))
    },
  )
  expect(seen).toEqual(Array.from({ length: 5_000 }, (_, n) => n + 2))
  expect(files[0]?.tables).toHaveLength(1)
})

test('what the taker refuses ends the reading', async () => {
  const rows = [
    ['姓名', '性别', '民族'],
    ...Array.from({ length: 9_000 }, (_, n) => [`安${n}`, '女', '汉族']),
  ]
  const bytes = await writeXlsx({ sheets: [{ name: '一', rows }] })
  const reading = readEach({ files: [{ name: 'a.xlsx', bytes }], areas: [], asOf: '2024-09-30' }, () => {
    throw new Error('no room')
  })
  await expect(reading).rejects.toThrow('no room')
})
