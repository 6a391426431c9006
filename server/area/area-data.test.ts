import { readFileSync, statSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AreaCode, contains, parentOf } from '#domain/area/area.ts'
import { areaFinder } from '#domain/area/match-area.ts'
import { TOWNSHIPS, VILLAGES } from '#testing/known-areas.ts'
import { countyAreas, listCounties } from './area-data.ts'

const FOLDER = new URL('../../data/areas/', import.meta.url)

const loaded = (code: string) => {
  const areas = countyAreas(code)
  if (!areas) throw new Error(`${code} is no county`)
  return areas
}
const byCode = new Map(
  ['210421', '513201'].flatMap((code) => loaded(code).areas).map((area) => [area.code, area] as const),
)

describe('抚顺县', () => {
  const { county, ancestors, areas } = loaded('210421')

  test('hangs below its city and province', () => {
    expect(county).toMatchObject({ code: '210421000000', name: '抚顺县', parent: '210400000000' })
    expect(ancestors.map(({ name }) => name)).toEqual(['辽宁省', '抚顺市'])
  })

  test('has its eight townships', () => {
    const townships = areas.filter(({ level }) => level === 4).map(({ name }) => name)
    expect(townships.sort()).toEqual(
      ['石文镇', '后安镇', '上马镇', '救兵镇', '马圈子乡', '汤图满族乡', '峡河乡', '海浪乡'].sort(),
    )
  })
})

describe('the areas that offices write are in the list', () => {
  test.each(TOWNSHIPS)('%s %s', (code, name) => {
    expect(byCode.get(`${code}000`)).toMatchObject({ name, shortName: name, level: 4 })
  })
  test.each(VILLAGES)('%s %s', (code, shortName, name) => {
    expect(byCode.get(code)).toMatchObject({ name, shortName, level: 5, parent: `${code.slice(0, 9)}000` })
  })
  test('and each is found by its township and its name', () => {
    const find = areaFinder([...byCode.values()])
    for (const [code, name, official] of VILLAGES) {
      const township = byCode.get(`${code.slice(0, 9)}000`)?.name
      expect(find({ township, village: name }).area?.code).toBe(code)
      expect(find({ text: `${township}${official}` }).area?.code).toBe(code)
    }
  })
})

describe('every county of China can be loaded', () => {
  const counties = listCounties()

  test.each([
    ['210421', '抚顺县', '辽宁省', '抚顺市'],
    ['513201', '马尔康市', '四川省', '阿坝藏族羌族自治州'],
    ['110101', '东城区', '北京市', null],
    ['500229', '城口县', '重庆市', null],
    ['429004', '仙桃市', '湖北省', null],
    ['419001', '济源市', '河南省', null],
    ['469001', '五指山市', '海南省', null],
    ['659001', '石河子市', '新疆维吾尔自治区', null],
    ['441900', '东莞市', '广东省', null],
    ['442000', '中山市', '广东省', null],
    ['460400', '儋州市', '海南省', null],
    ['620201', '嘉峪关市', '甘肃省', '嘉峪关市'],
  ])('%s %s', (code, name, province, prefecture) => {
    expect(counties).toContainEqual({ code, name, province, prefecture })
    const { county, ancestors, areas } = loaded(code)
    expect(ancestors.map((area) => area.name)).toEqual([province, prefecture].filter(Boolean))
    expect(ancestors.at(-1)?.code).toBe(county.parent)
    expect(areas.filter(({ parent }) => parent === county.code).length).toBeGreaterThan(0)
    expect(areas.filter(({ level }) => level === 5).length).toBeGreaterThan(10)
  })

  test('a town of a city without counties hangs on the city', () => {
    expect(loaded('441900').areas.find(({ name }) => name === '石碣镇')?.parent).toBe('441900000000')
    expect(loaded('419001').areas[0]).toMatchObject({ name: '济源市沁园街道', shortName: '沁园街道' })
  })

  test('there are 2,978 of them, each once', () => {
    expect(new Set(counties.map(({ code }) => code)).size).toBe(2978)
    expect(counties).toHaveLength(2978)
  })

  test('each area lies in its parent and in nothing beside it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...counties), ({ code }) => {
        const { county, ancestors, areas } = loaded(code)
        const all = [...ancestors, county, ...areas]
        const codes = new Set(all.map((area) => area.code))
        expect(codes.size).toBe(all.length)
        for (const area of all) {
          expect(AreaCode.safeParse(area.code).success).toBe(true)
          expect(area.parent).toBe(parentOf(area.code))
          const level = all.filter((other) => other.level === area.level - 1)
          const around = level.filter((other) => contains(other.code, area.code))
          // A county directly on the province has no second level around it.
          const parents = level.filter((other) => other.code === area.parent)
          expect(around).toEqual(parents)
          expect(area.parent === null || codes.has(area.parent)).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })

  test.each(['210499', '210400', '2104', '210421101000', '', '999999'])('%s is no county', (code) => {
    expect(countyAreas(code)).toBeUndefined()
  })
})

test('the file is small, quick to read, and carries its licence', () => {
  expect(statSync(new URL('areas.bin', FOLDER)).size).toBeLessThan(8_000_000)
  expect(readFileSync(new URL('LICENSE', FOLDER), 'utf8')).toContain('MIT License')
  const start = performance.now()
  loaded('621022')
  expect(performance.now() - start).toBeLessThan(300)
})
