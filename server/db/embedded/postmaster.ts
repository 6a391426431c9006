import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExplainedError } from '#server/explained-error.ts'
import { commandOf, processIdentity } from '../process-identity.ts'
import { runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import { bareEnvironment } from './cluster.ts'
import type { Places } from './places.ts'

export type Postmaster = { pid: number; port: number; socketDir: string; status: string }

const LOG_LIMIT = 5 * 1024 * 1024
// PostgreSQL's own words while a killed server's processes are still going away.
const NOT_GONE_YET = /lock file .* already exists|pre-existing shared memory block/
const NO_SUCH_PID = '2147483646'

/** What postmaster.pid says, when that process is alive and really is this cluster's. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = pidFile(cluster)
  const pid = Number(lines?.[0])
  if (!lines || !isPostmaster(pid, cluster)) return undefined
  return { pid, port: Number(lines[3]), socketDir: lines[4] ?? '', status: lines[7]?.trim() ?? 'starting' }
}

export async function startPostmaster(places: Places, binaries: Binaries): Promise<void> {
  const deadline = Date.now() + 15_000
  for (;;) {
    rotateLog(places.log)
    disownDeadPid(places.cluster)
    const logged = existsSync(places.log) ? statSync(places.log).size : 0
    // A long recovery after a power cut is no failure: wait ten minutes.
    const { code, output } = await pgCtl(places, binaries, ['start', '-l', places.log, '-w', '-t', '600'])
    if (code === 0) return
    const said = `${output}${existsSync(places.log) ? readFileSync(places.log).subarray(logged) : ''}`
    if (!NOT_GONE_YET.test(said) || Date.now() > deadline) {
      throw new ExplainedError(
        `数据库没有启动：\n${said.trim()}`,
        `The database did not start; its log is ${places.log}.`,
      )
    }
    await sleep(200)
  }
}

/** Fast shutdown; when its checkpoint takes too long, an immediate one: the next start recovers from the WAL, nothing is lost. */
export async function stopPostmaster(
  places: Places,
  binaries: Binaries,
  patienceSeconds: number,
): Promise<void> {
  const fast = await pgCtl(places, binaries, ['stop', '-m', 'fast', '-w', '-t', String(patienceSeconds)])
  if (fast.code === 0 || !readPostmaster(places.cluster)) return
  await pgCtl(places, binaries, ['stop', '-m', 'immediate', '-w', '-t', '2'])
}

const pgCtl = (places: Places, binaries: Binaries, args: string[]) =>
  runAs(
    places.account,
    join(binaries.bin, 'pg_ctl'),
    [...args, '-s', '-D', places.cluster],
    bareEnvironment(binaries),
  )

function pidFile(cluster: string): string[] | undefined {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
}

function isPostmaster(pid: number, cluster: string): boolean {
  return processIdentity(pid) !== undefined && (commandOf(pid)?.includes(cluster) ?? false)
}

/**
 * PostgreSQL takes a zombie, or a stranger who got the pid after a reboot, for its predecessor and refuses. We know
 * better; but the file must stay, since its last line lets PostgreSQL wait for orphaned backends. So only the pid goes.
 */
function disownDeadPid(cluster: string): void {
  const lines = pidFile(cluster)
  if (!lines || isPostmaster(Number(lines[0]), cluster)) return
  writeFileSync(join(cluster, 'postmaster.pid'), [NO_SUCH_PID, ...lines.slice(1)].join('\n'))
}

/** Without PostgreSQL's collector (one more process) a file cannot be changed while it runs; this log grows by lines a day. */
function rotateLog(log: string): void {
  if (!existsSync(log) || statSync(log).size < LOG_LIMIT) return
  rmSync(`${log}.2`, { force: true })
  if (existsSync(`${log}.1`)) renameSync(`${log}.1`, `${log}.2`)
  renameSync(log, `${log}.1`)
}
