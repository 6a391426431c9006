import { describe, expect, test } from 'vitest'
import { type Area, levelOf, parentOf } from './area.ts'
import { shortNameOf } from './area-name.ts'
import { areaFinder, findArea } from './match-area.ts'

const AREAS: Area[] = [
  ['210000000000', '辽宁省'],
  ['210400000000', '抚顺市'],
  ['210421000000', '抚顺县'],
  ['210421101000', '石文镇'],
  ['210421101001', '石文社区居民委员会'],
  ['210421101215', '连刀村民委员会'],
  ['210421101229', '石文村民委员会'],
  ['210421102000', '后安镇'],
  ['210421102202', '同安村民委员会'],
  ['210421102218', '李家村民委员会'],
  ['210421105000', '上马镇'],
  ['210421105225', '李家村民委员会'],
  ['210421105226', '新村民委员会'],
  ['210421216000', '汤图满族乡'],
  ['210421216209', '汤图村民委员会'],
].map(([code = '', name = '']) => {
  const level = levelOf(code)
  return { code, name, shortName: shortNameOf(name, level), level, parent: parentOf(code) }
})
const find = areaFinder(AREAS)

describe('a place is found as offices write it', () => {
  test.each([
    [{ township: '石文镇' }, '210421101000', undefined],
    [{ township: '石文' }, '210421101000', undefined],
    [{ township: ' 石文　镇 ' }, '210421101000', undefined],
    [{ township: '抚顺县石文镇人民政府' }, '210421101000', undefined],
    [{ township: '汤图满族乡' }, '210421216000', undefined],
    [{ township: '汤图乡' }, '210421216000', undefined],
    [{ township: '汤图满族' }, '210421216000', undefined],
    [{ township: '汤图' }, '210421216000', undefined],
    [{ village: '连刀村民委员会' }, '210421101215', undefined],
    [{ village: '连刀村委会' }, '210421101215', undefined],
    [{ village: '连刀村' }, '210421101215', undefined],
    [{ village: '连刀' }, '210421101215', undefined],
    [{ village: '汤图' }, '210421216209', undefined],
    [{ village: '连刀村３组' }, '210421101215', 3],
    [{ township: '后安', village: '李家' }, '210421102218', undefined],
    [{ township: '抚顺县石文镇', village: '石文镇 连刀村 三社' }, '210421101215', 3],
    [{ township: '石文镇连刀村' }, '210421101215', undefined],
    [{ village: '石文镇' }, '210421101000', undefined],
    [{ text: '辽宁省抚顺市抚顺县石文镇连刀村3组' }, '210421101215', 3],
    [{ text: '辽宁抚顺石文镇连刀村第十二村民小组' }, '210421101215', 12],
    [{ text: '石文镇/连刀' }, '210421101215', undefined],
    [{ text: '石文镇连刀村前屯88号' }, '210421101215', undefined],
    [{ text: '石文镇中心小学' }, '210421101000', undefined],
    [{ text: '抚顺县' }, '210421000000', undefined],
    [{ village: '李家村', text: '抚顺县后安镇李家村2组' }, '210421102218', 2],
    [{ township: '石文镇', village: '连刀村', text: '二组' }, '210421101215', 2],
    [{ township: '石文镇', text: '石文镇连刀村' }, '210421101215', undefined],
    [{ township: '石文镇', village: '连刀村', text: '抚顺县石文镇' }, '210421101215', undefined],
  ])('%o', (written, code, group) => {
    expect(find(written)).toMatchObject({ area: { code }, group, candidates: [] })
  })
})

describe('what is not certain is left to a person', () => {
  test.each([
    ['two townships have the village', { village: '李家村' }, ['210421102218', '210421105225']],
    ['a village and a community', { township: '石文镇', village: '石文' }, ['210421101001', '210421101229']],
    ['one word for three places', { text: '石文' }, ['210421101000', '210421101001', '210421101229']],
    ['another kind of township', { township: '石文乡' }, ['210421101000']],
    ['another kind of township, a village', { township: '石文乡', village: '连刀村' }, ['210421101215']],
    ['another kind of village', { township: '石文镇', village: '连刀社区' }, ['210421101215']],
    ['the village lies in another township', { township: '石文镇', village: '同安村' }, ['210421102202']],
    ['a village that is not listed', { text: '石文镇不存在村' }, ['210421101000']],
    ['a longer name than ours', { village: '新村沟村' }, ['210421105226']],
    [
      'columns and address differ',
      { township: '石文镇', village: '连刀村', text: '后安镇同安村' },
      ['210421101215', '210421102202'],
    ],
    ['another county with such a township', { text: '吉林省某县石文镇连刀村' }, []],
    ['a neighbouring county', { text: '辽宁省抚顺市新抚区站前街道' }, []],
    ['the name inside another one', { village: '李家沟小学' }, []],
    ['nothing written', { township: ' ', village: '', text: undefined }, []],
  ])('%s', (_, written, candidates) => {
    const match = find(written)
    expect(match.area).toBeUndefined()
    expect(match.candidates.map(({ code }) => code).sort()).toEqual(candidates)
  })
})

test('a single place needs no finder', () => {
  expect(findArea(AREAS, { township: '后安镇', village: '李家村' }).area?.code).toBe('210421102218')
})
