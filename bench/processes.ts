import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { signIn } from '#domain/account/account-api.ts'
import { DEMO_PASSWORD } from '#server/account/first-accounts.ts'
import type { Load, Loaded } from './load.ts'

/** As ./tonghu starts it. */
const LIMITS = [
  '--wasm-wrapper-tiering-budget=2000000000',
  '--expose-gc',
  '--max-semi-space-size=32',
  '--max-old-space-size=640',
]

export type Server = { port: number; headers: string[]; stop(): Promise<void> }

const start = (file: string, ...args: string[]): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: ['--disable-warning=ExperimentalWarning', '--disable-warning=DeprecationWarning', ...LIMITS],
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
  })

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const waiting = new AbortController()
  const { signal } = waiting
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`a process of the bench ended with ${code}`)
  })
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended])
    return message as T
  } finally {
    waiting.abort()
    ended.catch(() => {})
  }
}

async function serving(child: ChildProcess): Promise<Server> {
  const { port } = await answerOf<{ port: number }>(child)
  const stop = async () => {
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }
  return { port, headers: [], stop }
}

export const startBare = (dataDir: string, county: string): Promise<Server> =>
  serving(start('./bare.ts', dataDir, county))

/** Ours, and the headers with which a county officer's browser asks. */
export async function startOurs(dataDir: string): Promise<Server & { rss(): Promise<number> }> {
  const child = start('./ours.ts', dataDir)
  const server = await serving(child)
  const rss = async () => {
    child.send('rss')
    return (await answerOf<{ rss: number }>(child)).rss
  }
  const answer = await fetch(`http://127.0.0.1:${server.port}${signIn.path}`, {
    method: signIn.method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'officer', password: DEMO_PASSWORD }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`cannot sign in: ${answer.status} ${await answer.text()}`)
  return { ...server, headers: [`cookie: ${cookie}`, 'sec-fetch-site: same-origin'], rss }
}

export function startGenerator() {
  const child = start('./load.ts')
  return {
    async put(load: Load): Promise<Loaded> {
      child.send(load)
      return answerOf<Loaded>(child)
    },
    stop: () => child.disconnect(),
  }
}
