import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AreaCode, contains, countyOf, levelOf, parentOf, rangeOf } from './area.ts'
import { groupCode } from './village-group.ts'

describe('what a code says by itself', () => {
  test.each([
    ['辽宁省', '210000000000', 1, null],
    ['抚顺市', '210400000000', 2, '210000000000'],
    ['抚顺县', '210421000000', 3, '210400000000'],
    ['石文镇', '210421101000', 4, '210421000000'],
    ['连刀村', '210421101215', 5, '210421101000'],
    ['连刀村3组', '21042110121503', 6, '210421101215'],
    ['东城区 of 北京, on the municipality', '110101000000', 3, '110000000000'],
    ['城口县 of 重庆, on the municipality', '500229000000', 3, '500000000000'],
    ['仙桃市, on the province', '429004000000', 3, '420000000000'],
    ['济源市, on the province', '419001000000', 3, '410000000000'],
    ['五指山市, on the province', '469001000000', 3, '460000000000'],
    ['石河子市, on the region', '659001000000', 3, '650000000000'],
    ['东莞市, a county by itself', '441900000000', 3, '440000000000'],
    ['石碣镇 of 东莞市', '441900101000', 4, '441900000000'],
    ['中山市', '442000000000', 3, '440000000000'],
    ['儋州市', '460400000000', 3, '460000000000'],
    ['嘉峪关市 as a county', '620201000000', 3, '620200000000'],
  ])('%s', (_, code, level, parent) => {
    expect(AreaCode.safeParse(code).success).toBe(true)
    expect(levelOf(code)).toBe(level)
    expect(parentOf(code)).toBe(parent)
  })

  test.each([
    ['six digits', '210421'],
    ['thirteen digits', '2104211012150'],
    ['no digits', '21042110121五'],
    ['a group of a township', '21042110100001'],
    ['group 00', '21042110121500'],
    ['no such province', '910000000000'],
  ])('%s is no area code', (_, code) => expect(AreaCode.safeParse(code).success).toBe(false))

  test('everything from the county down knows its county', () => {
    expect(countyOf('21042110121503')).toBe('210421')
    expect(countyOf('441900101000')).toBe('441900')
    expect(() => countyOf('210400000000')).toThrow(RangeError)
  })
})

describe('the range of an area', () => {
  test.each([
    ['210000000000', '220000000000'],
    ['210400000000', '210500000000'],
    ['219900000000', '220000000000'],
    ['210421000000', '210422000000'],
    ['441900000000', '441901000000'],
    ['210421101000', '210421102000'],
    ['210421999000', '210422000000'],
    ['210421101215', '210421101216'],
    ['210421101999', '210421102000'],
    ['21042110121503', '210421101215030'],
  ])('of %s ends before %s', (code, hi) => expect(rangeOf(code)).toEqual({ lo: code, hi }))

  const digits = (length: number, max: number) =>
    fc.integer({ min: 1, max }).map((number) => String(number).padStart(length, '0'))
  const village = fc
    .tuple(fc.integer({ min: 11, max: 82 }), digits(2, 89), digits(2, 99), digits(3, 999), digits(3, 999))
    .map((parts) => parts.join(''))

  test('each area lies in its parent, with its groups, and in nothing beside it', () => {
    fc.assert(
      fc.property(village, fc.integer({ min: 1, max: 99 }), (code, number) => {
        const group = groupCode(code, number)
        const next = rangeOf(code).hi
        for (let area: string | null = code; area; area = parentOf(area)) {
          expect(contains(area, code) && contains(area, group)).toBe(true)
        }
        expect(contains(group, group)).toBe(true)
        expect(contains(group, code) || contains(group, next)).toBe(false)
        expect(contains(next, code) || contains(next, group)).toBe(false)
      }),
    )
  })
})
