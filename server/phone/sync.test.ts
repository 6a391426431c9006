import { afterAll, beforeAll, expect, test } from 'vitest'
import { Histories, type Outcome } from '#testing/phone-histories.ts'

/** `./tonghu test --only sync` plays thousands; every run of the tests some. */
const COUNT = Number(process.env.TONGHU_HISTORIES ?? 24)
const FIRST = Number(process.env.TONGHU_HISTORY ?? 1)

let histories: Histories
beforeAll(async () => {
  histories = await new Histories().open()
})
afterAll(() => histories.close())

test('accepted by the phone is on the server exactly once', async () => {
  const all: Outcome[] = []
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) all.push(await histories.play(seed))
  const sum = (of: (one: Outcome) => number) => all.reduce((total, one) => total + of(one), 0)
  process.stdout.write(
    `sequences ${all.length}, acts accepted by phones ${sum((one) => one.accepted)}, on the server exactly once ${sum((one) => one.once)}, lost ${sum((one) => one.lost)}, doubled ${sum((one) => one.doubled)}\n`,
  )
  const bad = all.filter(({ accepted, once, wrong }) => accepted !== once || wrong.length > 0)
  expect(bad.map(({ seed, accepted, once, wrong }) => ({ seed, accepted, once, wrong }))).toEqual([])
  expect(sum((one) => one.accepted)).toBeGreaterThan(COUNT)
}, 3_600_000)
