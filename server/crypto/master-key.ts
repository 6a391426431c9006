import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ExplainedError } from '../explained-error.ts'

/** Beside the database, never in it. Whoever loses this file loses every identity value; backups carry it encrypted. */
export const masterKeyPath = (dataDir: string) => join(dataDir, 'keys', 'county.key')

export async function readMasterKey(dataDir: string): Promise<Buffer | undefined> {
  const text = await readFile(masterKeyPath(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32)
    throw new ExplainedError(
      `密钥文件已损坏：${masterKeyPath(dataDir)}。请从备份恢复。`,
      `The key file ${masterKeyPath(dataDir)} is damaged. Restore it from a backup.`,
    )
  return key
}

/** Writes the key once (0600, synced). An existing key is never replaced. */
export async function writeMasterKey(dataDir: string, key: Buffer): Promise<void> {
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  const file = await open(masterKeyPath(dataDir), 'wx', 0o600)
  try {
    await file.writeFile(`${key.toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The county's key, made at the first start of an empty database. `mayCreate` false: a database without its key is an error. */
export async function masterKey(dataDir: string, mayCreate: boolean): Promise<Buffer> {
  const existing = await readMasterKey(dataDir)
  if (existing) return existing
  if (!mayCreate)
    throw new ExplainedError(
      `密钥文件缺失：${masterKeyPath(dataDir)}。没有它无法读取身份信息，请从备份恢复。`,
      `The key file ${masterKeyPath(dataDir)} is missing. Restore it from a backup.`,
    )
  const key = randomBytes(32)
  await writeMasterKey(dataDir, key)
  return key
}
