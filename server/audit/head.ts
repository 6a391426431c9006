import { timingSafeEqual } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Vault } from '../crypto/vault.ts'
import { writeFileSafely } from '../write-file.ts'
import type { Link } from './chain.ts'

/** Where the chain ended when it was last sealed. Kept outside the database, and in every backup. */
export type Head = { county: string; epoch: number; seq: number; rows: number; at: string; link: string }
/** `forged`: a file is there, but this program did not write it, or somebody changed it. */
export type HeadFile = Head | 'missing' | 'forged'

export const headPath = (dataDir: string): string => join(dataDir, 'audit-head.json')

const macOf = (vault: Vault, { county, epoch, seq, rows, at, link }: Head): Buffer =>
  vault.auditMac(`head ${JSON.stringify([county, epoch, seq, rows, at, link])}`)

export function parseHead(vault: Vault, text: string): HeadFile {
  try {
    const { mac, ...head } = JSON.parse(text) as Head & { mac: string }
    return timingSafeEqual(macOf(vault, head), Buffer.from(mac, 'hex')) ? head : 'forged'
  } catch {
    return 'forged'
  }
}

export async function readHead(dataDir: string, vault: Vault): Promise<HeadFile> {
  const text = await readHeadText(dataDir)
  return text === undefined ? 'missing' : parseHead(vault, text)
}

export const readHeadText = (dataDir: string): Promise<string | undefined> =>
  readFile(headPath(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

export async function writeHead(dataDir: string, vault: Vault, link: Link): Promise<void> {
  const head: Head = {
    county: link.county,
    epoch: link.epoch,
    seq: link.seq,
    rows: link.total,
    at: link.at.toISOString(),
    link: link.link.toString('hex'),
  }
  const text = JSON.stringify({ ...head, mac: macOf(vault, head).toString('hex') })
  await writeFileSafely(headPath(dataDir), `${text}\n`)
}

const ASIDE = /^audit-head-disputed-.*\.json$/

/**
 * A head that contradicts the database is evidence: it is kept beside, and every verification names it until a
 * person has looked into it and takes the file away. The log itself goes on.
 */
export async function setHeadAside(dataDir: string, reason: string, now: Date): Promise<void> {
  const found = (await readHeadText(dataDir)) ?? null
  const name = `audit-head-disputed-${now.toISOString().replaceAll(/[-:.]/g, '')}.json`
  await writeFileSafely(join(dataDir, name), `${JSON.stringify({ reason, at: now, found })}\n`)
  await rm(headPath(dataDir), { force: true })
}

export const headsSetAside = async (dataDir: string): Promise<string[]> =>
  (await readdir(dataDir)).filter((name) => ASIDE.test(name)).sort()
