import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Vault } from './vault.ts'

const REMEMBERED = 20_000

/**
 * Keys of persons by id, unwrapped when needed and kept for a while in memory. A person whose key was
 * destroyed has none: `undefined`.
 */
export type KeyRing = ReturnType<typeof createKeyRing>

export function createKeyRing(vault: Vault, county: string) {
  const cache = new Map<string, Buffer>()
  const remember = (person: string, key: Buffer) => {
    if (cache.size >= REMEMBERED) cache.delete(cache.keys().next().value!)
    cache.set(person, key)
    return key
  }

  return {
    async of(db: Db, persons: readonly string[]): Promise<Map<string, Buffer | undefined>> {
      const missing = persons.filter((person) => !cache.has(person))
      if (missing.length > 0) {
        const rows = await db.rows<{ person: string; wrapped: Buffer | null }>(
          'select person, wrapped from person_key where county = $1 and person = any($2::uuid[])',
          [county, missing],
        )
        for (const { person, wrapped } of rows) if (wrapped) remember(person, vault.unwrap(wrapped))
      }
      return new Map(persons.map((person) => [person, cache.get(person)]))
    },

    /** Keys for writing: made for those who are new. A person whose key was destroyed is refused. */
    async forWriting(db: Db, persons: readonly string[]): Promise<Map<string, Buffer>> {
      const unknown = [...new Set(persons)].filter((person) => !cache.has(person))
      if (unknown.length > 0) {
        const fresh = unknown.map((person) => ({ person, ...vault.newKey() }))
        await db.run(
          `insert into person_key (county, person, wrapped)
           select $1, * from unnest($2::uuid[], $3::bytea[]) on conflict do nothing`,
          [county, fresh.map((f) => f.person), fresh.map((f) => f.wrapped)],
        )
        // Read back: somebody else may have been first, or the key destroyed. Not cached before the commit.
        const rows = await db.rows<{ person: string; wrapped: Buffer | null }>(
          'select person, wrapped from person_key where county = $1 and person = any($2::uuid[])',
          [county, unknown],
        )
        const read = new Map(rows.map(({ person, wrapped }) => [person, wrapped && vault.unwrap(wrapped)]))
        return new Map(
          persons.map((person) => {
            const key = cache.get(person) ?? read.get(person)
            if (!key) throw new Refusal('erased')
            return [person, key]
          }),
        )
      }
      return new Map(persons.map((person) => [person, cache.get(person)!]))
    },

    forget: (person: string) => cache.delete(person),
  }
}
