import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Line, median, single } from './result.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STARTS = 3

/** ./tonghu start on the data folder, database stopped before, until /healthz answers. */
export async function measureColdStart(dataDir: string): Promise<Line> {
  const seconds: number[] = []
  // The first builds the desk where its sources have changed, and is not counted.
  for (let n = 0; n <= STARTS; n++) seconds.push(await startOnce(dataDir))
  return single('cold start', 'cold start', median(seconds.slice(1)), { unit: 's', most: 3 })
}

async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(join(ROOT, 'tonghu'), ['start', '--data', dataDir, '--port', String(port)], {
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error('./tonghu start ended by itself')
    await sleep(10)
  }
  const seconds = (performance.now() - began) / 1000
  child.kill('SIGTERM')
  await ended
  return seconds
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** What a browser fetches before it shows anything: the page, what it names, and what its script names to go on with. */
export function measureDesk(): Line[] {
  const desk = join(ROOT, 'dist', 'desk')
  const page = join(desk, 'index.html')
  if (!existsSync(page)) return []
  const html = readFileSync(page, 'utf8')
  const namedIn = (text: string) =>
    [...text.matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([path]) => join(desk, path))
  const named = namedIn(html).flatMap((path) => [path, ...namedIn(readFileSync(path, 'utf8'))])
  const kB = (path: string) => gzipSync(readFileSync(path)).length / 1000
  const first = [page, ...new Set(named)].reduce((sum, path) => sum + kB(path), 0)
  const all = readdirSync(desk, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|css)$/.test(name) && statSync(join(desk, name)).isFile())
    .reduce((sum, name) => sum + kB(join(desk, name)), 0)
  const line = single('desk', 'desk, first load, gzip', first, { unit: 'kB', most: 500 })
  return [{ ...line, note: `everything of the desk: ${Math.round(all)} kB` }]
}
