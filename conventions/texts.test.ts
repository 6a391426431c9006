import { expect, test } from 'vitest'
import { ROLES } from '../domain/access/roles.ts'
import { ENDPOINTS } from '../domain/endpoints.ts'
import { CHILD_FACTS } from '../domain/fact/child-facts.ts'
import { RELATIVE_FACTS } from '../domain/fact/relative-facts.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { codeIn } from './repository.ts'

type Labelled = { zh: string; en?: string }
type Place = { at: string; entry: Labelled }

const HAN = /\p{Script=Han}/u

const labelledIn = (value: unknown, at: string, seen = new Set<unknown>()): Place[] => {
  if (typeof value !== 'object' || value === null || seen.has(value) || '_zod' in value) return []
  seen.add(value)
  const own = 'zh' in value && typeof value.zh === 'string' ? [{ at, entry: value as Labelled }] : []
  return [...own, ...Object.entries(value).flatMap(([key, item]) => labelledIn(item, `${at}.${key}`, seen))]
}

/** Terms have a word instead of an English label. */
const modules = codeIn('domain').filter((file) => !/\.test\.ts$|glossary\.ts$/.test(file))
const places = (
  await Promise.all(
    modules.map(async (file) => labelledIn(await import(/* @vite-ignore */ `../${file}`), file)),
  )
).flat()

test('every label of the domain is there in Chinese and in English', () => {
  const wrong = places.filter(
    ({ entry }) => !entry.zh.trim() || !entry.en?.trim() || HAN.test(entry.en) || !HAN.test(entry.zh),
  )
  expect(wrong.map(({ at, entry }) => `${at}: ${entry.zh} / ${entry.en}`)).toEqual([])
})

test('roles, refusals, facts and endpoints are among them', () => {
  const entries = new Set(places.map(({ entry }) => entry))
  for (const list of [ROLES, REFUSALS, CHILD_FACTS, RELATIVE_FACTS])
    for (const [key, entry] of Object.entries(list)) expect(entries.has(entry), key).toBe(true)
  for (const endpoint of ENDPOINTS) expect(entries.has(endpoint.summary), endpoint.name).toBe(true)
})

test('both languages of a refusal fill in the same details', () => {
  const details = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
  for (const [code, { zh, en }] of Object.entries(REFUSALS)) expect(details(zh), code).toEqual(details(en))
})
