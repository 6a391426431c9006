import { existsSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { confirms, dropsRoster, figure } from '#testing/import-desk.ts'

/** The examples lie beside the checkout; where they are absent this is passed over. */
const ROSTERS = new URL('../../shared/rosters/', import.meta.url)
const bytesOf = (name: string) => readFileSync(new URL(name, ROSTERS))

const desk = startDesk()

describe.runIf(existsSync(ROSTERS))('a township’s workbook as it arrives', () => {
  let page: Page
  let before: number
  const children = () => desk.count(page)
  beforeAll(async () => {
    page = await desk.as('officer')
  })

  test('comes after the county’s own list', async () => {
    await dropsRoster(page, 'fushun-100.xlsx', bytesOf('fushun-100.xlsx'))
    await expect.poll(() => figure(page, '将新建').textContent()).toBe('100')
    await confirms(page, '确认导入')
    await sees(page.getByText('导入完成', { exact: true }))
    before = await children()
  })

  test('is dropped onto the page, and says what it would do before anything is written', async () => {
    await dropsRoster(page, 'messy-township.xlsx', bytesOf('messy-township.xlsx'))
    await expect.poll(() => figure(page, '拒收').textContent()).toBe('2')
    expect(await figure(page, '读取行数').textContent()).toBe('38')
    expect(await figure(page, '待判定').textContent()).toBe('1')
    expect(await figure(page, '将新建').textContent()).toBe('26')
    await goodAtBothWidths(page, 'township-preview')
    expect(await children()).toBe(before)
  })

  test('its child whom the county’s list writes otherwise is decided on by keyboard', async () => {
    await page.getByRole('button', { name: '逐一判定' }).focus()
    await page.keyboard.press('Enter')
    await sees(page.getByRole('button', { name: '开始判定' }))
    await page.getByRole('button', { name: '开始判定' }).focus()
    await page.keyboard.press('Enter')
    await sees(page.getByRole('region', { name: '对照判定' }))
    await page.reload()
    await page.getByRole('region', { name: '对照判定' }).focus()
    await page.keyboard.press('1')
    await sees(page.getByText('同一儿童', { exact: true }))
    await page.getByRole('button', { name: '返回这次导入' }).click()
    await sees(page.getByText('识别到的列'))
  })

  test('is written while the page is reloaded, and stands there afterwards', async () => {
    await confirms(page, '确认导入')
    await page.reload()
    await sees(page.getByText('导入完成', { exact: true }))
    await goodAtBothWidths(page, 'township-committed')
    expect(await children()).toBe(before + 26)
  })

  test('is taken back as a whole', async () => {
    await confirms(page, '撤销导入')
    await page.reload()
    await sees(page.getByText('这次导入已整体撤销，档案恢复到导入之前'))
    expect(await children()).toBe(before)
  })
})
