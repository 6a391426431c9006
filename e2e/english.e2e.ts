import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()
const HAN = /\p{Script=Han}/u
/** Words of the desk itself; what stands in cells, links and suggestions may be data. */
const WORDS = 'nav, h1, h2, h3, th[scope=col], label, dt, legend, summary, button, [role=tab]'

async function chineseWords(page: Page): Promise<string[]> {
  const main = page.locator('nav, main').locator(`:is(${WORDS})`)
  const texts = await main.allInnerTexts()
  const hints = await page
    .locator('[placeholder]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('placeholder') ?? ''))
  return [...texts, ...hints].filter((text) => HAN.test(text))
}

test('the desk in English has no Chinese word of its own left', async () => {
  const page = await desk.as('officer')
  await page.getByRole('button', { name: 'English' }).click()
  await sees(page.getByRole('navigation', { name: 'Menu' }))
  const [child] = await desk.children(page)
  for (const path of [
    '/',
    '/children',
    `/children/${child!.id}`,
    '/children/new',
    `/children/${child!.id}/assess`,
    '/assessments',
    '/assessments/templates',
    '/import',
    '/reports',
    '/agreements',
    '/agreements/coverage',
    '/areas',
    '/offices',
    '/me',
  ]) {
    await page.goto(desk.url + path)
    await sees(page.getByRole('heading', { level: 1 }))
    await page.getByText('Loading…').first().waitFor({ state: 'hidden' })
    expect({ path, chinese: await chineseWords(page) }).toEqual({ path, chinese: [] })
  }
  await page.goto(`${desk.url}/children/${child!.id}`)
  await sees(page.getByRole('tab', { name: /histor/i }))
  await goodAtBothWidths(page, 'file-english')
})
