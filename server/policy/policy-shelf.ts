import { type PolicyBook, type PolicyEntry, policyBook } from '#domain/policy/policy.ts'
import { SHIPPED } from '#domain/policy/shipped.ts'
import type { Db } from '../db/db.ts'

/** What the county goes by: what is shipped and what it has approved itself. Held in memory, since every rule asks. */
export type PolicyShelf = {
  /** As known now, or as known at an instant (ISO). */
  book(knownAt?: string): PolicyBook
  /** After something was approved. */
  reload(db: Pick<Db, 'rows'>): Promise<void>
}

type Row = {
  id: string
  key: PolicyEntry['key']
  scope: string
  from_day: string
  value: PolicyEntry['value']
  document: string
  clause: string
  decided_at: Date
}

export function createPolicyShelf(county: string): PolicyShelf {
  let entries: readonly PolicyEntry[] = SHIPPED
  let books = new Map<string, PolicyBook>()
  return {
    book(knownAt) {
      const known = knownAt ? entries.filter((entry) => !entry.knownAt || entry.knownAt <= knownAt) : entries
      // Of all instants between two approvals the book is one.
      const name = String(known.length)
      const book = books.get(name) ?? policyBook(known)
      books.set(name, book)
      return book
    },
    async reload(db) {
      const rows = await db.rows<Row>(
        `select id, key, scope, from_day, value, document, clause, decided_at from policy_entry
          where county = $1 and decision = 'approved' order by decided_at, id`,
        [county],
      )
      entries = [...SHIPPED, ...rows.map(entryOf)]
      books = new Map()
    },
  }
}

const entryOf = (row: Row): PolicyEntry => ({
  id: row.id,
  key: row.key,
  area: row.scope,
  from: row.from_day,
  value: row.value,
  document: row.document,
  clause: row.clause,
  standing: 'local',
  knownAt: row.decided_at.toISOString(),
})
