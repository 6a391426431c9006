import type { Page } from 'playwright-core'
import { chooses } from './browser.ts'

/** Chooses a roster on the page of imports and lets it be read. */
export async function dropsRoster(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await chooses(page, '花名册导入')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
  await page.getByRole('button', { name: '上传并预览' }).click()
}

/** One of the figures above a preview. */
export const figure = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByRole('definition')

/** Presses a button and the one of the same name in the dialog that asks again. */
export async function confirms(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
}
