import { join } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { launchChromium } from '#testing/browser.ts'
import { answersOfCases } from '#testing/circumstance-cases.ts'

const ROOT = join(import.meta.dirname, '..')
const ENTRY = 'virtual:cases'

/** The rules as a page has them: bundled for old phones, without Node. */
async function bundle(): Promise<string> {
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
            ? `import { answersOfCases } from '${join(ROOT, 'testing/circumstance-cases.ts')}'; window.answers = answersOfCases()`
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

test('a phone computes what the server computes, case by case', async () => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: await bundle() })
    const answers = await page.evaluate('window.answers')
    expect(answers).toEqual(JSON.parse(JSON.stringify(answersOfCases())))
    expect(answersOfCases().length).toBeGreaterThan(100)
  } finally {
    await browser.close()
  }
})
