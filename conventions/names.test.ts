import { expect, test } from 'vitest'
import { codeIn, FILES, read } from './repository.ts'
import { syntaxOf } from './syntax.ts'

const HAN = /\p{Script=Han}/u

/** Words that would be written by somebody who thought in pinyin. hukou is English by now. */
const PINYIN = [
  ...['liushou', 'ertong', 'kunjing', 'xingming', 'xingbie', 'nianling', 'minzu', 'shenfen', 'zhengjian'],
  ...['shouji', 'dianhua', 'dizhi', 'beizhu', 'jianhu', 'zhaohu', 'weituo', 'fuqin', 'muqin', 'jiating'],
  ...['minzheng', 'xiangzhen', 'cunwei', 'cunju', 'xiaozu', 'quhua', 'zhuren', 'dudaoyuan', 'gangwei'],
  ...['dangan', 'dengji', 'zoufang', 'pinggu', 'bangfu', 'jiuzhu', 'dibao', 'canji', 'guer', 'xuexiao'],
  ...['jiuxue', 'jisu', 'huming', 'mingce', 'huamingce', 'daoru', 'daochu', 'tongji', 'huizong', 'shenji'],
]
const NO_PINYIN = new RegExp(`(${PINYIN.join('|')})`, 'i')

const code = codeIn('domain', 'server', 'web', 'testing', 'tools', 'bench', 'e2e')

test('names are English words, not pinyin', () => {
  const found = code.flatMap((file) =>
    syntaxOf(file)
      .names.filter((name) => NO_PINYIN.test(name))
      .map((name) => `${file}: ${name}`),
  )
  expect(found).toEqual([])
})

test('names are not Chinese either', () => {
  const found = code.flatMap((file) =>
    syntaxOf(file)
      .names.filter((name) => HAN.test(name))
      .map((name) => `${file}: ${name}`),
  )
  expect(found).toEqual([])
})

test('files, tables and columns have English names', () => {
  expect(FILES.filter((file) => NO_PINYIN.test(file) || HAN.test(file))).toEqual([])
  for (const migration of FILES.filter((file) => file.endsWith('.sql'))) {
    const statements = read(migration)
      .replace(/--.*$/gm, '')
      .replace(/'[^']*'/g, '')
    expect(NO_PINYIN.exec(statements)?.[0], migration).toBeUndefined()
    expect(HAN.exec(statements)?.[0], migration).toBeUndefined()
  }
})

/** Chinese that no language of the screens would say otherwise. */
const NOT_WORDS = [
  'web/desk/account/device-text.ts: 微信',
  'web/desk/account/device-text.ts: QQ 浏览器',
  'web/ui/DayPicker.tsx: YYYY年M月D日',
]

test('the words of the screens stand in web/messages', () => {
  const screens = codeIn('web').filter(
    (file) => !file.startsWith('web/messages/') && !/\.test\.tsx?$/.test(file),
  )
  expect(screens.length).toBeGreaterThan(0)
  const found = screens.flatMap((file) =>
    syntaxOf(file)
      .texts.filter((text) => HAN.test(text))
      .map((text) => `${file}: ${text}`),
  )
  expect(found.sort()).toEqual(NOT_WORDS.sort())
})
