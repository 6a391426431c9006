import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readResidentId } from '#domain/identity/resident-id.ts'
import { type RosterRow, textIn } from '#domain/import/roster-row.ts'
import { Refusal } from '#domain/refusals.ts'
import { mutate } from '#testing/mutate.ts'
import { NUMBERS, roster } from '#testing/roster.ts'
import { countyAreas } from '../area/area-data.ts'
import { readFiles } from './read-files.ts'

/** The example rosters, where they lie beside the checkout, and one of our own. */
const ROSTERS = new URL('../../../shared/rosters/', import.meta.url)
/** A release is tried with two hundred (TONGHU_DAMAGED=200). */
const FILES = Number(process.env.TONGHU_DAMAGED ?? 80)
const SECONDS = 10_000
const MEGABYTES = 400

const children = Array.from({ length: 40 }, (_, n) => ({
  姓名: `安${String.fromCodePoint(0x4e00 + n)}`,
  出生日期: `2014-03-${String((n % 28) + 1).padStart(2, '0')}`,
  公民身份证号码: n === 0 ? NUMBERS.girl : null,
  父亲姓名: '安大山',
}))
const heads = Object.keys(children[0]!)
const asText = [
  ['乡镇', '村', ...heads],
  ...children.map((child) => ['石文镇', '连刀村', ...Object.values(child)]),
]
  .map((row) => row.join(','))
  .join('\r\n')

async function examples(): Promise<{ name: string; bytes: Buffer }[]> {
  const beside = existsSync(ROSTERS)
    ? readdirSync(ROSTERS).filter((name) => /\.(xlsx|xls|csv)$/.test(name))
    : []
  return [
    { name: '自制.xlsx', bytes: Buffer.from(await roster(children)) },
    { name: '自制.csv', bytes: Buffer.from(asText) },
    ...beside.map((name) => ({ name, bytes: readFileSync(new URL(name, ROSTERS)) })),
  ]
}

const read = (name: string, bytes: Uint8Array) =>
  readFiles({ files: [{ name, bytes }], areas: countyAreas('210421')!.areas, asOf: '2024-09-30' })

/** Numbers that pass their check: no damage makes up another one. */
const numbersIn = (rows: readonly RosterRow[]) =>
  rows.flatMap(({ facts, family }) =>
    [facts, ...family.map((member) => member.facts)].flatMap(
      (of) => readResidentId(textIn(of, 'idNumber') ?? '')?.number ?? [],
    ),
  )

test(`${FILES} damaged files are read as far as they are sound, or refused in words`, {
  timeout: 600_000,
}, async () => {
  const good = await examples()
  const known = new Set(
    (await Promise.all(good.map(({ name, bytes }) => read(name, bytes)))).flatMap(({ rows }) =>
      numbersIn(rows),
    ),
  )
  expect(known.size).toBeGreaterThan(0)
  const before = process.memoryUsage().rss
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const outcomes = { read: 0, refused: 0 }
  for (let seed = 0; seed < FILES; seed++) {
    const { name, bytes } = good[seed % good.length]!
    const damaged = mutate(bytes, seed)
    const what = `seed ${seed}, ${name}, ${damaged.how}`
    const began = performance.now()
    try {
      const { rows } = await read(name, damaged.bytes)
      expect(
        numbersIn(rows).filter((number) => !known.has(number)),
        what,
      ).toEqual([])
      outcomes.read += 1
    } catch (error) {
      expect(error, what).toBeInstanceOf(Refusal)
      expect((error as Refusal).code, what).toBe('fileUnreadable')
      outcomes.refused += 1
    }
    expect(performance.now() - began, what).toBeLessThan(SECONDS)
  }
  clearInterval(watch)
  expect(outcomes.read + outcomes.refused).toBe(FILES)
  expect(outcomes.refused).toBeGreaterThan(0)
  expect((most - before) / 1024 / 1024).toBeLessThan(MEGABYTES)
})
