import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildDesk } from '#server/http/build-desk.ts'
import { defineCommand, type Out, UsageError } from './command.ts'
import { withPostgres15 } from './test-postgres15.ts'
import { ROOT, type Run, runTool } from './test-tool.ts'

type Step = { name: string; when?: () => boolean; run: () => Promise<Run> }

const present = (path: string) => (): boolean => existsSync(join(ROOT, path))
const tsc = (project: string) => runTool('typescript/bin/tsc', ['-p', project])
const vitest = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  runTool('vitest/vitest.mjs', ['run', ...args], env)

/** Without a parser for TypeScript (an incomplete installation) it sees no modules, and finds no fault with them. */
async function importArrows(): Promise<Run> {
  const { code, output } = await runTool('dependency-cruiser/bin/dependency-cruiser.mjs', ['.'])
  const modules = Number(/(\d+) modules/.exec(output)?.[1])
  return modules > 50 ? { code, output } : { code: 1, output: `only ${modules} modules were read\n${output}` }
}

/** Once, before programs that are started at once would each make them. */
const pages = (): Promise<Run> =>
  buildDesk(() => {}).then(
    () => ({ code: 0, output: '' }),
    (error: Error) => ({ code: 1, output: error.message }),
  )

const STEPS: Step[] = [
  { name: 'types: domain', when: present('domain'), run: () => tsc('tsconfig.domain.json') },
  { name: 'types: server', run: () => tsc('tsconfig.json') },
  { name: 'types: web', when: present('web'), run: () => tsc('tsconfig.web.json') },
  { name: 'style (biome)', run: () => runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']) },
  { name: 'import arrows', run: importArrows },
  { name: 'unused code (knip)', run: () => runTool('knip/bin/knip.js', []) },
  { name: 'pages', when: present('web'), run: pages },
  { name: 'tests', run: () => vitest(['--project', 'pure', '--project', 'server', '--project', 'process']) },
  { name: 'browser tests', when: present('e2e'), run: () => vitest(['--project', 'e2e']) },
  {
    name: 'database tests on PostgreSQL 15',
    when: () => existsSync('/usr/lib/postgresql/15/bin/initdb'),
    run: () => withPostgres15((url) => vitest(['--project', 'server'], { TEST_DATABASE_URL: url })),
  },
]

export const command = defineCommand({
  usage: '[--only sync] [FILTER…]',
  options: {
    only: {
      type: 'string',
      value: 'sync',
      help: '只测手机同步：两千段随机经历，并检验能否发现故意放入的错误\nonly the phones: 2,000 random histories, and planted faults',
    },
  },
  positionals: { min: 0, max: 99 },
  async run({ values, positionals }, out) {
    if (values.only !== undefined && values.only !== 'sync')
      throw new UsageError('--only 只能是 sync  --only takes: sync')
    if (values.only) return histories()
    if (positionals.length === 0) return runAll(out)
    const { code, output } = await vitest(positionals)
    out.say(output)
    return code
  },
})

/** Says what it finds as it goes: it takes a quarter of an hour. */
async function histories(): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(ROOT, 'testing', 'sync-main.ts')],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const [code] = await once(child, 'exit')
  return (code as number | null) ?? 1
}

async function runAll(out: Out): Promise<number> {
  const began = Date.now()
  const failed: string[] = []
  for (const { name, when, run } of STEPS) {
    if (when && !when()) {
      out.say(`– ${name}: not here`)
      continue
    }
    const since = Date.now()
    const { code, output } = await run()
    out.say(`${code === 0 ? '✓' : '✗'} ${name} ${seconds(since)}`)
    if (code === 0) continue
    failed.push(name)
    out.say(output)
  }
  out.say(
    failed.length === 0
      ? `全部通过 All passed, ${seconds(began)}`
      : `未通过 Failed: ${failed.join(', ')}, ${seconds(began)}`,
  )
  return failed.length === 0 ? 0 : 1
}

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`
