import { join } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { launchChromium } from '#testing/browser.ts'
import { answersOfCases } from '#testing/circumstance-cases.ts'
import { answersOfDuties } from '#testing/duty-cases.ts'

const ROOT = join(import.meta.dirname, '..')
const ENTRY = 'virtual:cases'

/** The rules as a page has them: bundled for old phones, without Node. */
async function bundle(file: string, call: string): Promise<string> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'cases',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) =>
          id === ENTRY
            ? `import * as all from '${join(ROOT, file)}'; window.answers = all.${call}`
            : undefined,
      },
    ],
    build: {
      write: false,
      target: 'chrome87',
      rolldownOptions: { input: ENTRY, output: { format: 'iife' } },
    },
  })
  const [first] = [built].flat()
  if (!first || !('output' in first)) throw new Error('nothing was built')
  return first.output[0].code
}

async function inTheBrowser(file: string, call: string): Promise<unknown> {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: await bundle(file, call) })
    return await page.evaluate('window.answers')
  } finally {
    await browser.close()
  }
}

test('a phone computes what the server computes, case by case', async () => {
  const answers = await inTheBrowser('testing/circumstance-cases.ts', 'answersOfCases()')
  expect(answers).toEqual(JSON.parse(JSON.stringify(answersOfCases())))
  expect(answersOfCases().length).toBeGreaterThan(100)
})

test('what has to be done: from what a phone holds as from the whole file, in a browser as on the server', async () => {
  const COUNT = 10_000
  const here = answersOfDuties(COUNT)
  expect(here.filter(({ server, phone }) => server !== phone)).toEqual([])
  const rules = new Set(
    here.flatMap(({ server }) => [...server.matchAll(/"rule":"(\w+)"/g)].map((one) => one[1])),
  )
  for (const rule of ['problem', 'holidayVisit']) expect(rules).toContain(rule)
  const there = (await inTheBrowser('testing/duty-cases.ts', `answersOfDuties(${COUNT})`)) as typeof here
  expect(there.filter(({ server, phone }, i) => server !== here[i]!.server || phone !== server)).toEqual([])
  expect(there).toHaveLength(COUNT)
})
