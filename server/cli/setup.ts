import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { findPlaces } from '#server/db/embedded/places.ts'
import { ExplainedError } from '#server/explained-error.ts'
import { UsageError } from './command.ts'

/** What a data folder is to hold; kept in it, since a first start may be cut short before the database says so. */
export type Setup = { kind: 'demo' } | { kind: 'county'; county: string }
export type SetupWish = { demo?: boolean; empty?: boolean; county?: string; data?: string }

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FILE = 'setup.json'

/** The data folder that a command means: the one named, else the real county's, else the demo's. */
export function dataFolder({ data, demo, empty, county }: SetupWish): string {
  if (data !== undefined) return resolve(data)
  const [real, forDemo] = [join(ROOT, 'data', 'county'), join(ROOT, 'data', 'demo')]
  if (demo) return forDemo
  if (empty || county) return real
  return isNew(real) && !isNew(forDemo) ? forDemo : real
}

export function readSetup(dataDir: string): Setup | undefined {
  const file = join(dataDir, FILE)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Setup) : undefined
}

export function writeSetup(dataDir: string, setup: Setup): void {
  writeFileSync(join(dataDir, FILE), `${JSON.stringify(setup)}\n`, { mode: 0o600 })
}

export const isNew = (dataDir: string): boolean =>
  readSetup(dataDir) === undefined && findPlaces(dataDir) === undefined

/** Asks where nothing was said and somebody sits there; unattended, a first start makes the demo county. */
export async function chooseSetup(wish: SetupWish): Promise<Setup | undefined> {
  if (wish.demo && (wish.empty || wish.county)) {
    throw new UsageError('--demo 不能与 --empty、--county 同时使用。\n--demo excludes --empty and --county.')
  }
  const folder = dataFolder(wish)
  const county = wish.county === undefined ? undefined : ({ kind: 'county', county: wish.county } as const)
  const said = wish.demo ? ({ kind: 'demo' } as const) : county
  if (!isNew(folder)) return agreeing(folder, said)
  if (said) return said
  if (process.stdin.isTTY && process.stdout.isTTY) return ask(wish.empty === true)
  if (!wish.empty) return { kind: 'demo' }
  throw new UsageError('请用 --county 给出县级区划代码或名称。\nName the county with --county CODE.')
}

function agreeing(folder: string, said: Setup | undefined): Setup | undefined {
  const found = readSetup(folder)
  if (!said || !found || said.kind === found.kind) return found
  throw new ExplainedError(
    `${folder} 里已有${found.kind === 'demo' ? '演示县' : '正式数据'}，请用 --data 指定另一个文件夹。`,
    `${folder} already holds ${found.kind === 'demo' ? 'the demo county' : 'a real county'}; name another folder with --data.`,
  )
}

async function ask(onlyReal: boolean): Promise<Setup> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  terminal.on('SIGINT', () => process.exit(130))
  const question = onlyReal
    ? '请输入县级区划代码或名称 County code or name: '
    : '直接回车：建立演示县（100 名虚构儿童）；或输入县级区划代码或名称，建立正式数据。\n' +
      'Press Enter for the demo county, or type a county code or name to begin a real one: '
  try {
    for (;;) {
      const answer = (await terminal.question(question)).trim()
      if (answer) return { kind: 'county', county: answer }
      if (!onlyReal) return { kind: 'demo' }
    }
  } finally {
    terminal.close()
  }
}
