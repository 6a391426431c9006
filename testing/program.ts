import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeCluster } from '#server/db/embedded/places.ts'

export const LAUNCHER = fileURLToPath(new URL('../tonghu', import.meta.url))
export const isRoot = process.getuid?.() === 0
/** Whom root becomes to try the program as an ordinary user. */
export const NOBODY = { uid: 65534, gid: 65534 }

export type Program = {
  pid: number
  said(): string
  /** Waits for words on the console; fails with all that was said when the program ends without them. */
  waitFor(words: RegExp): Promise<RegExpExecArray>
  exit(): Promise<number | NodeJS.Signals>
  kill(signal: NodeJS.Signals): void
}
type As = { uid: number; gid: number }

/** ./tonghu as its users run it: a process of its own, without a terminal. */
export function runProgram(args: string[], as?: As, command: string = LAUNCHER): Program {
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(command, args, { ...as, cwd: '/', env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals)
  return {
    pid: child.pid!,
    said: () => output,
    waitFor: (words) => waitFor(child, () => output, words),
    exit: () => ended,
    kill: (signal) => child.kill(signal),
  }
}

async function waitFor(child: ChildProcess, output: () => string, words: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const found = words.exec(output())
    if (found) return found
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`ended without ${words}:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A folder with a space and Chinese in its path, as offices have them; gone, with its cluster, at the end. */
export function temporaryFolder(owner?: As): { path: string; data: string; remove(): void } {
  const path = mkdtempSync('/tmp/tonghu 测试 ')
  if (owner) chownSync(path, owner.uid, owner.gid)
  const data = join(path, '数据 data')
  return {
    path,
    data,
    remove() {
      removeCluster(data)
      rmSync(path, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return String(port)
}

export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}
