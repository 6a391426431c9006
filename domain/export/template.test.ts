import { expect, test } from 'vitest'
import { mapColumns } from '../import/map-columns.ts'
import { templateOf } from './template.ts'

const reading = (texts: [text: string, column: number, span?: number][], rows: number) =>
  templateOf({
    columns: mapColumns(texts.map(([text, column, span]) => ({ column, text, ...(span && { span }) }))),
    headRows: Array.from({ length: rows }, (_, i) => i + 2),
  })

test('heads in one row stay as they are; what means nothing here stays empty', () => {
  const { heads, merges, columns } = reading(
    [
      ['序号', 0],
      ['村/社区', 1],
      ['姓名', 3],
      ['是否入户', 4],
    ],
    1,
  )
  expect(heads).toEqual([['序号', '村/社区', '', '姓名', '是否入户']])
  expect(merges).toEqual([])
  expect(columns.map(({ tells }) => tells)).toEqual([
    { of: 'number' },
    { of: 'place', part: 'village' },
    { of: 'nothing' },
    { of: 'child', key: 'name' },
    { of: 'nothing' },
  ])
})

test('groups stand over their columns, single heads reach down', () => {
  const { heads, merges, columns } = reading(
    [
      ['姓名', 0],
      ['身份证号', 1, 18],
      ['父亲/姓名', 19],
      ['父亲/电话', 20],
      ['母亲/姓名', 21],
    ],
    2,
  )
  expect(heads[0]!.flatMap((text, at) => (text ? [[at, text]] : []))).toEqual([
    [0, '姓名'],
    [1, '身份证号'],
    [19, '父亲'],
    [21, '母亲'],
  ])
  expect(heads[1]!.slice(19)).toEqual(['姓名', '电话', '姓名'])
  expect(merges).toEqual([
    { top: 0, bottom: 1, left: 0, right: 0 },
    { top: 0, bottom: 1, left: 1, right: 18 },
    { top: 0, bottom: 0, left: 19, right: 20 },
  ])
  expect(columns[1]).toEqual({ head: '身份证号', tells: { of: 'child', key: 'idNumber' }, span: 18 })
})
