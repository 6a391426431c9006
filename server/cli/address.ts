import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { ExplainedError } from '#server/explained-error.ts'
import { UsageError } from './command.ts'

const DEFAULT_PORT = 8520
const TRIES = 20

/** The port asked for, or the first free one from 8520 on; known before the database is touched. */
export async function choosePort(
  asked: string | undefined,
  host: string,
  first: number = DEFAULT_PORT,
): Promise<number> {
  if (asked === undefined) {
    for (let port = first; port < first + TRIES; port += 1) if (await isFree(port, host)) return port
    throw busy(first)
  }
  const port = Number(asked)
  if (!/^\d+$/.test(asked) || port > 65_535) {
    throw new UsageError(
      `端口应是 0 到 65535 之间的整数：${asked}\nA port is a number from 0 to 65535: ${asked}`,
    )
  }
  if (!(await isFree(port, host))) throw busy(port)
  return port
}

/** Under which names this machine is reached when it listens on `host`. */
export function hostsOf(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host]
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
  return ['127.0.0.1', ...outside.map(({ address }) => address)]
}

/** What a person can type into a browser. */
export function addresses(host: string, port: number, secure = false): string[] {
  const scheme = secure ? 'https' : 'http'
  return hostsOf(host).map((name) => `${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}/`)
}

function isFree(port: number, host: string): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'EADDRINUSE') resolve(false)
      else reject(unusable(host, port, code))
    })
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

const busy = (port: number): ExplainedError =>
  new ExplainedError(
    `端口 ${port} 已被占用，请用 --port 换一个。`,
    `Port ${port} is in use; choose another with --port.`,
  )

const unusable = (host: string, port: number, code: string | undefined): ExplainedError =>
  new ExplainedError(
    `无法在 ${host} 的端口 ${port} 上提供服务（${code}）。`,
    `Cannot listen on port ${port} of ${host} (${code}).`,
  )
