import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHILD_FACTS } from '../fact/child-facts.ts'
import { type FactDef, valueSchema } from '../fact/fact.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import type { RawCell, RawSheet } from './raw-sheet.ts'
import { type ReadPart, readRoster } from './read-roster.ts'
import type { RosterRow } from './roster-row.ts'

const HEADS = [
  '姓名',
  '性别',
  '出生日期',
  '身份证号',
  '父亲',
  '父亲姓名',
  '电话',
  '村',
  '健康状况',
  '残疾',
  '就学情况',
  '年',
]
const VALUES = [
  '安某',
  '女',
  '同上',
  '—',
  '无',
  '合计',
  '√',
  '2015-05-05',
  '110105201403070024',
  '备注:',
  '示例',
  '三年级',
]

const cell: fc.Arbitrary<RawCell> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<RawCell>(...HEADS) },
  { weight: 4, arbitrary: fc.constantFrom<RawCell>(...VALUES, null) },
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.double(),
  fc.integer({ min: 0, max: 99_999 }),
  fc.constant({ day: '2014-03-07' }),
)
const merge = fc
  .tuple(fc.nat(8), fc.nat(4), fc.nat(8), fc.nat(4))
  .map(([top, tall, left, wide]) => ({ top: top + 1, bottom: top + 1 + tall, left, right: left + wide }))
const sheet: fc.Arbitrary<RawSheet> = fc
  .tuple(
    fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 12 }),
    fc.array(merge, { maxLength: 6 }),
    fc.array(fc.nat(9), { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([rows, merges, hiddenColumns, from1904]) => ({
    name: '一',
    hidden: false,
    rows: rows.map((cells, i) => ({ row: i + 1, cells })),
    merges,
    hiddenColumns,
    from1904,
  }))

const placeOf = () => ({ area: undefined, group: undefined })
const read = (one: RawSheet): ReadPart[] => [
  ...readRoster({ file: 'a', sheets: [one] }, { asOf: '2024-09-30', placeOf }),
]

function areValid(facts: RosterRow['facts'], catalogue: Record<string, FactDef>): boolean {
  return Object.entries(facts).every(
    ([key, { state, value }]) =>
      catalogue[key] !== undefined &&
      (state !== 'known' || valueSchema(catalogue[key].type).safeParse(value).success),
  )
}

test('whatever stands in a sheet, it is read without failing, and every fact is one that may be recorded', () => {
  fc.assert(
    fc.property(sheet, (one) => {
      for (const part of read(one)) {
        if ('table' in part) continue
        expect(areValid(part.row.facts, CHILD_FACTS)).toBe(true)
        for (const { facts } of part.row.family) expect(areValid(facts, RELATIVE_FACTS)).toBe(true)
      }
    }),
    { numRuns: 1500 },
  )
})

test('a row of a table is a child or is told to be passed over, never both', () => {
  fc.assert(
    fc.property(sheet, (one) => {
      const parts = read(one)
      const tables = parts.flatMap((part) => ('table' in part ? [part.table] : []))
      if (tables.length !== 1) return
      const rows = parts.flatMap((part) => ('row' in part ? [part.row.place.row] : []))
      const skipped = tables[0]!.skipped.map(({ row }) => row)
      expect(new Set([...rows, ...skipped]).size).toBe(rows.length + skipped.length)
    }),
    { numRuns: 500 },
  )
})
