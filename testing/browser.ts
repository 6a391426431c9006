import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from './chromium.ts'

export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 390, height: 844 }

/** A busy machine is slow; nothing here waits longer than it must. */
const PATIENCE = 20_000
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launchChromium = async (): Promise<Browser> =>
  chromium.launch({ ...(await findChromium()), args: FLAGS })

/** A computer of one person's own, as offices in China have them. `problems` hears what goes wrong on it. */
export async function newComputer(browser: Browser, problems: string[]): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: WIDE,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(PATIENCE)
  context.on('page', (page) => listen(page, problems))
  return context
}

/**
 * Refusals, and the network that a test cuts, are told to the person by the page: no fault of the page. Chromium's
 * own page around a picture wants a style, which the policy of served evidence forbids to everybody.
 */
const EXPECTED =
  /Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_)|Applying inline style violates .*'default-src 'none''/

function listen(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`))
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || EXPECTED.test(message.text())) return
    problems.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`)
  })
}

/** Waits until the person sees it. */
export const sees = (what: Locator): Promise<void> => what.first().waitFor({ state: 'visible' })
export const seesNot = (what: Locator): Promise<void> => what.first().waitFor({ state: 'hidden' })
/** Waits until there are exactly so many. */
export const count = (what: Locator, n: number) =>
  expect.poll(() => what.count(), { timeout: PATIENCE }).toBe(n)

export const chooses = (page: Page, item: string): Promise<void> =>
  page.getByRole('navigation', { name: '菜单' }).getByRole('link', { name: item }).click()

/** Looked at already on the same page at another width; the dearest of all rules. */
const COLOURS_SEEN = { 'color-contrast': { enabled: false } }

/** Nothing that keeps people with a screen reader, a keyboard or weak eyes from what is on the page now. */
export async function noViolations(page: Page, { again = false } = {}): Promise<void> {
  // Read by the page once; a document that is left takes it along.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  // What lies dimmed behind a dialog is not read while it is open.
  const where = (await page.getByRole('dialog').count()) ? '[role=dialog]' : ':root'
  const { violations } = (await page.evaluate(
    `axe.run('${where}', ${JSON.stringify({ resultTypes: ['violations'], rules: again ? COLOURS_SEEN : {} })})`,
  )) as AxeResults
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  )
  expect(found).toEqual([])
}

/** The page itself never scrolls sideways; tables and pictures do so inside of their frames. */
async function fitsAcross(page: Page): Promise<void> {
  const beyond = () =>
    page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  // A window that was just made narrower takes a moment to lay itself out.
  await expect.poll(beyond).toBe(0)
}

/** Looks at the same page on a wide and on a narrow screen. With SCREENSHOTS=folder pictures of both are kept. */
export async function goodAtBothWidths(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? WIDE
  for (const size of [before, before.width === WIDE.width ? NARROW : WIDE]) {
    await page.setViewportSize(size)
    await seesNot(page.getByText('正在加载…'))
    await keepPicture(page, `${name}-${size.width}`)
    await fitsAcross(page)
    await noViolations(page, { again: size !== before })
  }
  await page.setViewportSize(before)
  // Now and then Chromium draws nothing any more on a busy machine, and whoever clicks waits for ever.
  await page.bringToFront()
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const { SCREENSHOTS: folder } = process.env
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
