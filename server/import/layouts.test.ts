import { type CellValue, type MergeRange, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { Area } from '#domain/area/area.ts'
import { areaFinder } from '#domain/area/match-area.ts'
import type { ColumnMapping } from '#domain/import/column-mapping.ts'
import { type ReadTable, readRoster } from '#domain/import/read-roster.ts'
import type { RosterRow } from '#domain/import/roster-row.ts'
import { NUMBERS } from '#testing/roster.ts'
import { readSheets } from './read-sheets.ts'

/** Lists as offices lay them out, written as workbooks and read back. Everybody is invented. */
const areas: Area[] = [
  { code: '210421000000', name: '抚顺县', shortName: '抚顺县', level: 3, parent: '210400000000' },
  { code: '210421101000', name: '石文镇', shortName: '石文镇', level: 4, parent: '210421000000' },
  { code: '210421101215', name: '连刀村民委员会', shortName: '连刀村', level: 5, parent: '210421101000' },
  { code: '210421101216', name: '养树村民委员会', shortName: '养树村', level: 5, parent: '210421101000' },
]
const placeOf = areaFinder(areas)

type Read = { tables: ReadTable[]; rows: RosterRow[] }

async function readBytes(bytes: Uint8Array, mapping?: ColumnMapping): Promise<Read> {
  const read: Read = { tables: [], rows: [] }
  const sheets = await readSheets(bytes)
  for (const part of readRoster({ file: '名册.xlsx', sheets }, { asOf: '2024-09-30', placeOf, mapping }))
    if ('table' in part) read.tables.push(part.table)
    else read.rows.push(part.row)
  return read
}
const readBook = async (sheets: WriteSheet[], dateSystem?: '1904') =>
  readBytes(await writeXlsx({ sheets, ...(dateSystem && { dateSystem }) }))
const readRows = (rows: CellValue[][], merges: MergeRange[] = [], name = '连刀村') =>
  readBook([{ name, rows, merges }])

const merge = (startRow: number, startCol: number, endRow: number, endCol: number): MergeRange => ({
  startRow,
  startCol,
  endRow,
  endCol,
})
const names = ({ rows }: Read) => rows.map(({ facts }) => facts.name?.value)
const facts = (row: RosterRow | undefined) =>
  Object.fromEntries(Object.entries(row?.facts ?? {}).map(([key, { value }]) => [key, value]))
const of = (row: RosterRow | undefined, relation: string) =>
  facts({ facts: row?.family.find((member) => member.relation === relation)?.facts ?? {} } as RosterRow)
const codes = (row: RosterRow | undefined) => row?.issues.map(({ code }) => code)

test('tables side by side are each read, with the numbers of their rows', async () => {
  const heads = ['序号', '姓名', '性别', '出生日期']
  const read = await readRows([
    ['某村儿童名单'],
    [...heads, null, ...heads],
    [1, '安一', '女', '2015-01-01', null, 3, '安三', '男', '2016-01-01'],
    [2, '安二', '男', '2015-02-01', null, 4, '安四', '女', '2016-02-01'],
    [null, null, null, null, null, 5, '安五', '女', '2016-03-01'],
  ])
  expect(read.tables.map(({ columns }) => columns.mapped.map(({ column }) => column))).toEqual([
    [1, 2, 3],
    [6, 7, 8],
  ])
  expect(read.rows.map(({ facts, place }) => [facts.name?.value, place.row])).toEqual([
    ['安一', 3],
    ['安二', 4],
    ['安三', 3],
    ['安四', 4],
    ['安五', 5],
  ])
})

test('tables one below the other are read with their own heads; page heads are passed over', async () => {
  const read = await readRows([
    ['姓名', '性别', '出生日期'],
    ['安一', '女', '2015-01-01'],
    ['姓名', '性别', '出生日期'],
    ['安二', '男', '2015-02-01'],
    [],
    ['困境儿童'],
    ['序号', '性别', '民族', '姓名', '出生日期'],
    [1, '女', '满族', '安三', '2016-01-01'],
  ])
  expect(names(read)).toEqual(['安一', '安二', '安三'])
  expect(read.tables.map(({ headRows }) => headRows)).toEqual([[1], [7]])
  expect(read.tables[0]?.skipped).toEqual([
    { row: 3, why: 'heads' },
    { row: 6, why: 'note' },
  ])
})

test('heads of three rows, with groups of groups', async () => {
  const read = await readRows(
    [
      ['姓名', '性别', '家庭成员情况', null, null, null, '备注'],
      [null, null, '父亲', null, '母亲', null, null],
      [null, null, '姓名', '务工地点', '姓名', '电话', null],
      ['安一', '女', '安大', '上海市', '白某', '13800001234', '无'],
    ],
    [
      merge(0, 0, 2, 0),
      merge(0, 1, 2, 1),
      merge(0, 2, 0, 5),
      merge(1, 2, 1, 3),
      merge(1, 4, 1, 5),
      merge(0, 6, 2, 6),
    ],
  )
  expect(read.tables[0]?.headRows).toEqual([1, 2, 3])
  expect(of(read.rows[0], 'father')).toMatchObject({ name: '安大', workPlace: '上海市' })
  expect(of(read.rows[0], 'mother')).toMatchObject({ name: '白某', phones: ['13800001234'] })
})

test('two rows of heads without a single merge', async () => {
  const read = await readRows([
    ['姓名', '性别', '父亲情况', null, '母亲情况', null, '备注'],
    [null, null, '姓名', '电话', '姓名', '电话', null],
    ['安一', '女', '安大', '13800001234', '白某', '13800005678', '好'],
  ])
  expect(of(read.rows[0], 'father')).toMatchObject({ name: '安大', phones: ['13800001234'] })
  expect(of(read.rows[0], 'mother')).toMatchObject({ name: '白某', phones: ['13800005678'] })
  expect(facts(read.rows[0])).toMatchObject({ note: '好' })
})

test('siblings in a block share what is merged; what is only blank stays blank', async () => {
  const read = await readRows(
    [
      ['姓名', '性别', '出生日期', '父亲姓名', '父亲务工地点', '现居住地', '民族'],
      ['安一', '女', '2015-01-01', '安大', '上海市', '某县石文镇连刀村3组', '满族'],
      ['安二', '男', '2017-01-01'],
      ['安三', '男', '2018-01-01'],
    ],
    [merge(1, 3, 2, 3), merge(1, 4, 3, 4)],
  )
  expect(
    read.rows.map((row) => [of(row, 'father').name, of(row, 'father').workPlace, facts(row).ethnicity]),
  ).toEqual([
    ['安大', '上海市', '满族'],
    ['安大', '上海市', undefined],
    [undefined, '上海市', undefined],
  ])
})

test('同上 is what the row above says, over sums and blanks; above nothing it is unreadable', async () => {
  const read = await readRows([
    ['姓名', '民族', '父亲姓名', '母亲姓名', '身份证号'],
    ['安一', '〃', '安大', null, NUMBERS.girl],
    ['小计', null, null, null, null],
    ['安二', '满族', '同上', '同上', '同上'],
    ['安三', '同 上', '″', '"', null],
  ])
  expect(
    read.rows.map((row) => [facts(row).ethnicity, of(row, 'father').name, of(row, 'mother').name]),
  ).toEqual([
    [undefined, '安大', undefined],
    ['满族', '安大', undefined],
    ['满族', '安大', undefined],
  ])
  expect(read.rows.map(codes)).toEqual([['value-unreadable'], ['value-unreadable'], ['id-missing']])
})

test('a number with one digit in each of eighteen cells', async () => {
  const heads = ['姓名', '身份证号码', ...Array.from({ length: 17 }, () => null), '性别', '民族']
  const read = await readRows(
    [
      heads,
      ['安一', ...NUMBERS.girl.split('').map(Number), '女', '汉族'],
      ['安二', ...Array(18).fill(null), '女', '汉族'],
    ],
    [merge(0, 1, 0, 18)],
  )
  expect(read.tables[0]?.columns.mapped[1]).toMatchObject({ column: 1, span: 18 })
  expect(read.rows.map((row) => facts(row).idNumber)).toEqual([NUMBERS.girl, undefined])
})

test('√ in one of several columns', async () => {
  const read = await readRows(
    [
      ['姓名', '健康状况', null, null, '是否寄宿', null, '救助帮扶情况', null, '性别'],
      [null, '健康', '残疾', '患病', '是', '否', '低保', '医疗救助', null],
      ['安一', '√', null, null, null, '√', '√', '√', '女'],
      ['安二', null, '✓', null, '√', null, null, null, '男'],
      ['安三', '√', '√', null, null, null, null, '多少', '男'],
    ],
    [merge(0, 1, 0, 3), merge(0, 4, 0, 5), merge(0, 6, 0, 7)],
  )
  expect(read.rows.map(facts)).toMatchObject([
    { health: 'healthy', boarding: false, aid: ['subsistence', 'medical'] },
    { health: 'disabled', boarding: true },
    { name: '安三' },
  ])
  expect(
    read.rows[2]?.issues.filter(({ code }) => code === 'value-unreadable').map(({ field }) => field),
  ).toEqual(['health=disabled', 'aid=medical'])
  expect(facts(read.rows[2]).health).toBeUndefined()
})

test('year, month and day of birth in a column each', async () => {
  const read = await readRows(
    [
      ['姓名', '出生日期', null, null, '性别'],
      [null, '年', '月', '日', null],
      ['安一', 2015, 3, 7, '女'],
      ['安二', '2016', '5', null, '女'],
      ['安三', 2016, 13, 1, '女'],
    ],
    [merge(0, 1, 0, 3)],
  )
  expect(read.rows.map((row) => [facts(row).birthDate, row.birthMonth, codes(row)])).toEqual([
    ['2015-03-07', undefined, ['id-missing']],
    [undefined, '2016-05', ['id-missing', 'month-only']],
    [undefined, undefined, ['value-unreadable', 'id-missing']],
  ])
})

test('a workbook that counts its days from 1904', async () => {
  const read = await readBook(
    [
      {
        name: '连刀村',
        rows: [
          ['姓名', '性别', '出生日期'],
          ['安一', '女', new Date('2014-03-07')],
          ['安二', '女', 39_938],
        ],
      },
    ],
    '1904',
  )
  expect(read.rows.map((row) => facts(row).birthDate)).toEqual(['2014-03-07', '2013-05-06'])
})

const FORM = (name: string, number: string): CellValue[][] => [
  ['农村留守儿童登记表'],
  ['姓名', name, '性别', '女', '民族', '汉族'],
  ['身份证号', number, null, null, '是否寄宿', '否'],
  ['现居住地', '抚顺县石文镇连刀村3组'],
  ['父亲', '姓名', '安大', '务工地点', '上海市'],
  [null, '联系电话', '13800001234', '身份证号', null],
  ['母亲', '姓名', '白某', '联系电话', '13800005678'],
]

test('a form of one child, its sections at the side', async () => {
  const read = await readRows(FORM('安一', NUMBERS.girl), [merge(0, 0, 0, 5), merge(4, 0, 5, 0)], '安一')
  expect(names(read)).toEqual(['安一'])
  expect(facts(read.rows[0])).toMatchObject({
    sex: 'female',
    ethnicity: '汉族',
    idNumber: NUMBERS.girl,
    birthDate: '2014-03-07',
    boarding: false,
  })
  expect(of(read.rows[0], 'father')).toMatchObject({
    name: '安大',
    workPlace: '上海市',
    phones: ['13800001234'],
  })
  expect(of(read.rows[0], 'mother')).toMatchObject({ name: '白某', phones: ['13800005678'] })
  expect(read.rows[0]).toMatchObject({ area: '210421101215', group: 3, place: { row: 2 } })
})

test('forms one below the other, and one a sheet', async () => {
  const rows = [...FORM('安一', NUMBERS.girl), [], ...FORM('安二', NUMBERS.mother)]
  const read = await readBook([
    { name: '一', rows, merges: [merge(4, 0, 5, 0), merge(12, 0, 13, 0)] },
    { name: '二', rows: FORM('安三', ''), merges: [merge(4, 0, 5, 0)] },
  ])
  expect(read.rows.map((row) => [facts(row).name, of(row, 'father').phones])).toEqual([
    ['安一', ['13800001234']],
    ['安二', ['13800001234']],
    ['安三', ['13800001234']],
  ])
})

test('the village is what the sheet or the title says where no column says it', async () => {
  const rows = [
    ['姓名', '性别', '出生日期', '组'],
    ['安一', '女', '2015-01-01', '3组'],
  ]
  const byTitle = [['石文镇养树村留守儿童花名册'], ...rows]
  const byUnit = [['花名册'], ['填报单位(盖章):石文镇养树村村民委员会        2024年9月'], ...rows]
  const read = await readBook([
    { name: '连刀村', rows },
    { name: 'Sheet2', rows: byTitle },
    { name: 'Sheet3', rows: byUnit },
    { name: 'Sheet4', rows },
  ])
  expect(read.rows.map(({ area, group }) => [area, group])).toEqual([
    ['210421101215', 3],
    ['210421101216', 3],
    ['210421101216', 3],
    [undefined, undefined],
  ])
})

test('a village that the column names wrongly is not replaced by the sheet', async () => {
  const read = await readRows([
    ['姓名', '性别', '村'],
    ['安一', '女', '某屯'],
  ])
  expect(read.rows[0]?.area).toBeUndefined()
})

test('samples, sums, notes and signatures are no children', async () => {
  const read = await readRows([
    ['序号', '姓名', '性别', '出生日期'],
    ['示例', '张三', '男', '2013-05-06'],
    [1, '李四(示例)', '男', '2013-05-06'],
    [1, '安一', '女', '2015-01-01'],
    ['养树村小计', '1人', null, null],
    ['合计', 1],
    ['共计1人'],
    ['备注:一名儿童随父母在外'],
    [null, '说明:以上名单截至2024年9月30日,由村民委员会核实'],
    ['填表人', '安某', '审核人', '白某'],
    ['填报人:安某', null, '电话:13800001234'],
  ])
  expect(names(read)).toEqual(['安一'])
  expect(read.tables[0]?.skipped.map(({ why }) => why)).toEqual([
    'sample',
    'sample',
    'total',
    'total',
    'total',
    'note',
    'note',
    'note',
    'note',
  ])
})

test('a township whose name begins like a note, and heads among unknown ones, lose no child', async () => {
  const read = await readRows(
    [
      ['乡镇', '姓名', '条码', '性别', '档号', '民族', '卡号', '父亲', null],
      [null, null, null, null, null, null, null, '姓名', '编码'],
      ['注溪镇', '安一', 'x', '女', 'y', '满族', 'z', '安大', 'w'],
      ['说明乡', '文字', 'x', '女', 'y', '满族', 'z', '安大', 'w'],
    ],
    [merge(0, 7, 0, 8)],
  )
  expect(names(read)).toEqual(['安一', '文字'])
})

test('an age is no birth date, and one that does not fit is told', async () => {
  const read = await readRows([
    ['姓名', '性别', '年龄', '出生日期'],
    ['安一', '女', 11, null],
    ['安二', '女', '9岁', '2015-05-05'],
    ['安三', '女', 14, '2015-05-05'],
    ['安四', '女', 25, null],
  ])
  expect(read.rows.map(codes)).toEqual([
    ['id-missing', 'birth-date-missing'],
    ['id-missing'],
    ['id-missing', 'age-mismatch'],
    ['id-missing', 'birth-date-missing', 'age-18-plus'],
  ])
  expect(facts(read.rows[0]).birthDate).toBeUndefined()
})

test('a month stays a month, unless the number says the day', async () => {
  const read = await readRows([
    ['姓名', '性别', '出生年月', '身份证号'],
    ['安一', '女', '2014年3月', null],
    ['安二', '女', '2014.03', NUMBERS.girl],
    ['安三', '女', '2014.05', NUMBERS.girl],
  ])
  expect(read.rows.map((row) => [row.birthMonth, facts(row).birthDate, codes(row)])).toEqual([
    ['2014-03', undefined, ['id-missing', 'month-only']],
    [undefined, '2014-03-07', []],
    ['2014-05', undefined, ['id-birth-mismatch', 'month-only']],
  ])
})

test('a class under 就学情况, and an address that is the registered one', async () => {
  const read = await readRows([
    ['姓名', '就学情况', '户籍所在地', '现居住地'],
    ['安一', '小学三年级', '抚顺县石文镇连刀村3组', '同户籍地'],
    ['安二', '小学', null, '与户籍一致'],
    ['安三', '幼儿园'],
  ])
  expect(facts(read.rows[2])).toMatchObject({ schooling: 'kindergarten' })
  expect(facts(read.rows[2]).gradeClass).toBeUndefined()
  expect(read.rows.slice(0, 2).map(facts)).toMatchObject([
    { schooling: 'primary', gradeClass: '小学三年级', residence: '抚顺县石文镇连刀村3组' },
    { schooling: 'primary' },
  ])
  expect(facts(read.rows[1]).residence).toBeUndefined()
})

test('samples of each column, for whoever looks the columns over', async () => {
  const read = await readRows([
    ['姓名', '性别', '代码', '民族'],
    ['安一', '女', 'A'],
    ['安二', '女', 'B'],
  ])
  expect(read.tables[0]?.samples).toEqual([
    { column: 0, values: ['安一', '安二'] },
    { column: 1, values: ['女'] },
    { column: 2, values: ['A', 'B'] },
    { column: 3, values: [] },
  ])
})

test('filtered rows and hidden columns are read like others', async () => {
  const read = await readBook([
    {
      name: '连刀村',
      rows: [
        ['姓名', '性别', '民族'],
        ['安一', '女', '满族'],
        ['安二', '男', '汉族'],
      ],
      columns: [{}, {}, { hidden: true }],
      rowDefs: new Map([[2, { hidden: true }]]),
    },
  ])
  expect(read.tables[0]?.hiddenColumns).toEqual([2])
  expect(read.rows.map(facts)).toMatchObject([{ ethnicity: '满族' }, { ethnicity: '汉族' }])
})
