import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHILD_FACTS } from '../fact/child-facts.ts'
import { AID, HEALTH, SCHOOLING, SEX } from '../fact/code-lists.ts'
import { type FactType, valueSchema } from '../fact/fact.ts'
import { parseClass, schoolInTitle } from './parse-class.ts'
import { legendIn, parseDisability, parseRelation } from './parse-codes.ts'
import { lostDigits } from './parse-numbers.ts'
import { parseValue } from './parse-value.ts'
import { parseWorkPlaces } from './parse-work-places.ts'
import type { RawCell } from './raw-sheet.ts'

const date: FactType = { kind: 'date' }
const yesNo: FactType = { kind: 'yesNo' }
const id: FactType = { kind: 'residentId' }
const phones: FactType = { kind: 'phones' }
const aid: FactType = { kind: 'codes', list: AID }
const schooling: FactType = { kind: 'code', list: SCHOOLING }
const sex: FactType = { kind: 'code', list: SEX }
const line: FactType = { kind: 'text', max: 10 }

test.each<[FactType, RawCell, unknown]>([
  [date, { day: '2013-05-06' }, '2013-05-06'],
  [date, 41_400, '2013-05-06'],
  [date, '2013-05-06', '2013-05-06'],
  [date, '2013/5/6', '2013-05-06'],
  [date, '2013.5.6', '2013-05-06'],
  [date, '2013年5月6日', '2013-05-06'],
  [date, '２０１３年５月６号', '2013-05-06'],
  [date, '20130506', '2013-05-06'],
  [date, 20_130_506, '2013-05-06'],
  [date, ' 2013-05-06 00:00:00 ', '2013-05-06'],
  [date, '2013 5 6', '2013-05-06'],
  [date, '二〇一三年五月六日', '2013-05-06'],
  [date, '二○一三年十二月二十一日', '2013-12-21'],
  [date, '二零一一年十月三十日', '2011-10-30'],
  [sex, '□男 ☑女', 'female'],
  [yesNo, '☑是 □否', true],
  [aid, '☑享受低保 □临时救助 ☑医疗救助', ['subsistence', 'medical']],
  [sex, '男孩', 'male'],
  [sex, 1, 'male'],
  [sex, '２', 'female'],
  [phones, '187-6516-8989', ['18765168989']],
  [phones, '父:13800001234 母:13800005678', ['13800001234', '13800005678']],
  [phones, '13800001234(爷爷)', ['13800001234']],
  [phones, '13515715466\n024-54550207', ['13515715466', '024-54550207']],
  [yesNo, '是', true],
  [yesNo, '有', true],
  [yesNo, '√', true],
  [yesNo, '否', false],
  [yesNo, '无', false],
  [yesNo, true, true],
  [schooling, '初 中', 'juniorSecondary'],
  [schooling, 'Primary school', 'primary'],
  [schooling, '中专', 'vocational'],
  [aid, '享受低保、临时救助', ['subsistence', 'temporary']],
  [aid, '医疗救助;低保', ['subsistence', 'medical']],
  [aid, '无', []],
  [id, '110105 19491231 002x', '11010519491231002X'],
  [id, '１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
  [phones, '138 0000 1234', ['13800001234']],
  [phones, 13_800_001_234, ['13800001234']],
  [phones, '13800001234、024-81234567', ['13800001234', '024-81234567']],
  [phones, '13800001234/13800005678', ['13800001234', '13800005678']],
  [phones, '+86 13800001234', ['13800001234']],
  [line, ' 爱 唱歌 ', '爱 唱歌'],
])('%o reads %o', (type, cell, value) => {
  expect(parseValue(type, cell)).toEqual({ is: 'value', value })
})

test.each<[FactType, RawCell, string]>([
  [date, '2013年5月', 'month'],
  [date, '2018.12', 'month'],
  [date, '201305', 'month'],
  [date, '2013年13月', 'unreadable'],
  [date, '2013 1 2', 'value'],
  [date, '13.5.6', 'unreadable'],
  [date, '同上', 'unreadable'],
  [date, '2013-02-30', 'unreadable'],
  [date, 12, 'unreadable'],
  [schooling, '小学或初中', 'unreadable'],
  [aid, '低保、某某救助', 'unreadable'],
  [id, 2.1042120121103552e17, 'unreadable'],
  [sex, '□男 □女', 'blank'],
  [sex, '☑男 ☑女', 'unreadable'],
  [phones, '1380000', 'value'],
  [phones, '138000012', 'unreadable'],
  [line, '十个字以内才放得下这一行', 'unreadable'],
  [line, '#REF!', 'unreadable'],
  [line, null, 'blank'],
  [line, '\u3000 ', 'blank'],
  [line, '不详', 'blank'],
  [line, '—', 'dash'],
  [phones, ' －', 'dash'],
  [line, '/', 'none'],
  [phones, '无', 'none'],
])('%o of %o is %s', (type, cell, is) => {
  expect(parseValue(type, cell).is).toBe(is)
})

test.each([
  ['言语二级', { kinds: ['speech'], grade: 'grade2' }],
  ['肢体、智力1级', { kinds: ['physical', 'intellectual'], grade: 'grade1' }],
  ['视力残疾', { kinds: ['visual'], grade: undefined }],
  ['残疾三级', { kinds: [], grade: 'grade3' }],
  ['有', undefined],
  ['二级或三级', undefined],
])('disability %s', (text, disability) => {
  expect(parseDisability(text)).toEqual(disability)
})

test.each([
  ['爷爷', 'paternalGrandfather'],
  ['姥姥', 'maternalGrandmother'],
  ['姑', 'paternalAunt'],
  ['大姑', 'paternalAunt'],
  ['三叔', 'paternalUncle'],
  ['老舅', 'maternalUncle'],
  ['二姨', 'maternalAunt'],
  ['老师', 'teacher'],
  ['二爷', undefined],
  ['爷爷奶奶', undefined],
])('%s is the relation %s', (word, relation) => {
  expect(parseRelation(word)).toBe(relation)
})

test('a number that lost its digits is recognised, a phone number is none', () => {
  expect([2.1042120121103552e17, '2.10421E+17', '2.10421e17'].map(lostDigits)).toEqual([true, true, true])
  expect([13_800_001_234, '210421201211035523', null].map(lostDigits)).toEqual([false, false, false])
})

test('no cell makes a reader fail, and every value read is one that the fact may hold', () => {
  const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.double(), fc.boolean(), fc.constant(null))
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(CHILD_FACTS)), cell, (def, raw) => {
      const parsed = parseValue(def.type, raw)
      if (parsed.is === 'value') expect(valueSchema(def.type).safeParse(parsed.value).success).toBe(true)
    }),
  )
})

test('a day written in any style is read back', () => {
  const day = fc
    .date({ min: new Date('1930-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10))
  const styles = [
    ([y, m, d]: number[]) => `${y}.${m}.${d}`,
    ([y, m, d]: number[]) => `${y}年${m}月${d}日`,
    ([y, m, d]: number[]) => `${y}/${m}/${d}`,
  ]
  fc.assert(
    fc.property(day, fc.constantFrom(...styles), (plain, write) => {
      expect(parseValue(date, write(plain.split('-').map(Number)))).toEqual({ is: 'value', value: plain })
    }),
  )
})

test('a bare number is a day of the epoch of its workbook', () => {
  expect(parseValue(date, 39_938, { from1904: true })).toEqual({ is: 'value', value: '2013-05-06' })
})

test('numbers of a code mean what the head explains', () => {
  const legend = legendIn('身体情况(1健康 2残疾 3.患病)')
  const health: FactType = { kind: 'code', list: HEALTH }
  expect(parseValue(health, 3, { legend })).toEqual({ is: 'value', value: 'seriousIllness' })
  expect(parseValue(health, 3).is).toBe('unreadable')
  expect(legendIn('出生日期(2013-05-06)')).toBeUndefined()
})

test.each([
  ['一年一班', 'primary', 1],
  ['三年级2班', 'primary', 3],
  ['六(2)班', 'primary', 6],
  ['4年1班', 'primary', 4],
  ['初一(3)班', 'juniorSecondary', 7],
  ['八（2）班', 'juniorSecondary', 8],
  ['高二3班', 'seniorSecondary', 11],
  ['大班', 'kindergarten', undefined],
])('class %s', (text, schooling, grade) => {
  expect(parseClass(text)).toEqual({ schooling, ...(grade && { grade }) })
})

test.each(['302班', '实验班', ''])('class %s says no stage', (text) => {
  expect(parseClass(text)).toBeUndefined()
})

test.each([
  ['某县育新九年一贯制学校2024—2025学年度留守学生统计表', '某县育新九年一贯制学校'],
  ['石文镇中心小学留守儿童名册', '石文镇中心小学'],
  ['某县中小学留守儿童统计表', undefined],
  ['某县小学留守儿童统计表', undefined],
  ['石文镇留守儿童花名册', undefined],
])('%s is the list of the school %s', (title, school) => {
  expect(schoolInTitle(title)).toBe(school)
})

test.each([
  ['长春', '长春', '长春'],
  ['均在唐山', '唐山', '唐山'],
  ['天津(父)、唐山(母)', '天津', '唐山'],
  ['父:大连 母:青岛', '大连', '青岛'],
  ['父北京,母天津', '北京', '天津'],
  ['父:长春', '长春', undefined],
])('%s is where father and mother work', (text, father, mother) => {
  expect(parseWorkPlaces(text)).toEqual({ ...(father && { father }), ...(mother && { mother }) })
})

test.each(['长春、天津', '父母离异', '父:长春,后去天津'])('of %s it is not certain who is where', (text) => {
  expect(parseWorkPlaces(text)).toBeUndefined()
})
