import { expect, test } from 'vitest'
import { createRepeats } from './find-duplicates.ts'
import type { RawCell } from './raw-sheet.ts'
import { readRoster } from './read-roster.ts'
import type { RosterRow } from './roster-row.ts'

// Nobody's numbers: the area code 110105 and a true check character.
const GIRL = '110105201403070024'
const BOY = '110105201706180036'
const GRANDFATHER = '110105195801010010'

const VILLAGE = '210421101215'
const placeOf = ({ village, text }: { village?: string; text?: string }) => ({
  area: (village ?? text)?.includes('连刀村') ? { code: VILLAGE } : undefined,
  group: (village ?? text)?.includes('3组') ? 3 : undefined,
})

/** One child with these cells, read from a sheet of heads and one row. */
function read(cells: Record<string, RawCell>, asOf = '2024-09-30'): RosterRow | undefined {
  const all: Record<string, RawCell> = {
    姓名: '安某',
    村: '连刀村',
    性别: '女',
    身份证号: GIRL,
    出生日期: '2014-03-07',
    ...cells,
  }
  const rows = [Object.keys(all), Object.values(all)].map((row, i) => ({ row: i + 1, cells: row }))
  const file = { file: 'a.xlsx', sheets: [{ name: '一', hidden: false, rows }] }
  return [...readRoster(file, { asOf, placeOf })].flatMap((part) => ('row' in part ? [part.row] : []))[0]
}
const codes = (cells: Record<string, RawCell>, asOf?: string) =>
  read(cells, asOf)?.issues.map(({ code }) => code)
const member = (cells: Record<string, RawCell>, relation: string) =>
  read(cells)?.family.find((relative) => relative.relation === relation)

test('what stands is known, what is blank is absent', () => {
  const row = read({ 民族: '满族', 患病类型: null, 是否寄宿: '否', 现居住地: '某县连刀村3组' })
  expect(row?.facts).toEqual({
    name: { state: 'known', value: '安某' },
    sex: { state: 'known', value: 'female' },
    idNumber: { state: 'known', value: GIRL },
    birthDate: { state: 'known', value: '2014-03-07' },
    ethnicity: { state: 'known', value: '满族' },
    boarding: { state: 'known', value: false },
    residence: { state: 'known', value: '某县连刀村3组' },
  })
  expect(row).toMatchObject({
    area: VILLAGE,
    group: 3,
    place: { file: 'a.xlsx', sheet: '一', row: 2 },
    issues: [],
  })
})

test.each<[string, Record<string, RawCell>, string[]]>([
  ['nothing wrong', {}, []],
  ['a wrong check character', { 身份证号: '110105201403070027' }, ['id-checksum']],
  ['a number in a number cell', { 身份证号: 1.1010520140307002e17 }, ['id-lost-digits']],
  ['no number', { 身份证号: '无' }, ['id-missing']],
  ['no number yet, since no hukou', { 身份证号: null, 是否登记户口: '否' }, []],
  ['the other sex', { 性别: '男' }, ['id-sex-mismatch']],
  ['another birth date', { 出生日期: '2014-03-08' }, ['id-birth-mismatch']],
  ['a name missing', { 姓名: null }, ['name-missing']],
  ['a village of another county', { 村: '某屯' }, ['area-unknown']],
  ['a word that no code has', { 就学情况: '初中或高中' }, ['value-unreadable']],
  ['a mother at home', { 监护人姓名: '白某', 与儿童关系: '母亲' }, ['parent-at-home']],
  [
    'a mother at home, incapable',
    { 监护人姓名: '白某', 与儿童关系: '母亲', 一方外出另一方无监护能力: '是' },
    [],
  ],
  ['a guardian of whom nothing is said', { 监护人姓名: '白某' }, ['relation-unknown']],
  ['a father’s wrong number', { 父亲姓名: '安大', 父亲身份证号: '110105198001010011' }, ['id-checksum']],
])('%s', (_, cells, expected) => {
  expect(codes(cells)).toEqual(expected)
})

test.each([
  ['2013-12-31', ['birth-after-as-of']],
  ['2030-03-06', []],
  ['2030-03-07', ['age-16-17']],
  ['2032-03-06', ['age-16-17']],
  ['2032-03-07', ['age-18-plus']],
])('on %s a child of 7 March 2014 is told as %j', (asOf, expected) => {
  expect(codes({}, asOf)).toEqual(expected)
})

test('sex and birth date come from a valid number where the list has none', () => {
  const facts = read({ 性别: null, 出生日期: null })?.facts
  expect([facts?.sex?.value, facts?.birthDate?.value]).toEqual(['female', '2014-03-07'])
})

test.each<[string, Record<string, RawCell>]>([
  ['a blank row under the table', { 姓名: null, 村: null, 性别: null, 身份证号: null, 出生日期: null }],
  ['a sum', { 姓名: '合 计', 身份证号: null, 出生日期: null }],
  ['a note', { 姓名: null, 身份证号: null, 出生日期: null, 村: '制表人:某' }],
])('%s is no child', (_, cells) => {
  expect(read(cells)).toBeUndefined()
})

test('a guardian who is the grandfather is one person', () => {
  const cells = {
    祖父姓名: '安老',
    祖父出生日期: '1958-01-01',
    监护人姓名: '安 老',
    与儿童关系: '爷爷',
    监护人电话: '13800001234',
  }
  expect(read({ ...cells, 监护人身份证号: GRANDFATHER })?.family).toEqual([
    {
      relation: 'paternalGrandfather',
      carer: true,
      facts: {
        name: { state: 'known', value: '安老' },
        birthDate: { state: 'known', value: '1958-01-01' },
        phones: { state: 'known', value: ['13800001234'] },
        idNumber: { state: 'known', value: GRANDFATHER },
      },
    },
  ])
})

test('a guardian of another name is somebody else', () => {
  const cells = { 祖父姓名: '安老', 监护人姓名: '白某', 与儿童关系: '祖父' }
  expect(read(cells)?.family.map(({ carer, facts }) => [carer, facts.name?.value])).toEqual([
    [false, '安老'],
    [true, '白某'],
  ])
})

test('a guardian without a relation is the relative of that name', () => {
  expect(member({ 外祖母姓名: '白某', 监护人姓名: '白某' }, 'maternalGrandmother')?.carer).toBe(true)
})

test('nobody is entrusted where a stroke stands for the guardian', () => {
  expect(read({ 监护人姓名: '/', 与儿童关系: '/' })?.facts.entrusted?.value).toBe(false)
})

test.each<[RawCell, RawCell, unknown, unknown]>([
  ['安大', '上海市', 'awayForWork', '上海市'],
  ['安大', '在家', 'atHome', undefined],
  ['安大', '去世', 'deceased', undefined],
  ['—', '—', 'deceased', undefined],
  ['安大', null, undefined, undefined],
])('a father %s with the place of work %s is %s', (name, place, state, workPlace) => {
  const facts = member({ 父亲姓名: name, 父亲务工地点: place }, 'father')?.facts
  expect([facts?.parentState?.value, facts?.workPlace?.value]).toEqual([state, workPlace])
})

test('a dash for a grandmother says that the question does not apply', () => {
  expect(member({ 祖母姓名: '—', 祖母出生日期: '—' }, 'paternalGrandmother')?.facts).toEqual({
    name: { state: 'notApplicable' },
    birthDate: { state: 'notApplicable' },
  })
})

test('one cell tells kind and grade of a disability', () => {
  expect(read({ 残疾类别及等级: '言语二级' })?.facts).toMatchObject({
    disabilityKinds: { value: ['speech'] },
    disabilityGrade: { value: 'grade2' },
  })
})

test('rows are one child for certain by a good number alone', () => {
  const rows = [
    read({}),
    read({ 姓名: '安谋', 出生日期: '2014-03-08' }),
    read({ 身份证号: BOY, 姓名: '安某' }),
    read({ 身份证号: null }),
    read({ 身份证号: null }),
    read({ 身份证号: '110105201403070027' }),
    read({ 身份证号: '110105201403070027' }),
  ] as RosterRow[]
  const repeats = createRepeats()
  const first = rows.map((row) => repeats(row)?.of)
  expect(first.map((of) => rows.findIndex(({ place }) => place === of))).toEqual([-1, 0, -1, -1, -1, -1, -1])
})
