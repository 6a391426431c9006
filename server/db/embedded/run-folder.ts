import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Places } from './places.ts'

/**
 * The folder of the socket. A socket's path holds 107 bytes (103 on macOS), fewer than many a data folder; and
 * $XDG_RUNTIME_DIR is emptied when the user logs out although the server runs on. So: the system's home, or /tmp.
 */
export function makeRunFolder({ home, dataDir, account }: Places): string {
  const inSystemHome = home !== dataDir
  const name = `tonghu-${account.uid}-${createHash('sha256').update(home).digest('hex').slice(0, 10)}`
  const folder = inSystemHome ? join(home, 'run') : join('/tmp', name)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    // Anybody can make that name in /tmp first, as a link or a folder of theirs. Then a name that nobody can foresee;
    // clients read it from postmaster.pid.
    if (!isOwn(folder, account.uid)) return owned(mkdtempSync(`${folder}-`), account)
  }
  return owned(folder, account)
}

export function removeRunFolder(folder: string | undefined): void {
  try {
    if (folder) rmdirSync(folder)
  } catch {
    // Not empty: the server still stops. The next start uses it again.
  }
}

function isOwn(folder: string, uid: number): boolean {
  const found = lstatSync(folder)
  return found.isDirectory() && (found.uid === uid || found.uid === process.getuid?.())
}

function owned(folder: string, { uid, gid }: { uid: number; gid: number }): string {
  if (uid !== process.getuid?.()) chownSync(folder, uid, gid)
  chmodSync(folder, 0o700)
  return folder
}
