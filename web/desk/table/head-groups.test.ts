import { expect, test } from 'vitest'
import { headGroups, pagesOf } from './head-groups.ts'

test('neighbours of one group share a head, single columns keep their own', () => {
  const columns = [
    { key: 'total', label: '合计' },
    { key: 'male', label: '男', group: '性别' },
    { key: 'female', label: '女', group: '性别' },
    { key: 'age0to5', label: '0—5', group: '年龄' },
    { key: 'boarding', label: '寄宿' },
    { key: 'key', label: '重点' },
  ]
  expect(headGroups(columns).map(({ group, columns: all }) => [group, all.map((c) => c.key)])).toEqual([
    [undefined, ['total']],
    ['性别', ['male', 'female']],
    ['年龄', ['age0to5']],
    [undefined, ['boarding']],
    [undefined, ['key']],
  ])
})

test('a sheet takes whole groups as long as they fit', () => {
  const column = (key: string, group?: string) => ({ key, label: key, group })
  const pages = pagesOf(
    [column('a'), column('b', '1'), column('c', '1'), column('d', '2'), column('e', '2'), column('f')],
    4,
  )
  expect(pages.map((page) => page.map(({ key }) => key))).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ])
})
