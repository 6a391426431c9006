import { expect, test } from 'vitest'
import { partsOf, shortNameOf } from './area-name.ts'

test.each([
  ['连刀村民委员会', '连刀村'],
  ['莫拉村村民委员会', '莫拉村'],
  ['高村委会', '高村'],
  ['牧业村民委员会', '牧业村'],
  ['敦达乌苏嘎查', '敦达乌苏嘎查'],
  ['巴彦芒哈嘎查委员会', '巴彦芒哈嘎查'],
  ['巴音温都尔嘎查村民委员会', '巴音温都尔嘎查'],
  ['多隆村牧民委员会', '多隆村'],
  ['托海牧委会', '托海牧委会'],
  ['幸福社区居民委员会', '幸福社区'],
  ['美谷社区居委会', '美谷社区'],
  ['海南社区居委会会', '海南社区'],
  ['王市口居民委员会', '王市口居委会'],
  ['雁蛋泡家委会', '雁蛋泡家委会'],
  ['宋家村委会（长春工业经济开发区）（省级）', '宋家村'],
  ['闪电河村民委员会会', '闪电河村'],
  ['十二连队', '十二连队'],
])('people call %s %s', (name, short) => expect(shortNameOf(name, 5)).toBe(short))

test('a subdistrict is called without its office', () => {
  expect(shortNameOf('东城街道办事处', 4)).toBe('东城街道')
  expect(shortNameOf('石文镇', 4)).toBe('石文镇')
})

test.each([
  ['汤图满族乡', 4, '汤图', '乡'],
  ['石文镇', 4, '石文', '镇'],
  ['回族镇', 4, '回族', '镇'],
  ['连刀村', 5, '连刀', '村'],
  ['内蒙古自治区', 1, '内蒙古', ''],
  ['阿坝藏族羌族自治州', 2, '阿坝', ''],
  ['大兴安岭地区', 2, '大兴安岭', ''],
] as const)('%s has the stem %s', (name, level, stem, kind) =>
  expect(partsOf(name, level)).toEqual({ stem, kind }),
)
