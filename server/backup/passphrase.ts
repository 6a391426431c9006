import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { ExplainedError } from '#server/explained-error.ts'

/**
 * The head of a backup file, in clear: what it is, how the key comes from the passphrase, and a value that tells a
 * wrong passphrase from a damaged file. It is authenticated with every chunk that follows.
 */
const MAGIC = Buffer.from('TONGHUB1')
const SALT = 16
const CHECK = 16
export const HEAD_BYTES = MAGIC.length + SALT + 12 + CHECK

const ARGON2ID = 2 // the library's constant is ambient, which erased types cannot name

type Cost = { memoryKiB: number; passes: number; lanes: number }
const COST: Cost = { memoryKiB: 64 * 1024, passes: 4, lanes: 1 }
// A file that was tampered with must not cost more than an office PC has.
const MOST: Cost = { memoryKiB: 512 * 1024, passes: 16, lanes: 8 }

export type Opened = { head: Buffer; key: Buffer }

export async function newHead(passphrase: string): Promise<Opened> {
  const front = Buffer.alloc(HEAD_BYTES - CHECK)
  MAGIC.copy(front)
  randomBytes(SALT).copy(front, MAGIC.length)
  const at = MAGIC.length + SALT
  front.writeUInt32BE(COST.memoryKiB, at)
  front.writeUInt32BE(COST.passes, at + 4)
  front.writeUInt32BE(COST.lanes, at + 8)
  const { key, check } = await derive(passphrase, front, COST)
  return { head: Buffer.concat([front, check]), key }
}

export const isBackup = (head: Buffer): boolean => head.subarray(0, MAGIC.length).equals(MAGIC)

export async function openHead(head: Buffer, passphrase: string): Promise<Opened> {
  if (head.length < HEAD_BYTES && isBackup(head)) throw damaged()
  if (!isBackup(head)) throw new ExplainedError('这不是童护的备份文件。', 'This is no backup of Tonghu.')
  const at = MAGIC.length + SALT
  const cost = {
    memoryKiB: head.readUInt32BE(at),
    passes: head.readUInt32BE(at + 4),
    lanes: head.readUInt32BE(at + 8),
  }
  if (!affordable(cost)) throw damaged()
  const { key, check } = await derive(passphrase, head.subarray(0, HEAD_BYTES - CHECK), cost)
  if (!timingSafeEqual(check, head.subarray(HEAD_BYTES - CHECK)))
    throw new ExplainedError(
      '口令不对（或文件开头已损坏）。没有改动任何内容。',
      'Wrong passphrase (or the beginning of the file is damaged). Nothing was touched.',
    )
  return { head, key }
}

export const damaged = (): ExplainedError =>
  new ExplainedError(
    '备份文件不完整或已损坏。没有改动任何内容，请换用另一份备份。',
    'The backup file is cut off or damaged. Nothing was touched; use another backup.',
  )

const affordable = ({ memoryKiB, passes, lanes }: Cost): boolean =>
  memoryKiB >= 8 * lanes &&
  memoryKiB <= MOST.memoryKiB &&
  passes >= 1 &&
  passes <= MOST.passes &&
  lanes >= 1 &&
  lanes <= MOST.lanes

async function derive(passphrase: string, front: Buffer, { memoryKiB, passes, lanes }: Cost) {
  // The same letters may be typed as different code points on another machine.
  const both = await hashRaw(passphrase.normalize('NFC'), {
    algorithm: ARGON2ID,
    salt: front.subarray(MAGIC.length, MAGIC.length + SALT),
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 64,
  })
  const check = createHmac('sha256', both.subarray(32)).update(front).digest().subarray(0, CHECK)
  return { key: both.subarray(0, 32), check }
}
