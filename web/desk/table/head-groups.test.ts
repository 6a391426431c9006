import { expect, test } from 'vitest'
import { headGroups } from './head-groups.ts'

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
