import { describe, expect, test } from 'vitest'
import { keysOf, layoutOf } from './layout.ts'
import { headReader, mapColumns } from './map-columns.ts'
import { maskSample } from './mask-sample.ts'
import { columnLetters, columnNumber } from './raw-sheet.ts'
import { readColumns } from './read-columns.ts'
import { targetOf } from './target.ts'
import { targetChoices } from './target-label.ts'

const heads = (...texts: string[]) => texts.map((text, column) => ({ column, text }))
const told = (texts: string[], mapping?: Record<string, string>) => {
  const all = heads(...texts)
  const read = headReader(mapping)
  return readColumns(all, mapColumns(all, { read }), read).map(({ target, sureness }) => [target, sureness])
}

describe('how surely a column is understood', () => {
  test.each([
    ['姓名', 'name', 'exact'],
    ['孩子姓名', 'name', 'exact'],
    ['出生日期（年-月-日）', 'birthDate', 'part'],
    ['父亲', 'father.name', 'part'],
    ['电话', 'contact.phones', 'guess'],
    ['某栏/就学情况', 'schooling', 'guess'],
    ['序号', 'ignored', 'exact'],
    ['打工的地方', 'ignored', 'none'],
  ])('%s', (head, target, sureness) => {
    expect(told([head])).toEqual([[target, sureness]])
  })

  test('what was said is said, also of what would be left out', () => {
    expect(told(['家长', '姓名', '序号'], { 家长: 'father.name', 姓名: 'ignored' })).toEqual([
      ['father.name', 'said'],
      ['ignored', 'said'],
      ['ignored', 'exact'],
    ])
  })

  test('of two for one fact the less sure is left out, and nothing is sure about it', () => {
    expect(told(['身份证号', '公民身份证号码'])).toEqual([
      ['ignored', 'none'],
      ['idNumber', 'exact'],
    ])
  })
})

describe('a layout', () => {
  test('is the same however its heads are spaced and wherever they stand', () => {
    const layout = layoutOf(heads('姓 名', '性别', '出生日期(年月)'))
    expect(layoutOf(heads('姓名', '性\n别', '出生日期（年月）'))).toBe(layout)
    expect(layoutOf(heads('姓名', '性别', '出生日期年月').map((h) => ({ ...h, column: h.column + 3 })))).toBe(
      layout,
    )
  })

  test.each([
    ['another head', ['姓名', '性别', '年龄']],
    ['another order', ['性别', '姓名', '出生日期']],
    ['one more', ['姓名', '性别', '出生日期', '备注']],
    ['two heads as one', ['姓名性别', '出生日期']],
  ])('is another with %s', (_, other) => {
    expect(layoutOf(heads(...other))).not.toBe(layoutOf(heads('姓名', '性别', '出生日期')))
  })

  test('names a column by its head, and by its letters where the head is not alone', () => {
    expect(keysOf(heads('姓名', '电话', '电 话', '※'))).toEqual(['姓名', 'B', 'C', 'D'])
  })
})

test('letters are read as they are written', () => {
  for (const column of [0, 25, 26, 51, 52, 255, 701, 702])
    expect(columnNumber(columnLetters(column))).toBe(column)
})

test.each([
  ['2104 2120 1503 0481 46', 'note', '210421************'],
  ['１３９０００１１１１', undefined, '139****1111'],
  ['024-5682 1234', undefined, '024****1234'],
  ['13900001111 13800002222', 'contact.phones', '139****2222'],
  ['同上', 'father.phones', '同上'],
  ['无', 'idNumber', '无'],
  ['21042', 'idNumber', '*****'],
  ['20140307', 'birthDate', '20140307'],
  ['12345', 'father.phones', '*****'],
  ['石文镇连刀村三组12号', 'residence', '石文镇连刀村***'],
  ['安小禾', 'name', '安小禾'],
])('%s as a sample of %s is shown as %s', (text, target, shown) => {
  expect(maskSample(text, target === undefined ? undefined : targetOf(target))).toBe(shown)
})

test('everything that a column may tell can be chosen, under a label of its own', () => {
  for (const language of ['zh', 'en'] as const) {
    const choices = targetChoices(language)
    expect(choices[0]?.name).toBe('ignored')
    expect(new Set(choices.map(({ group, label }) => `${group}/${label}`)).size).toBe(choices.length)
    for (const { name } of choices) expect(targetOf(name), name).toBeDefined()
  }
})
