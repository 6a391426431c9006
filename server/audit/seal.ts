import type pg from 'pg'
import type { Vault } from '../crypto/vault.ts'
import { inParts } from '../db/cursor.ts'
import { createRowsDigest, LINK_COLUMNS, type Link, linkMac, NOTHING } from './chain.ts'

export type Epoch = { county: string; epoch: number }

export const linkAt = async (
  client: pg.ClientBase,
  county: string,
  seq: number | 'last',
): Promise<Link | undefined> =>
  (
    await client.query<Link>(
      `select ${LINK_COLUMNS} from audit_link where county = $1 ${seq === 'last' ? '' : 'and seq = $2'}
        order by seq desc limit 1`,
      seq === 'last' ? [county] : [county, seq],
    )
  ).rows[0]

/**
 * Chains the rows of finished transactions to the last link, inside the caller's transaction. Every transaction below
 * the snapshot's xmin has ended, so that no row can appear in this range any more; a long one holds the sealing back.
 * `close`: whatever is left of the epoch, since no transaction of it can come any more.
 */
export async function sealRows(
  client: pg.ClientBase,
  vault: Vault,
  { county, epoch }: Epoch,
  at: Date,
  close = false,
): Promise<Link | undefined> {
  const last = await linkAt(client, county, 'last')
  const from = last?.epoch === epoch ? last.until : '0'
  if (from === null || (last && last.epoch > epoch)) throw new EpochPassed(epoch)
  const until = close ? null : await finishedBelow(client)
  if (until !== null && BigInt(until) < BigInt(from)) throw new TransactionsBeganAnew(from, until)

  const rows = createRowsDigest()
  const range = `county = $1 and epoch = $2 and a.txid >= $3::xid8 and ($4::xid8 is null or a.txid < $4::xid8)`
  // Qualified: txid alone would be the text of the answer, where 999 comes after 1000.
  const text = `select txid::text, hmac from audit a where ${range} order by a.txid, a.id`
  for await (const part of inParts<{ txid: string; hmac: Buffer }>(client, 'sealed_rows', text, [
    county,
    epoch,
    from,
    until,
  ]))
    for (const { txid, hmac } of part) rows.add(txid, hmac)
  const counted = rows.end()
  if (counted.rows === 0 && !close) return undefined

  const link = {
    county,
    seq: (last?.seq ?? 0) + 1,
    epoch,
    from,
    until,
    ...counted,
    total: (last?.total ?? 0) + counted.rows,
    at,
  }
  const sealed = { ...link, link: linkMac(vault, last?.link ?? NOTHING, link) }
  await client.query(
    `insert into audit_link (county, seq, epoch, from_txid, until_txid, rows, total, digest, at, link)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [county, sealed.seq, epoch, from, until, sealed.rows, sealed.total, sealed.digest, at, sealed.link],
  )
  return sealed
}

const finishedBelow = async (client: pg.ClientBase): Promise<string> =>
  (await client.query<{ xmin: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin'))
    .rows[0]!.xmin

export class EpochPassed extends Error {
  constructor(epoch: number) {
    super(`epoch ${epoch} of the audit log is closed; this server must be started again`)
  }
}

/** The data were put into another cluster by other means than ./tonghu restore, which begins a new epoch. */
export class TransactionsBeganAnew extends Error {
  constructor(from: string, now: string) {
    super(`the audit log is sealed up to transaction ${from}, but this database is at ${now}`)
  }
}
