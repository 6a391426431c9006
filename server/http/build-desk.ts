import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ExplainedError } from '../explained-error.ts'
import { DESK } from './pages.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const STAMP = join(DESK, '.built-from')

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => /\.(tsx?|js|css|html|svg|png|json|webmanifest)$/.test(name) && !name.endsWith('.test.ts'),
    )
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort()
}

/** What desk and phone are made of: its own files, the domain's, the locked libraries. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of [
    ...files(join(ROOT, 'web')),
    ...files(join(ROOT, 'domain')),
    join(ROOT, 'package-lock.json'),
  ])
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

/** Builds the pages of desk and phone when they were never built or their sources have changed since. Takes some seconds then, some milliseconds otherwise. */
export async function buildDesk(say: (text: string) => void): Promise<void> {
  if (!existsSync(join(ROOT, 'web', 'vite.config.ts'))) return
  const now = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return
  say('正在生成网页……  Building the web pages …')
  const vite = (config: string) =>
    promisify(execFile)(
      process.execPath,
      [
        join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'),
        'build',
        '--config',
        config,
        '--logLevel',
        'error',
      ],
      // The same pages whoever asks for them, also a program that runs tests.
      { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } },
    )
  const built = Promise.all([vite('web/vite.config.ts'), vite('web/phone/vite.config.ts')])
  await built.catch((error: { stderr?: string }) => {
    throw new ExplainedError(
      `网页生成失败：\n${error.stderr ?? ''}`,
      'The web pages could not be built; see above.',
    )
  })
  writeFileSync(STAMP, now)
}
