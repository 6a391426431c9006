import { expect, test } from 'vitest'
import { en } from '../web/messages/en.ts'
import { zhCN } from '../web/messages/zh-CN.ts'

type Message = { at: string; text: string; takes: number }
type Made = (...details: unknown[]) => unknown

const HAN = /\p{Script=Han}/u

/** Every message with its place; one that takes details is tried with some. */
function messages(value: unknown, at = ''): Message[] {
  if (typeof value === 'string') return [{ at, text: value, takes: 0 }]
  if (typeof value === 'function') return [{ at, text: tried(value as Made), takes: value.length }]
  return Object.entries(value as object).flatMap(([key, item]) => messages(item, at ? `${at}.${key}` : key))
}

/** Details are numbers or words; a message says by failing which it takes. */
function tried(message: Made): string {
  const details = (detail: unknown) => Array.from({ length: message.length }, () => detail)
  try {
    return String(message(...details(2)))
  } catch {
    return String(message(...details('2')))
  }
}

/** A language is called by its own name. */
const ITS_OWN_NAME = 'shell.language'
/** Documents are cited by their number, which is Chinese: 国发〔2016〕13号. */
const CITED = /\p{Script=Han}+〔\d{4}〕\d+号/gu
const spoken = (list: Message[]) =>
  list
    .filter(({ at }) => at !== ITS_OWN_NAME)
    .map((message) => ({ ...message, text: message.text.replace(CITED, '') }))

const chinese = messages(zhCN)
const english = messages(en)

test('both languages have the same messages, which take the same details', () => {
  const shape = (list: Message[]) => list.map(({ at, takes }) => `${at} ${takes}`).sort()
  expect(chinese.length).toBeGreaterThan(100)
  expect(shape(english)).toEqual(shape(chinese))
})

test('no message is empty, and none is in the other language', () => {
  expect([...chinese, ...english].filter(({ text }) => !text.trim()).map(({ at }) => at)).toEqual([])
  expect(
    spoken(english)
      .filter(({ text }) => HAN.test(text))
      .map(({ at, text }) => `${at}: ${text}`),
  ).toEqual([])
  const untranslated = spoken(chinese).filter(({ text }) => /[A-Za-z]/.test(text) && !HAN.test(text))
  expect(untranslated.map(({ at, text }) => `${at}: ${text}`)).toEqual([])
})
