import sharp from 'sharp'
import { expect, test } from 'vitest'
import { goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()
const photo = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
    .withExif({ IFD0: { Artist: 'somebody' } })
    .jpeg()
    .toBuffer()

test('a director adds a photo of a paper to a file and opens it', async () => {
  const page = await desk.as('director')
  const [child] = await desk.children(page)
  await page.goto(`${desk.url}/children/${child!.id}?tab=evidence`)
  await sees(page.getByText('尚无佐证材料'))
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '选择文件上传' }).click()
  await (await choosing).setFiles({ name: '户口簿.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  const link = page.getByRole('link', { name: '户口簿.jpg' })
  await sees(link)
  await sees(page.getByRole('tab', { name: '佐证材料 1' }))
  await goodAtBothWidths(page, 'evidence')

  const opening = page.context().waitForEvent('page')
  await link.click()
  const opened = await opening
  await opened.waitForLoadState()
  const served = await page.request.get(opened.url())
  expect(served.headers()['content-type']).toBe('image/jpeg')
  const { width, exif } = await sharp(await served.body()).metadata()
  expect({ width, exif }).toEqual({ width: 60, exif: undefined })
})

test('a file that is no picture and no document is refused in words', async () => {
  const page = await desk.as('director')
  const [child] = await desk.children(page)
  await page.goto(`${desk.url}/children/${child!.id}?tab=evidence`)
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '选择文件上传' }).click()
  await (await choosing).setFiles({
    name: '照片.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('no photo'),
  })
  await sees(page.getByRole('alert'))
  await goodAtBothWidths(page, 'evidence-refused')
})
