import { uuidv7 } from '#domain/ids.ts'
import { freshBytes } from '../crypto/suites.ts'
import type { Vault } from '../crypto/vault.ts'
import { type Db, type Pool, withoutReach } from '../db/db.ts'
import type { County } from '../deps.ts'

/** One served request: who, what, whose data, why. Nothing here names a child; `children` are ids. */
export type AuditEntry = {
  at: Date
  account?: string
  role?: string
  endpoint: string
  outcome: 'answered' | 'refused' | 'failed'
  status: number
  children?: readonly string[]
  reason?: string
  address?: string
  details?: string
}

export type AuditRow = {
  id: string
  county: string
  epoch: number
  at: Date
  account: string | null
  role: string | null
  endpoint: string
  outcome: string
  status: number
  children: string[]
  reason: Buffer | null
  address: string | null
  details: string
  hmac: Buffer
}

/** The text that a row's HMAC covers. Every column but the transaction, which the link covers by its range. */
export const signedText = (row: Omit<AuditRow, 'hmac'>): string =>
  JSON.stringify([
    row.id,
    row.county,
    row.epoch,
    row.at.toISOString(),
    row.account,
    row.role,
    row.endpoint,
    row.outcome,
    row.status,
    row.children,
    row.reason?.toString('base64') ?? null,
    row.address,
    row.details,
  ])

const COLUMNS =
  'id, county, epoch, at, account, role, endpoint, outcome, status, children, reason, address, details, hmac'
const INSERT = `insert into audit (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

export type AuditLog = ReturnType<typeof createAuditLog>

export function createAuditLog(pool: Pool, vault: Vault, county: County) {
  let waiting: AuditRow[] = []
  let flushing: Promise<void> = Promise.resolve()

  const rowOf = (entry: AuditEntry): AuditRow => {
    const row = {
      id: uuidv7(entry.at.getTime(), freshBytes(10)),
      county: county.code,
      epoch: county.epoch,
      at: entry.at,
      account: entry.account ?? null,
      role: entry.role ?? null,
      endpoint: entry.endpoint,
      outcome: entry.outcome,
      status: entry.status,
      // As the database answers them, since the HMAC covers the letters.
      children: (entry.children ?? []).map((id) => id.toLowerCase()),
      reason: entry.reason ? vault.sealForCounty(entry.reason) : null,
      address: entry.address ?? null,
      details: entry.details ?? '',
    }
    return { ...row, hmac: vault.auditMac(signedText(row)) }
  }
  const values = (row: AuditRow) => [
    row.id,
    row.county,
    row.epoch,
    row.at,
    row.account,
    row.role,
    row.endpoint,
    row.outcome,
    row.status,
    row.children,
    row.reason,
    row.address,
    row.details,
    row.hmac,
  ]

  async function writeWaiting() {
    const rows = waiting
    waiting = []
    if (rows.length === 0) return
    try {
      await withoutReach(pool).run(
        `insert into audit (${COLUMNS})
         select r.id, r.county, r.epoch, r.at, r.account, r.role, r.endpoint, r.outcome, r.status, r.children,
                decode(r.reason, 'hex'), r.address, r.details, decode(r.hmac, 'hex')
           from jsonb_to_recordset($1::jsonb) as r (id uuid, county text, epoch integer, at timestamptz, account uuid,
                role text, endpoint text, outcome text, status smallint, children uuid[], reason text, address text,
                details text, hmac text)`,
        [
          JSON.stringify(
            rows.map((r) => ({ ...r, reason: r.reason?.toString('hex'), hmac: r.hmac.toString('hex') })),
          ),
        ],
      )
    } catch (error) {
      waiting = [...rows, ...waiting] // kept for the next round; a full stop of the log must not lose reads
      throw error
    }
  }

  return {
    /** In the request's own transaction: the row stands exactly if the write stands. */
    writeIn: (db: Db, entry: AuditEntry): Promise<number> => db.run(INSERT, values(rowOf(entry))),
    /** Durable before the answer: refusals, reveals, exports. */
    write: (entry: AuditEntry): Promise<number> => withoutReach(pool).run(INSERT, values(rowOf(entry))),
    /** Reads: within the second. */
    later(entry: AuditEntry) {
      waiting.push(rowOf(entry))
    },
    flush(): Promise<void> {
      flushing = flushing.catch(() => {}).then(writeWaiting)
      return flushing
    },
  }
}
