import { createHash } from 'node:crypto'
import type { Vault } from '../crypto/vault.ts'

/** One link of the chain. Transaction numbers are 64 bits, kept as text. */
export type Link = {
  county: string
  seq: number
  epoch: number
  from: string
  /** null closes the epoch: everything left of it. */
  until: string | null
  rows: number
  total: number
  digest: Buffer
  at: Date
  link: Buffer
}

export const LINK_COLUMNS = `county, seq, epoch, from_txid::text as "from", until_txid::text as "until", rows, total,
  digest, at, link`

/** The last thing that a chain said, in short: what its next link and the head outside the database build on. */
export const NOTHING = Buffer.alloc(32)

/** Over the rows of a link in the order of (txid, id): which rows, and in which transaction each was written. */
export function createRowsDigest() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(txid: string, hmac: Buffer) {
      hash.update(`${txid}:${hmac.length}:`).update(hmac)
      rows += 1
    },
    end: () => ({ rows, digest: hash.digest() }),
  }
}

export const linkMac = (vault: Vault, previous: Buffer, link: Omit<Link, 'link'>): Buffer =>
  vault.auditMac(
    // A row's text begins with a bracket, so that no row can pass for a link.
    `link ${JSON.stringify([
      previous.toString('hex'),
      link.county,
      link.seq,
      link.epoch,
      link.from,
      link.until,
      link.rows,
      link.total,
      link.digest.toString('hex'),
      link.at.toISOString(),
    ])}`,
  )
