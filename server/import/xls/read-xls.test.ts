import { expect, test } from 'vitest'
import type { RawCell } from '#domain/import/raw-sheet.ts'
import { beginning, recordOf, type XlsRecord, xlsOf } from '#testing/xls.ts'
import { UnreadableFile } from '../file-problem.ts'
import { READ_LIMITS } from '../read-limits.ts'
import { readXlsSheets } from './read-xls.ts'
import { KIND } from './records.ts'

/** Records as Excel writes them, each by what tells it: numbers of two bytes, then whatever follows. */
const record = (kind: number, shorts: number[], more: Buffer = Buffer.alloc(0)): XlsRecord => {
  const head = Buffer.alloc(shorts.length * 2)
  for (const [i, short] of shorts.entries()) head.writeUInt16LE(short, i * 2)
  return [kind, Buffer.concat([head, more])]
}
const double = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}
const wide = (text: string) => Buffer.concat([Buffer.from([1]), Buffer.from(text, 'utf16le')])
const text = (words: string) => Buffer.concat([Buffer.from([words.length, 0]), wide(words)])
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

type Book = { globals?: XlsRecord[]; cells: XlsRecord[]; hidden?: boolean }

/** A workbook of one sheet; the place of the sheet is known once the records before it are. */
function bookOf({ globals = [], cells, hidden = false }: Book): Buffer {
  const name = Buffer.concat([Buffer.from([3]), wide('连刀村')])
  const sheetAt = (at: number): XlsRecord => [
    KIND.sheet,
    Buffer.concat([int32(at), Buffer.from([hidden ? 1 : 0, 0]), name]),
  ]
  const end: XlsRecord = [KIND.end, Buffer.alloc(0)]
  const before = [[KIND.begin, beginning(5)] as XlsRecord, sheetAt(0), ...globals, end]
  const at = Buffer.concat(before.map(recordOf)).length
  return xlsOf({ records: [sheetAt(at), ...globals, end, [KIND.begin, beginning(16)], ...cells, end] })
}
const rowsOf = (book: Book): RawCell[][] => readXlsSheets(bookOf(book))[0]!.rows.map(({ cells }) => cells)
const problemOf = (bytes: Buffer) => {
  try {
    readXlsSheets(bytes)
    return 'read'
  } catch (error) {
    return error instanceof UnreadableFile ? error.problem : String(error)
  }
}

/** Cell formats: 0 is general, 1 a day of Chinese editions, 2 a format of its own. */
const FORMATS: XlsRecord[] = [
  record(KIND.format, [164], text('yyyy"年"m"月"d"日"')),
  record(KIND.cellFormat, [0, 0]),
  record(KIND.cellFormat, [0, 31]),
  record(KIND.cellFormat, [0, 164]),
]

test('numbers of every kind, days by their format, yes and no, errors', () => {
  expect(
    rowsOf({
      globals: FORMATS,
      cells: [
        record(KIND.number, [0, 0, 0], double(13_800_001_234)),
        record(KIND.number, [0, 1, 1], double(41_400)),
        record(KIND.shortNumber, [0, 2, 2], int32((41_400 << 2) | 2)),
        record(KIND.shortNumber, [0, 3, 0], int32((1234 << 2) | 3)),
        record(
          KIND.shortNumbers,
          [1, 0, 0],
          Buffer.concat([
            int32((7 << 2) | 2),
            Buffer.from([1, 0]),
            int32((41_400 << 2) | 2),
            Buffer.from([1, 0]),
          ]),
        ),
        record(KIND.truthOrError, [1, 2, 0], Buffer.from([1, 0])),
        record(KIND.truthOrError, [1, 3, 0], Buffer.from([42, 1])),
        record(KIND.text, [1, 4, 0], text('安某')),
      ],
    }),
  ).toEqual([
    [13_800_001_234, { day: '2013-05-06' }, { day: '2013-05-06' }, 12.34],
    [7, { day: '2013-05-06' }, true, '#N/A', '安某'],
  ])
})

test('days that count from 1904', () => {
  const globals = [...FORMATS, record(KIND.dateSystem, [1])]
  expect(rowsOf({ globals, cells: [record(KIND.number, [0, 0, 1], double(39_938))] })).toEqual([
    [{ day: '2013-05-06' }],
  ])
})

test('a formula is its stored value, also where a shared formula stands between it and its text', () => {
  const isText = Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff])
  expect(
    rowsOf({
      cells: [
        record(KIND.formula, [0, 0, 0], double(12)),
        record(KIND.formula, [0, 1, 0], isText),
        record(0x04bc, [0, 0]),
        [KIND.formulaText, text('安某')],
        record(KIND.formula, [0, 2, 0], Buffer.from([1, 0, 1, 0, 0, 0, 0xff, 0xff])),
      ],
    }),
  ).toEqual([[12, '安某', true]])
})

test('a string that goes on in the next record, there in the narrow form', () => {
  const count = Buffer.concat([int32(2), int32(2)])
  const first = Buffer.concat([count, Buffer.from([4, 0]), wide('安某')])
  const rest = Buffer.concat([
    Buffer.from([0]),
    Buffer.from('AB', 'latin1'),
    Buffer.from([2, 0]),
    wide('白某'),
  ])
  expect(
    rowsOf({
      globals: [
        [KIND.strings, first],
        [KIND.continue, rest],
      ],
      cells: [
        record(KIND.stringInTable, [0, 0, 0], int32(0)),
        record(KIND.stringInTable, [0, 1, 0], int32(1)),
      ],
    }),
  ).toEqual([['安某AB', '白某']])
})

test('merged cells, hidden columns and a hidden sheet', () => {
  const [sheet] = readXlsSheets(
    bookOf({
      hidden: true,
      cells: [
        record(KIND.columns, [2, 3, 0, 0, 1, 0]),
        record(KIND.text, [4, 1, 0], text('石文镇')),
        record(KIND.merges, [1, 4, 8, 1, 1]),
      ],
    }),
  )
  expect(sheet).toEqual({
    name: '连刀村',
    hidden: true,
    rows: [{ row: 5, cells: [null, '石文镇'] }],
    merges: [{ top: 5, bottom: 9, left: 1, right: 1 }],
    hiddenColumns: [2, 3],
  })
})

test('what claims more than there is is damaged, and ends', () => {
  const strings = Buffer.concat([int32(-1), int32(-1), Buffer.from([0xff, 0xff, 1, 0, 0])])
  expect(problemOf(bookOf({ globals: [[KIND.strings, strings]], cells: [] }))).toBe('damaged')
  expect(problemOf(bookOf({ cells: [record(KIND.text, [0, 0, 0], Buffer.from([200, 0, 1]))] }))).toBe(
    'damaged',
  )
  expect(problemOf(bookOf({ cells: [record(KIND.number, [0], Buffer.alloc(1))] }))).toBe('damaged')
})

test('chains of sectors that run in a circle end', () => {
  const book = bookOf({ cells: [record(KIND.text, [0, 0, 0], text('安某'))] })
  const circle = Buffer.from(book)
  for (let at = 512 + 8; at < 1024; at += 4) circle.writeUInt32LE(2, at)
  expect(['damaged', 'notXlsx']).toContain(problemOf(circle))
})

test('no cut and no changed byte makes the reader fail in another way, or run on', () => {
  const book = bookOf({
    globals: FORMATS,
    cells: [record(KIND.text, [0, 0, 0], text('安某')), record(KIND.number, [1, 0, 1], double(41_400))],
  })
  const allowed = ['read', 'damaged', 'notXlsx', 'oldExcel', 'encrypted', 'tooManyColumns', 'tooManyRows']
  for (let cut = 0; cut < book.length; cut += 37) expect(allowed).toContain(problemOf(book.subarray(0, cut)))
  for (let at = 0; at < book.length; at += 5)
    for (const byte of [0, 0x7f, 0xff]) {
      const changed = Buffer.from(book)
      changed[at] = byte
      expect(allowed, `byte ${at}`).toContain(problemOf(changed))
    }
})

test('limits hold', () => {
  const cells = [0, 1, 2].map((row) => record(KIND.text, [row, 0, 0], text('安某')))
  expect(() => readXlsSheets(bookOf({ cells }), { ...READ_LIMITS, rows: 2 })).toThrow('tooManyRows')
})
