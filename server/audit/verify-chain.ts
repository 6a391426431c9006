import type pg from 'pg'
import type { Vault } from '../crypto/vault.ts'
import { inParts } from '../db/cursor.ts'
import type { AuditRow } from './audit-log.ts'
import { signedText } from './audit-log.ts'
import { createRowsDigest, LINK_COLUMNS, type Link, linkMac, NOTHING } from './chain.ts'
import type { Findings } from './problems.ts'

type Row = AuditRow & { txid: string }
type Wanted = { vault: Vault; county: string; epoch: number; findings: Findings }
export type ChainState = {
  rows: number
  links: number
  unsealed: number
  unsealedSince: Date | null
  last?: Link
}

const ROWS = `select id, county, epoch, txid::text, at, account, role, endpoint, outcome, status, children, reason,
  address, details, hmac from audit a where county = $1 order by a.epoch, a.txid, a.id`
const LINKS = `select ${LINK_COLUMNS} from audit_link where county = $1 order by seq`

/** Walks rows and links side by side, both in the order of sealing, in the caller's repeatable-read transaction. */
export async function verifyChain(client: pg.ClientBase, wanted: Wanted): Promise<ChainState> {
  const { vault, county, findings } = wanted
  const rows = await openRows(client, wanted)
  let last: Link | undefined
  let links = 0
  for await (const part of inParts<Link>(client, 'verified_links', LINKS, [county]))
    for (const link of part) {
      links += 1
      checkLink(vault, link, last, findings)
      if (last && last.epoch < link.epoch && last.until !== null)
        findings.add('epochOpen', { epoch: last.epoch })
      await rows.passTo(link)
      last = link
    }
  const tail = await rows.rest(last, await nextTransaction(client))
  return { rows: rows.count(), links, ...tail, last }
}

function checkLink(vault: Vault, link: Link, last: Link | undefined, findings: Findings): void {
  const expected = (last?.seq ?? 0) + 1
  const at = link.at.toISOString()
  if (link.seq !== expected) {
    findings.add('linksMissing', { from: expected, to: link.seq - 1 })
    return
  }
  const total = (last?.total ?? 0) + link.rows
  const from = last?.epoch === link.epoch ? last.until : '0'
  const mac = linkMac(vault, last?.link ?? NOTHING, { ...link, total, from: from ?? 'closed' })
  if (!mac.equals(link.link)) findings.add('linkForged', { seq: link.seq, at })
}

async function openRows(client: pg.ClientBase, { vault, county, epoch, findings }: Wanted) {
  const parts = inParts<Row>(client, 'verified_rows', ROWS, [county])
  let part: Row[] = []
  let next = 0
  let count = 0
  const peek = async (): Promise<Row | undefined> => {
    if (next === part.length) {
      const read = await parts.next()
      part = read.done ? [] : read.value
      next = 0
    }
    return part[next]
  }
  const take = (row: Row) => {
    next += 1
    count += 1
    if (!vault.auditMac(signedText(row)).equals(row.hmac)) findings.add('rowAltered', nameOf(row))
  }
  const outside = (row: Row) => findings.add('rowOutside', { ...nameOf(row), txid: row.txid })

  return {
    count: () => count,
    /** The rows of a link, after those that no link holds. */
    async passTo(link: Link): Promise<void> {
      const digest = createRowsDigest()
      for (let row = await peek(); row; row = await peek()) {
        const side = sideOf(row, link)
        if (side === 'after') break
        take(row)
        if (side === 'in') digest.add(row.txid, row.hmac)
        else outside(row)
      }
      const found = digest.end()
      if (found.rows !== link.rows || !found.digest.equals(link.digest))
        findings.add('rowsChanged', {
          seq: link.seq,
          at: link.at.toISOString(),
          sealed: link.rows,
          found: found.rows,
        })
    },
    /** What is not sealed yet: rows of this epoch, later than the last link, and of transactions that have begun. */
    async rest(last: Link | undefined, nextTxid: bigint) {
      const from = last?.epoch === epoch ? last.until : '0'
      if (from !== null && BigInt(from) > nextTxid)
        findings.add('transactionsBeganAnew', { sealed: from, now: String(nextTxid) })
      let unsealed = 0
      let unsealedSince: Date | null = null
      for (let row = await peek(); row; row = await peek()) {
        take(row)
        const txid = BigInt(row.txid)
        if (row.epoch !== epoch || from === null || txid < BigInt(from) || txid >= nextTxid) outside(row)
        else {
          unsealed += 1
          if (!unsealedSince || row.at < unsealedSince) unsealedSince = row.at
        }
      }
      return { unsealed, unsealedSince }
    },
  }
}

const nameOf = ({ id, at, endpoint }: Row) => ({ id, at: at.toISOString(), endpoint })

function sideOf(row: Row, link: Link): 'before' | 'in' | 'after' {
  if (row.epoch !== link.epoch) return row.epoch < link.epoch ? 'before' : 'after'
  const txid = BigInt(row.txid)
  if (txid < BigInt(link.from)) return 'before'
  return link.until === null || txid < BigInt(link.until) ? 'in' : 'after'
}

const nextTransaction = async (client: pg.ClientBase): Promise<bigint> =>
  BigInt(
    (await client.query<{ next: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as next'))
      .rows[0]!.next,
  )
