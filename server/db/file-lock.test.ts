import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type FileLock, lockHolder, tryLock } from './file-lock.ts'
import { processIdentity } from './process-identity.ts'

const folder = mkdtempSync(join(tmpdir(), 'lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

const taken = (lock: ReturnType<typeof tryLock>): lock is FileLock => !('holder' in lock)

test('one holds it, others learn who and what was noted, until it is released', () => {
  const path = join(folder, 'one.lock')
  const lock = tryLock(path) as FileLock
  lock.setNote('http://127.0.0.1:8520/')
  expect(tryLock(path)).toMatchObject({ holder: { pid: process.pid, note: 'http://127.0.0.1:8520/' } })
  lock.release()
  expect(taken(tryLock(path))).toBe(true)
})

test.each([
  ['a dead process', { pid: 2 ** 30, identity: 'x', note: '' }],
  ['an earlier process with the same pid', { pid: process.pid, identity: 'x', note: '' }],
])('the lock of %s is taken over, and nothing of it stays', (_, holder) => {
  const path = join(folder, 'stale.lock')
  writeFileSync(path, JSON.stringify(holder))
  expect(lockHolder(path)).toBeUndefined()
  const lock = tryLock(path)
  expect(taken(lock)).toBe(true)
  expect(readdirSync(folder).filter((name) => name.includes('stale-'))).toEqual([])
  if (taken(lock)) lock.release()
})

test('an empty lock is being written, unless it is old: then its disk was full', () => {
  const path = join(folder, 'empty.lock')
  writeFileSync(path, '')
  expect(taken(tryLock(path))).toBe(false)
  utimesSync(path, 0, 0)
  expect(taken(tryLock(path))).toBe(true)
})

test('a process is told from the others', () => {
  expect(processIdentity(process.pid)).toBe(processIdentity(process.pid))
  expect(processIdentity(process.pid)).not.toBe(processIdentity(process.ppid))
  expect(processIdentity(2 ** 30)).toBeUndefined()
})
