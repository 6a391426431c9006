import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect } from 'vitest'
import { me } from '#domain/account/account-api.ts'
import { recordActs } from '#domain/child/child-api.ts'
import { decidePolicy, proposePolicy } from '#domain/policy/policy-api.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { newId } from './county.ts'

export const PIN = '274951'

const known = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { state: 'known', value }]))

export type TestFamily = { children: { id: string; name: string }[]; father: string; grandmother: string }

/** A grandmother with these children, whose father works far away, in the village of whoever is at this page. */
export async function aFamily(page: Page, url: string, names: readonly string[]): Promise<TestFamily> {
  const { villages } = await (await page.request.get(url + me.path)).json()
  const [father, grandmother] = [newId(), newId()]
  const children = names.map((name) => ({ id: newId(), name }))
  const at = { writtenAt: new Date().toISOString() }
  const acts = children.flatMap(({ id: child, name }, i) => [
    {
      ...at,
      id: newId(),
      kind: 'child.open',
      child,
      body: {
        day: '2026-03-01',
        area: villages[0].code,
        facts: known({ name, sex: 'female', birthDate: `201${4 + i}-03-07`, bothParentsAway: true }),
        family: [
          { person: father, relation: 'father' },
          { person: grandmother, relation: 'paternalGrandmother', carer: true },
        ],
      },
    },
    ...(i === 0
      ? [
          [father, { name: '佟大山', workPlace: '广东省东莞市' }] as const,
          [grandmother, { name: '佟秀兰' }] as const,
        ].map(([person, facts]) => ({
          ...at,
          id: newId(),
          kind: 'relative.record',
          child,
          person,
          body: { day: '2026-03-01', facts: known(facts) },
        }))
      : []),
  ])
  const answer = await page.request.post(url + recordActs.path, {
    data: { acts },
    headers: { origin: url },
  })
  const { answers } = await answer.json()
  expect(answers.map(({ outcome }: { outcome: string }) => outcome)).toEqual(acts.map(() => 'kept'))
  return { children, father, grandmother }
}

export async function types(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: `数字 ${digit}`, exact: true }).click()
}

/** Signs in for the first time and chooses a PIN. */
export async function enrols(page: Page, url: string, login: string, password: string): Promise<void> {
  await page.goto(`${url}/m/`)
  await page.getByLabel('账号', { exact: true }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '设置 PIN' }).waitFor()
  await types(page, PIN)
  await page.getByRole('heading', { name: '再输一次' }).waitFor()
  await types(page, PIN)
  await page.getByRole('heading', { name: '今日' }).waitFor()
}

/** The county moves a child into the first village of somebody else. */
export async function handsTo(officer: Page, owner: Page, url: string, child: string): Promise<void> {
  const { villages } = await (await owner.request.get(url + me.path)).json()
  const { date } = (await officer.request.get(url + me.path)).headers()
  const day = new Date(Date.parse(date!) + 8 * 3_600_000).toISOString().slice(0, 10)
  const body = { day, area: villages[0].code, reason: '随祖母搬家' }
  const act = { id: newId(), kind: 'child.move', child, writtenAt: new Date().toISOString(), body }
  const answer = await officer.request.post(url + recordActs.path, {
    data: { acts: [act] },
    headers: { origin: url },
  })
  expect(answer.status()).toBe(200)
}

/** A photo of a modern phone's size, in one colour. */
export const aPicture = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 3000, height: 4000, channels: 3, background: colour } })
    .png()
    .toBuffer()

/** Draws two strokes with a finger. */
export async function signs(pad: Locator): Promise<void> {
  const page = pad.page()
  await pad.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await pad.boundingBox())!
  for (const at of [0.3, 0.6]) {
    await page.mouse.move(x + width * 0.2, y + height * at)
    await page.mouse.down()
    await page.mouse.move(x + width * 0.5, y + height * (at + 0.15), { steps: 6 })
    await page.mouse.move(x + width * 0.8, y + height * at, { steps: 6 })
    await page.mouse.up()
  }
}

/** The county decides that something may be done, from the first of the year on; two people, as for every rule. */
export async function allows(officer: Page, leader: Page, url: string, key: string): Promise<void> {
  const id = newId()
  const headers = { origin: url }
  const data = {
    id,
    key,
    scope: `${DEMO_COUNTY.code}000000`,
    from: '2026-01-01',
    value: true,
    document: '县民政局文件',
    clause: '第三条',
    reason: '核实走访到户',
  }
  expect((await officer.request.post(url + proposePolicy.path, { data, headers })).status()).toBe(200)
  const path = decidePolicy.path.replace(':proposal', id)
  // Not before its effect is counted, in the background.
  const decide = async () =>
    (await leader.request.post(url + path, { data: { decision: 'approved' }, headers })).status()
  await expect.poll(decide, { timeout: 20_000 }).toBe(200)
}
