import { SHIPPED_TEMPLATES } from '#domain/assessment/shipped-templates.ts'
import type { Template } from '#domain/assessment/template.ts'
import type { TemplateVersion } from '#domain/assessment/template-book.ts'
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
  let templates: readonly TemplateVersion[] = SHIPPED_TEMPLATES
  let books = new Map<string, PolicyBook>()
  return {
    book(knownAt) {
      const asKnown = <E extends { knownAt?: string }>(all: readonly E[]) =>
        knownAt ? all.filter((one) => !one.knownAt || one.knownAt <= knownAt) : all
      const [known, published] = [asKnown(entries), asKnown(templates)]
      // Of all instants between two approvals the book is one.
      const name = `${known.length}/${published.length}`
      const book = books.get(name) ?? policyBook(known, published)
      books.set(name, book)
      return book
    },
    async reload(db) {
      const versions = await db.rows<Published>(
        `select template, version, from_day, body, decided_at from assessment_template
          where county = $1 and decision = 'approved' order by decided_at, id`,
        [county],
      )
      const rows = await db.rows<Row>(
        `select id, key, scope, from_day, value, document, clause, decided_at from policy_entry
          where county = $1 and decision = 'approved' order by decided_at, id`,
        [county],
      )
      entries = [...SHIPPED, ...rows.map(entryOf)]
      templates = [...SHIPPED_TEMPLATES, ...versions.map(publishedOf)]
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

type Published = { template: string; version: number; from_day: string; body: Template; decided_at: Date }

const publishedOf = ({ template, version, from_day, body, decided_at }: Published): TemplateVersion => ({
  template,
  version,
  from: from_day,
  body,
  knownAt: decided_at.toISOString(),
})
