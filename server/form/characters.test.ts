import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { REGISTER_FORM, registerForm } from '#domain/form/register-form.ts'
import { charactersOf, printable } from './characters.ts'

const font = brotliDecompressSync(readFileSync('data/fonts/NotoSansCJKsc-subset.otf.br'))
const characters = charactersOf(font)
const code = (sign: string) => sign.codePointAt(0)!

test('the font has the characters of names, of forms, and all of the first block but its last sixteen', () => {
  const needed = `𠮷䶮𬘭㐂龘𡋾𬭚·•√☑☐—、。：；（）“”〓①㎡ ${REGISTER_FORM}${JSON.stringify(registerForm())}`
  expect([...needed].filter((sign) => !characters.has(code(sign)))).toEqual([])
  const first = Array.from({ length: 0x9ff0 - 0x4e00 }, (_, i) => 0x4e00 + i)
  expect(first.filter((one) => !characters.has(one))).toEqual([])
})

test('what has no shape is left out, what the font has not is told by its number', () => {
  expect(printable('李\u0000\u200f\ufe0f小\ud800禾', characters)).toBe('李小〓(U+FFFD)禾')
  expect(printable('\u{31350}\ue123', characters)).toBe('〓(U+31350)〓(U+E123)')
  expect(printable('一\n二', characters)).toBe('一\n二')
  expect(printable(7, characters)).toBe(7)
})

test('long words may be broken, an ID number may not', () => {
  expect(printable('110105201403070024', characters)).toBe('110105201403070024')
  expect(printable('110105************', characters)).toBe('110105************')
  expect(printable('W'.repeat(10), characters)).toBe('WWWW\u200bWWWW\u200bWW')
  expect(printable('13900001111、+86-10', characters)).toBe('13900001111、\u200b+86-10')
})
