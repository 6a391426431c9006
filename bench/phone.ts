import 'fake-indexeddb/auto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import type { NewAct } from '#domain/act/act.ts'
import { addDays, chinaDay } from '#domain/dates.ts'
import type { AnyEndpoint } from '#domain/endpoint.ts'
import { MOST_ACTS, pullSlice, pushActs, uploadPhoto } from '#domain/phone/phone-api.ts'
import { DEMO_PASSWORD, insertActive } from '#server/account/first-accounts.ts'
import { hashPassword } from '#server/account/passwords.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { countyAreas } from '#server/area/area-data.ts'
import { openCounty } from '#server/county/open-county.ts'
import { setUpCounty } from '#server/county/set-up-county.ts'
import { withDatabase } from '#server/db/connect.ts'
import { inTransaction, withoutReach } from '#server/db/db.ts'
import { removeCluster } from '#server/db/embedded/places.ts'
import { refreshStatistics } from '#server/db/refresh-statistics.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { villagesAmong } from '#server/demo/villages.ts'
import type { Actor, Deps } from '#server/deps.ts'
import { buildDesk } from '#server/http/build-desk.ts'
import { enrol } from '#server/phone/phones.ts'
import { findChromium } from '#testing/chromium.ts'
import { enrols, PIN, types } from '#testing/phone-desk.ts'
import { newId } from '#web/api/new-id.ts'
import { random, seal } from '#web/phone/store/sealing.ts'
import { openStore } from '#web/phone/store/store.ts'
import { digestOf } from '#web/phone/sync/digest.ts'
import { synchronise } from '#web/phone/sync/engine.ts'
import { loader, SEED } from './load-children.ts'
import { type Server, startOurs } from './processes.ts'
import { type Line, median, single } from './result.ts'
import { slowLine } from './slow-line.ts'

const CHILDREN = 300
const OTHERS = 12
const WORKERS = 600
const G3 = { kilobits: 400, roundTrip: 400 }
const CPU_SLOWER = 4

type Ready = { tokens: string[]; childrenOf: Map<string, string[]>; village: string }

/** A phone's day on a slow line and a slow processor, and all workers of a county at once. */
export async function measurePhones(
  folder: string,
  say: (text: string) => void,
): Promise<{ lines: Line[]; children: number }> {
  if (existsSync(folder)) {
    removeCluster(folder)
    rmSync(folder, { recursive: true })
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await buildDesk(say)
  const ready = await withDatabase(folder, async (database) => {
    await setUpCounty(database, folder, DEMO_COUNTY.code, true)
    const deps = (await openCounty(database, folder))!
    try {
      return await fill(deps, say)
    } finally {
      await deps.close()
    }
  })
  const server = await startOurs(folder)
  try {
    const lines = [
      ...(await slowSync(server, ready)),
      ...(await inTheBrowser(server, say)),
      ...(await allAtOnce(server, ready, say)),
    ]
    return { lines, children: [...ready.childrenOf.values()].flat().length }
  } finally {
    await server.stop()
  }
}

/** One village of three hundred with a year of visits, and some children in each of the others. */
async function fill(deps: Deps, say: (text: string) => void): Promise<Ready> {
  const villages = villagesAmong(countyAreas(deps.county.code)!.areas).filter(({ name }) =>
    name.endsWith('村'),
  )
  const today = chinaDay(deps.now())
  const actor = loader(deps)
  const write = (acts: NewAct[]) =>
    inTransaction(deps.pool, deps.county.code, actor.reach, (db) => recordActs({ db, deps, actor }, acts))
  const childrenOf = new Map<string, string[]>()
  const batch: NewAct[] = []
  for (const family of syntheticChildren({
    seed: SEED,
    county: { ...DEMO_COUNTY, code: deps.county.code },
    villages: villages.map((village, i) => ({ ...village, children: i === 0 ? CHILDREN : OTHERS })),
    today,
    months: 18,
  })) {
    for (const { id, area, registered } of family.children)
      if (registered) childrenOf.set(area.slice(0, 12), [...(childrenOf.get(area.slice(0, 12)) ?? []), id])
    batch.push(...family.acts)
    if (batch.length > 1_000) await write(batch.splice(0))
  }
  await write(batch.splice(0))
  await refreshStatistics(deps.pool)
  const village = villages[0]!.code
  let visits = 0
  for (const [i, child] of (childrenOf.get(village) ?? []).entries()) {
    const every = i % 5 === 0 ? 7 : i % 5 === 4 ? 91 : 31
    for (let day = addDays(today, -364); day < today; day = addDays(day, every)) {
      batch.push(aVisit(child, day))
      visits += 1
    }
    if (batch.length > 1_000) await write(batch.splice(0))
  }
  await write(batch)
  say(`${[...childrenOf.values()].flat().length} children, ${visits} visits in a year of ${CHILDREN} of them`)
  const owner = withoutReach(deps.pool)
  const hash = await hashPassword(DEMO_PASSWORD)
  const tokens: string[] = []
  for (let i = 0; i < WORKERS; i++) {
    const code = i === 0 ? village : villages[1 + (i % (villages.length - 1))]!.code
    const account = await insertActive(owner, deps, {
      login: `worker${i}`,
      name: '村儿童主任',
      role: 'villageDirector',
      villages: [code],
      hash,
      mustChange: false,
    })
    tokens.push((await enrol(owner, deps, { account } as Actor, 'bench')).token)
  }
  // The officer with whom the bench's own server is asked.
  await insertActive(owner, deps, {
    login: 'officer',
    name: '县经办人',
    role: 'countyOfficer',
    area: `${deps.county.code}000000`,
    hash,
    mustChange: false,
  })
  return { tokens, childrenOf, village }
}

const aVisit = (child: string, day: string): NewAct =>
  ({
    id: newId(),
    kind: 'service.record',
    child,
    writtenAt: new Date().toISOString(),
    body: {
      day,
      service: 'homeVisit',
      occasion: newId(),
      childSeen: true,
      problems: [],
      words: { note: '家中一切正常,祖母身体好' },
      facts: {},
    },
  }) as unknown as NewAct

/** Keeps its connection, as a browser does. */
function askThrough(port: number, token: string, agent: Agent) {
  return (endpoint: AnyEndpoint, body: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const sent = JSON.stringify(body)
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(sent),
        'accept-encoding': 'gzip',
      }
      const asked = request(
        { host: '127.0.0.1', port, path: endpoint.path, method: endpoint.method, agent, headers },
        async (response) => {
          const pieces: Buffer[] = []
          for await (const piece of response) pieces.push(piece as Buffer)
          const whole = Buffer.concat(pieces)
          if (response.statusCode !== 200)
            return reject(new Error(`${response.statusCode} ${whole.toString().slice(0, 200)}`))
          const { gunzipSync } = await import('node:zlib')
          resolve(
            JSON.parse(
              (response.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole).toString(),
            ),
          )
        },
      )
      asked.on('error', reject)
      asked.end(sent)
    })
}

/** The phone's own code on the slow line: everything for the first time, and two hundred acts that waited. */
async function slowSync(server: Server, { tokens, childrenOf, village }: Ready): Promise<Line[]> {
  const line = await slowLine(server.port, G3)
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const store = await openStore({ id: newId().replaceAll('-', ''), key: key as never })
  await store.change({
    progress: { cursor: null, epoch: null, offset: 0, syncedAt: null, token: tokens[0]!, serverKey: '' },
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  const run = async () => {
    const began = performance.now()
    await synchronise({
      store,
      ask: askThrough(line.port, tokens[0]!, agent) as never,
      sendPiece: () => Promise.reject(new Error('no photo')),
      now: () => Date.now(),
      digest: digestOf,
      refusalOf: () => undefined,
    })
    return (performance.now() - began) / 1000
  }
  const first = await run()
  const kilobytes = (line.bytes.down + line.bytes.up) / 1000
  const held = await store.rowIds()
  const children = childrenOf.get(village)!
  const today = chinaDay(new Date())
  await store.accept(Array.from({ length: 200 }, (_, i) => aVisit(children[i % children.length]!, today)))
  const push = await run()
  const waiting = (await store.outbox()).length
  agent.destroy()
  line.close()
  store.close()
  if (held.length < CHILDREN || waiting > 0)
    throw new Error(`${held.length} children, ${waiting} acts still wait`)
  return [
    single(
      'phone first sync',
      `first sync of ${held.length} children, a year of visits, 400 kbit/s, 400 ms`,
      first,
      {
        unit: 's',
        most: 10,
      },
    ),
    single('phone first sync bytes', 'on the wire, both ways', kilobytes, { unit: 'kB', most: 450 }),
    single('phone push', '200 waiting acts on the same line, and what changed back', push, {
      unit: 's',
      most: 10,
    }),
  ]
}

/** In Chromium on a processor four times slower: from the last digit of the PIN to the list; from the button to its end. */
async function inTheBrowser(server: Server, say: (text: string) => void): Promise<Line[]> {
  const browser = await chromium.launch({
    ...(await findChromium()),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const page = await browser.newPage({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 390, height: 844 },
    })
    await enrols(page, `http://127.0.0.1:${server.port}`, 'worker0', DEMO_PASSWORD)
    await page.waitForFunction('navigator.serviceWorker.controller !== null')
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER })
    await page.context().setOffline(true)
    const shells: number[] = []
    const opened: number[] = []
    const saved: number[] = []
    for (let i = 0; i < 5; i++) {
      await page.evaluate(`window.location.hash = '#/today'`)
      const began = performance.now()
      await page.reload()
      await page.getByRole('button', { name: '数字 1', exact: true }).waitFor()
      shells.push(performance.now() - began)
      await types(page, PIN.slice(0, -1))
      const typed = performance.now()
      await types(page, PIN.slice(-1))
      await page.getByRole('link', { name: '走访' }).first().waitFor()
      opened.push(performance.now() - typed)
      saved.push(await savedVisit(page))
    }
    say(
      `shell ${shells.map(Math.round)} ms, opened ${opened.map(Math.round)} ms, saved ${saved.map(Math.round)} ms`,
    )
    return [
      single('phone open', `due list after the PIN, ${CPU_SLOWER}× slower CPU`, median(opened), {
        unit: 'ms',
        most: 1_000,
      }),
      single('phone shell', 'the app itself without a network, until the PIN is asked', median(shells), {
        unit: 'ms',
      }),
      single(
        'phone save',
        `a visit kept, from the button to the next page, ${CPU_SLOWER}× slower CPU`,
        median(saved),
        {
          unit: 'ms',
          most: 100,
        },
      ),
    ]
  } finally {
    await browser.close()
  }
}

async function savedVisit(page: Page): Promise<number> {
  await page.getByRole('link', { name: '走访' }).first().click()
  for (const group of await page.getByRole('group', { name: '见到本人了吗' }).all())
    await group.getByText('是', { exact: true }).click()
  // In the page itself: what is measured is the phone's work and not the way from here.
  return page.evaluate(`new Promise((resolve) => {
    const began = performance.now()
    const seen = new MutationObserver(() => {
      if (document.querySelector('h1')?.textContent !== '记录') return
      seen.disconnect()
      resolve(performance.now() - began)
    })
    seen.observe(document.body, { childList: true, subtree: true, characterData: true })
    document.querySelector('form button[type=submit]').click()
  })`) as Promise<number>
}

/** Every worker of a county within one minute, as after a morning without a network. */
async function allAtOnce(
  server: Server,
  { tokens, childrenOf }: Ready,
  say: (text: string) => void,
): Promise<Line[]> {
  const villages = [...childrenOf.keys()].slice(1)
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  const photo = await sharp({
    create: {
      width: 1_400,
      height: 1_050,
      channels: 3,
      background: '#8a5a2b',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  })
    .jpeg({ quality: 70 })
    .toBuffer()
  const today = chinaDay(new Date())
  const pushes: number[] = []
  let errors = 0
  const began = performance.now()
  const work = async (token: string, i: number) => {
    // They do not all come in the same second.
    await sleep((i / WORKERS) * 45_000)
    const ask = askThrough(server.port, token, agent)
    const children = childrenOf.get(villages[i % villages.length]!) ?? []
    try {
      const pulled = (await ask(pullSlice, { cursor: null })) as { cursor: string; rows: { id: string }[] }
      const own = pulled.rows.length > 0 ? pulled.rows.map(({ id }) => id) : children
      const acts = Array.from({ length: 14 }, (_, n) => aVisit(own[n % own.length]!, today))
      const sent = performance.now()
      const { answers } = (await ask(pushActs, { acts: acts.slice(0, MOST_ACTS) })) as {
        answers: { outcome: string }[]
      }
      pushes.push(performance.now() - sent)
      errors += answers.filter(({ outcome }) => outcome !== 'kept').length
      for (let n = 0; n < 2; n++) await sendPhoto(server.port, token, own[n % own.length]!, photo, ask)
      await ask(pullSlice, { cursor: pulled.cursor })
    } catch (error) {
      errors += 1
      if (errors < 5) say(String(error).slice(0, 300))
    }
  }
  await Promise.all(tokens.map(work))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  const sorted = pushes.sort((a, b) => a - b)
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.POSITIVE_INFINITY
  return [
    single(
      'phones at once',
      `${WORKERS} workers: 14 acts and 2 photos of ${Math.round(photo.length / 1000)} kB each, pulled twice`,
      seconds,
      { unit: 's', most: 60 },
    ),
    single('phones errors', 'what failed of it', errors, { unit: 'errors', most: 0 }),
    single('phones push p95', 'a push of 14 acts meanwhile, p95', p95, { unit: 'ms', most: 350 }),
    single('phones push p50', 'the same, p50', median(sorted), { unit: 'ms' }),
  ]
}

async function sendPhoto(
  port: number,
  token: string,
  child: string,
  photo: Buffer,
  ask: (endpoint: AnyEndpoint, body: unknown) => Promise<unknown>,
): Promise<void> {
  const { addPhoto, PHOTO_PIECE } = await import('#domain/phone/phone-api.ts')
  const raw = random(32)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  const sealed = await seal(key, new Uint8Array(photo))
  const upload = newId()
  for (let at = 0; at < sealed.length; at += PHOTO_PIECE) {
    const form = new FormData()
    form.append('file', new File([sealed.slice(at, at + PHOTO_PIECE)], 'piece'))
    const url = `http://127.0.0.1:${port}${uploadPhoto.path.replace(':upload', upload)}?at=${at}`
    const answer = await fetch(url, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${token}` },
    })
    if (!answer.ok) throw new Error(`a piece: ${answer.status} ${await answer.text()}`)
  }
  await ask(addPhoto, {
    upload,
    key: Buffer.from(raw).toString('base64'),
    child,
    evidence: newId(),
    act: newId(),
    writtenAt: new Date().toISOString(),
    day: chinaDay(new Date()),
    name: '走访照片.jpg',
  })
}
