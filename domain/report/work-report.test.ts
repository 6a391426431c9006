import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Figure } from './figure.ts'
import { hiddenFigures, SMALLEST_PUBLISHED } from './publication.ts'
import { fillReport, yearBefore } from './work-report.ts'

const COUNTY = '210421000000'
const HEAD = {
  ...{ title: '工作情况', asOf: '2024-09-30', base: '2023-09-30', madeOn: '2024-10-08', isPublic: false },
}

type Row = [name: string, male: number, female: number]

/** Figures of a county with these townships, whose children are all looked after by grandparents. */
function figuresOf(rows: Row[], more: Partial<Figure>[] = []): Figure[] {
  const sum = (i: 1 | 2) => rows.reduce((all, row) => all + row[i], 0)
  const county = { area: COUNTY, areaName: '抚顺县', inRow: false }
  const told = (key: string, value: number, place: object): Partial<Figure> => ({ key, value, ...place })
  const three = (male: number, female: number, place: object) => [
    told('total', male + female, place),
    told('male', male, place),
    told('female', female, place),
  ]
  const all = [
    ...three(sum(1), sum(2), county),
    told('guardianGrandparents', sum(1) + sum(2), county),
    ...more.map((one) => ({ ...county, ...one })),
    ...rows.flatMap(([areaName, male, female], i) =>
      three(male, female, { area: `21042110${i + 1}000`, areaName, inRow: true }),
    ),
  ]
  return all.map((one, n) => ({ n, asOf: HEAD.asOf, label: null, ...one }) as Figure)
}

test('the paragraph of a report, with shares of two decimals', () => {
  const filling = fillReport(
    figuresOf(
      [
        ['后安镇', 10, 16],
        ['上马镇', 0, 0],
      ],
      [
        { key: 'guardianGrandparents', value: 0 },
        { key: 'ethnicity', label: '汉族', value: 20 },
        { key: 'ethnicity', label: '满族', value: 6 },
      ],
    ),
    HEAD,
  )
  expect(filling).toMatchObject({
    ...{ area: '抚顺县', asOf: '2024年9月30日', total: '26', male: '10', female: '16', droppedOut: '0' },
    ...{ placeKind: '乡镇（街道）', places: '2', placesWithChildren: '1', publicNote: '' },
    ethnicities: '汉族20人、满族6人',
    guardians: '多数由祖父母、外祖父母监护（26人，占100.00%）',
  })
  expect(filling.rows[0]).toEqual({ name: '后安镇', rowTotal: '26', rowMale: '10', rowFemale: '16' })
})

test.each([
  [415, 261.0891, '2023-09-30', '比上年同期（2023年9月30日）的415人减少'],
  [100, 100, '2023-09-30', '比上年同期（2023年9月30日）的100人持平'],
  [80, 100, '2024-01-01', '比基期（2024年1月1日）的80人增加20人，上升25.00%'],
  [0, 100, '2023-09-30', '暂不作比较，上年同期（2023年9月30日）没有登记数据'],
])('the change since a base of %i', (value, total, base, says) => {
  const figures = figuresOf([['后安镇', Math.round(total), 0]], [{ key: 'base', value }])
  expect(fillReport(figures, { ...HEAD, base }).change).toContain(says)
})

test('37.09 % less, as in the report of S1-18', () => {
  const figures = figuresOf([['后安镇', 6291, 0]], [{ key: 'base', value: 10_000 }])
  expect(fillReport(figures, HEAD).change).toBe('比上年同期（2023年9月30日）的10000人减少3709人，下降37.09%')
  expect(yearBefore('2024-02-29')).toBe('2023-02-28')
})

test('the public reads no small number, nor what would tell it', () => {
  const rows: Row[] = [
    ['后安镇', 10, 16],
    ['救兵镇', 2, 4],
    ['峡河乡', 20, 30],
  ]
  const filling = fillReport(figuresOf(rows), { ...HEAD, isPublic: true })
  expect(filling.total).toBe('82')
  expect(filling.rows).toEqual([
    { name: '后安镇', rowTotal: '26', rowMale: '*', rowFemale: '*' },
    { name: '救兵镇', rowTotal: '6', rowMale: '*', rowFemale: '*' },
    { name: '峡河乡', rowTotal: '50', rowMale: '20', rowFemale: '30' },
  ])
  expect(filling.publicNote).toContain(`少于${SMALLEST_PUBLISHED}人`)
})

const few = fc.integer({ min: 0, max: 12 })
test('whatever the numbers, a withheld small one cannot be reckoned back from its row or its column', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(few, few), { minLength: 1, maxLength: 8 }), (pairs) => {
      const figures = figuresOf(pairs.map(([male, female], i) => [`乡${i}`, male, female]))
      const hidden = hiddenFigures(figures)
      for (const { n, value } of figures)
        if (value > 0 && value < SMALLEST_PUBLISHED) expect(hidden.has(n)).toBe(true)
      const sums = [
        ...Map.groupBy(
          figures.filter(({ inRow }) => inRow),
          ({ area }) => area,
        ).values(),
        ...['total', 'male', 'female'].map((key) => figures.filter((one) => one.key === key)),
      ]
      for (const [total, ...parts] of sums) {
        const unknown = parts.filter(({ n, value }) => hidden.has(n) && value > 0)
        if (!hidden.has(total!.n)) expect(unknown).not.toHaveLength(1)
      }
    }),
  )
})
