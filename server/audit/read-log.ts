import { AUDIT_DUTY } from '#domain/access/access.ts'
import type { Role } from '#domain/access/roles.ts'
import type { AuditItem, readAudit } from '#domain/audit/audit-api.ts'
import { addDays, type PlainDate } from '#domain/dates.ts'
import type { ParamsOf } from '#domain/endpoint.ts'
import { type AccountId, uuidv7 } from '#domain/ids.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

type Entry = {
  id: string
  at: Date
  account: AccountId | null
  name: string | null
  role: string | null
  endpoint: string
  outcome: string
  children: number
  reason: Buffer | null
  address: string | null
  details: string
}

/** The log, newest first, as far as the reader's duty goes (AUDIT_DUTY). How many children, never which. */
export async function readLog(
  db: Db,
  { vault, county }: Pick<Deps, 'vault' | 'county'>,
  reader: Role,
  wanted: ParamsOf<typeof readAudit>,
): Promise<AuditItem[]> {
  const values: unknown[] = [county.code]
  const where = ['l.county = $1', duty(reader)]
  const also = (condition: string, value: unknown) => {
    if (value === undefined) return
    values.push(value)
    where.push(`${condition} $${values.length}`)
  }
  // Ids go by time, so that days and pages are ranges of the primary key.
  also('l.id >=', wanted.from && firstIdOf(wanted.from))
  also('l.id <', wanted.to && firstIdOf(addDays(wanted.to, 1)))
  also('l.id <', wanted.before)
  also('l.account =', wanted.account)
  also('l.outcome =', wanted.outcome)
  const rows = await db.rows<Entry>(
    `select l.id, l.at, l.account, a.name, l.role, l.endpoint, l.outcome, cardinality(l.children) as children,
            l.reason, l.address, l.details
       from audit l left join account a on a.id = l.account
      where ${where.join(' and ')} order by l.id desc limit ${Number(wanted.size)}`,
    values,
  )
  return rows.map(({ account, name, at, reason, ...row }) => ({
    ...row,
    at: at.toISOString(),
    account: account && { id: account, name: name ?? '' },
    reason: reason && vault.openForCounty(reason).toString(),
  }))
}

/** Written out, not as a parameter: the index of the administrators' few rows serves only a condition that it can see. */
function duty(reader: Role): string {
  const roles = AUDIT_DUTY[reader] ?? []
  const named = roles.filter((role) => role !== 'nobody').map((role) => `'${role}'`)
  const conditions = [
    named.length > 0 && `l.role in (${named.join(', ')})`,
    roles.includes('nobody') && 'l.role is null',
  ].filter(Boolean)
  return conditions.length > 0 ? `(${conditions.join(' or ')})` : 'false'
}

/** The smallest id of a day in China. */
const firstIdOf = (day: PlainDate): string => uuidv7(Date.parse(`${day}T00:00:00+08:00`), new Uint8Array(10))
