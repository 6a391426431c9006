import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()
const focused = (page: Page) => page.locator(':focus')

test('the first stop of the keyboard leads past the menu', async () => {
  const page = await desk.as('officer')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: '跳到正文' })
  expect(await skip.evaluate((link) => link.matches(':focus'))).toBe(true)
  await expect.poll(async () => (await skip.boundingBox())!.y).toBeGreaterThanOrEqual(0)
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page).getAttribute('id')).toBe('content')
})

test('whatever has the focus shows it', async () => {
  const page = await desk.as('officer', '/children')
  await sees(page.getByRole('table'))
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab')
    const shown = await page.evaluate(`(() => {
      const visible = (one) => {
        const { outlineStyle, boxShadow } = getComputedStyle(one)
        return outlineStyle !== 'none' || boxShadow !== 'none'
      }
      for (let one = document.activeElement, depth = 0; one && depth < 4; one = one.parentElement, depth++)
        if (visible(one)) return 'shown'
      return document.activeElement.outerHTML.slice(0, 200)
    })()`)
    expect(shown).toBe('shown')
  }
})

test('a dialog holds the focus, Escape closes it, and the button has the focus again', async () => {
  const page = await desk.as('officer')
  const [child] = await desk.children(page)
  await page.goto(`${desk.url}/children/${child!.id}`)
  const opener = page.getByRole('button', { name: '退出登记' })
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '退出登记' })
  await sees(dialog)
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press('Tab')
    expect(await page.locator('#root :focus').count()).toBe(0)
  }
  await page.keyboard.press('Escape')
  await seesNot(dialog)
  await expect.poll(() => opener.evaluate((button) => button.matches(':focus'))).toBe(true)
})

test('a row of the list opens with Enter', async () => {
  const page = await desk.as('officer', '/children')
  const [child] = await desk.children(page)
  await page.getByRole('row', { name: child!.name! }).first().focus()
  await page.keyboard.press('Enter')
  await sees(page.getByRole('tab', { name: '登记表' }))
})
