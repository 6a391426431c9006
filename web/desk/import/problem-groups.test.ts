import { expect, test } from 'vitest'
import { problemGroups, rowRanges } from './problem-groups.ts'

test('neighbouring rows are written as a range', () => {
  expect(rowRanges([8, 6, 7, 12, 7])).toBe('6–8, 12')
})

test('the same problem in many rows is one line, the most frequent first', () => {
  const issue = (row: number, code: string, sheet = '连刀村') => ({
    file: 'a.xlsx',
    sheet,
    row,
    field: null,
    code,
    message: code,
  })
  const groups = problemGroups('refused', [
    issue(4, 'name-missing'),
    issue(6, 'area'),
    issue(7, 'area'),
    issue(5, 'area', '养树村'),
  ])
  expect(groups.map(({ message, count, places }) => [message, count, places])).toEqual([
    ['area', 3, '连刀村 6–7; 养树村 5'],
    ['name-missing', 1, '连刀村 4'],
  ])
})
