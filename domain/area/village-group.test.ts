import { expect, test } from 'vitest'
import { groupCode, groupNumber } from './village-group.ts'

test.each([
  ['3组', 3],
  ['第三村民小组', 3],
  ['十组', 10],
  ['十二社', 12],
  ['二十队', 20],
  ['二十一组', 21],
  ['两组', 2],
  ['05组', 5],
  ['0组', undefined],
  ['组', undefined],
  ['十十组', undefined],
  ['3号', undefined],
  ['王家屯', undefined],
])('%s is group %s', (written, number) => expect(groupNumber(written)).toBe(number))

test('a group is coded behind its village', () => expect(groupCode('210421101215', 3)).toBe('21042110121503'))
