import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExplainedError } from '#server/explained-error.ts'
import { processIdentity } from './process-identity.ts'

export type LockHolder = { pid: number; identity: string; note: string }
export type FileLock = { setNote(note: string): void; release(): void }

/** Takes the lock, or says who holds it. A lock whose holder died (kill -9, power cut) is taken over. */
export function tryLock(path: string): FileLock | { holder: LockHolder } {
  for (;;) {
    const mine: LockHolder = { pid: process.pid, identity: processIdentity(process.pid) ?? '', note: '' }
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
      return held(path, mine)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(path, error)
    }
    const holder = lockHolder(path)
    if (holder) return { holder }
    setAside(path)
  }
}

/** The living holder of a lock, if there is one. */
export function lockHolder(path: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as LockHolder
    return processIdentity(holder.pid) === holder.identity ? holder : undefined
  } catch {
    return justMade(path) ? { pid: 0, identity: '', note: '' } : undefined
  }
}

export async function waitForLock(path: string, patienceMs: number): Promise<FileLock> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const lock = tryLock(path)
    if (!('holder' in lock)) return lock
    if (Date.now() > deadline) {
      throw new ExplainedError(
        `进程 ${lock.holder.pid} 一直占用 ${path}，请稍后再试。`,
        `Process ${lock.holder.pid} keeps holding ${path}; try again later.`,
      )
    }
    await sleep(50)
  }
}

function held(path: string, mine: LockHolder): FileLock {
  return {
    setNote(note) {
      writeFileSync(`${path}.new`, JSON.stringify({ ...mine, note }), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
    release() {
      rmSync(path, { force: true })
    },
  }
}

/** An unreadable lock is one between its making and its writing, unless it is old: then the disk was full. */
function justMade(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs < 5_000
  } catch {
    return false
  }
}

/** By rename, so that of two processes that found the lock stale only one removes it. */
function setAside(path: string): void {
  const aside = `${path}.stale-${randomBytes(6).toString('hex')}`
  try {
    renameSync(path, aside)
    if (lockHolder(aside)?.pid) renameSync(aside, path)
    else rmSync(aside, { force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unwritable(path, error)
  }
}

function unwritable(path: string, error: unknown): ExplainedError {
  const reason = (error as NodeJS.ErrnoException).code
  return new ExplainedError(`无法写入 ${path}（${reason}）。`, `Cannot write ${path} (${reason}).`)
}
