import { expect, test } from 'vitest'
import type { RawCell } from '#domain/import/raw-sheet.ts'
import { decodeText } from './decode-text.ts'
import { UnreadableFile } from './file-problem.ts'
import { readSheets } from './read-sheets.ts'

const cells = async (bytes: Uint8Array): Promise<RawCell[][]> =>
  (await readSheets(bytes))[0]!.rows.map((row) => row.cells)
const utf8 = (text: string) => Buffer.from(text)
const utf16 = (text: string) => Buffer.from(text, 'utf16le')

/** 姓名,性别 / 安某,女 in the encoding of Chinese Windows. */
const GB18030 = Buffer.from('d0d5c3fb2cd0d4b1f00d0ab0b2c4b32cc5ae0d0a', 'hex')
const LIST = '姓名,性别\r\n安某,女\r\n'
const READ = [
  ['姓名', '性别'],
  ['安某', '女'],
]

test.each<[string, Buffer]>([
  ['UTF-8', utf8(LIST)],
  ['UTF-8 with a mark', utf8(`\ufeff${LIST}`)],
  ['GB18030', GB18030],
  ['UTF-16 with a mark', utf16(`\ufeff${LIST}`)],
  ['UTF-16, the other way round', utf16(`\ufeff${LIST}`).swap16()],
  ['UTF-16 without a mark', utf16(`${LIST}1,2,3,4,5\r\n`)],
])('a list in %s', async (_, bytes) => {
  expect((await cells(bytes)).slice(0, 2)).toEqual(READ)
})

test.each([['\t'], [';'], [',']])('cells parted by %j, under a title that has none', async (separator) => {
  expect(await cells(utf8(`某校名单\n${LIST.replaceAll(',', separator)}`))).toEqual([['某校名单'], ...READ])
})

test('quotes, line breaks in cells, quotes in quotes, blank lines and cells', async () => {
  const text = '姓名,电话,备注\n安某,"138,139","一行\n又一行"\n\n白某,,"说""好"""\n乙"某",x,\n'
  expect(await cells(utf8(text))).toEqual([
    ['姓名', '电话', '备注'],
    ['安某', '138,139', '一行\n又一行'],
    ['白某', null, '说"好"'],
    ['乙"某"', 'x'],
  ])
})

test('numbers that are kept from Excel by a formula', async () => {
  expect(await cells(utf8('姓名,身份证号\n安某,="110105201403070024"\n'))).toEqual([
    ['姓名', '身份证号'],
    ['安某', '110105201403070024'],
  ])
})

test('the row is the number of the record, blank ones counted', async () => {
  const [sheet] = await readSheets(utf8('a,b\n\n"x\ny",c\nd,e'))
  expect(sheet!.rows.map(({ row }) => row)).toEqual([1, 3, 4])
})

test('a quote that never ends costs no more than the file', async () => {
  const started = performance.now()
  const rows = await cells(utf8('"a,b\n'.repeat(40_000)))
  expect(rows.length).toBeGreaterThan(1)
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('bytes that no text has are refused', () => {
  expect(() => decodeText(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]))).toThrow(UnreadableFile)
})

const PAGE = `<html><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style></head><body>
<table border=1><tr><th rowspan=2>姓名<th colspan=2>父亲</tr>
<tr><td>姓名</td><td>电&nbsp;话</td></tr>
<tr><td>安&#x67D0;<td>安大 &amp; 某<td>138<br>139</tr>
<tr><td><script>document.write('<td>白某')</script>乙某</td></tr></table></body></html>`

test('a page that calls itself .xls: spans, entities, tags that are not closed; nothing is run', async () => {
  const [sheet] = await readSheets(utf8(PAGE))
  expect(sheet?.rows.map((row) => row.cells)).toEqual([
    ['姓名', '父亲'],
    [null, '姓名', '电 话'],
    ['安某', '安大 & 某', '138\n139'],
    ['乙某'],
  ])
  expect(sheet?.merges).toEqual([
    { top: 1, bottom: 2, left: 0, right: 0 },
    { top: 1, bottom: 1, left: 1, right: 2 },
  ])
})

test('a page of tags and quotes that never end costs no more than the file', async () => {
  const started = performance.now()
  for (const part of ['<a "', '<td x=\'<td x="', '<!--', '<table><tr><td rowspan=9999 colspan=9999>'])
    await readSheets(utf8(`<table><tr><td>姓名${part.repeat(100_000)}`)).catch(() => {})
  expect(performance.now() - started).toBeLessThan(10_000)
})

test('Excel’s own XML of 2003', async () => {
  const [sheet] = await readSheets(
    utf8(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="连刀村"><Table><Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">姓名</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">性别</Data></Cell></Row><Row><Cell ss:Index="2"><Data ss:Type="Number">1</Data></Cell></Row>
</Table></Worksheet></Workbook>`),
  )
  expect(sheet).toMatchObject({
    name: '连刀村',
    rows: [
      { row: 3, cells: ['姓名', null, null, '性别'] },
      { row: 4, cells: [null, '1'] },
    ],
    merges: [{ top: 3, bottom: 4, left: 0, right: 0 }],
  })
})
