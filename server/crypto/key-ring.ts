import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Vault } from './vault.ts'

const REMEMBERED = 20_000
const OF_FAMILY = `select person, wrapped from person_key where county = $1 and person = $2
  union all select p.person, p.wrapped from kin k join person_key p on p.county = k.county and p.person = k.person
   where k.county = $1 and k.child = $2`
const SELECT = 'select person, wrapped from person_key where county = $1 and person = any($2::uuid[])'

/**
 * Keys of persons by id, unwrapped when needed and kept for a while in memory. A person whose key was
 * destroyed has none: `undefined`.
 */
export type KeyRing = ReturnType<typeof createKeyRing>

export function createKeyRing(vault: Vault, county: string) {
  const cache = new Map<string, Buffer>()
  /** Read anew each time: what destroys a key is not committed yet when it is forgotten, and others read on meanwhile. */
  const forgotten = new Set<string>()
  const remember = (person: string, key: Buffer) => {
    if (forgotten.has(person)) return key
    if (cache.size >= REMEMBERED) cache.delete(cache.keys().next().value!)
    cache.set(person, key)
    return key
  }

  const learn = (rows: { person: string; wrapped: Buffer | null }[]) => {
    return rows.flatMap(({ person, wrapped }) =>
      wrapped ? [[person, remember(person, vault.unwrap(wrapped))] as const] : [],
    )
  }

  return {
    /** Learns the keys of a child and its relatives by one statement, unless the child's is known. */
    async fetchFamily(db: Db, child: string): Promise<void> {
      if (!cache.has(child)) learn(await db.rows(OF_FAMILY, [county, child]))
    },

    async of(db: Db, persons: readonly string[]): Promise<Map<string, Buffer | undefined>> {
      const missing = persons.filter((person) => !cache.has(person))
      const read = new Map<string, Buffer>()
      if (missing.length > 0) {
        for (const [person, key] of learn(await db.rows(SELECT, [county, missing]))) read.set(person, key)
      }
      return new Map(persons.map((person) => [person, cache.get(person) ?? read.get(person)]))
    },

    /**
     * Keys for writing; `made` names the persons who had none before, `unheardOf` those who can have none. A person whose key was destroyed is refused.
     * New keys are not remembered before the commit.
     */
    async forWriting(
      db: Db,
      persons: readonly string[],
      unheardOf: ReadonlySet<string> = new Set(),
    ): Promise<{ keys: Map<string, Buffer>; made: Set<string> }> {
      const wanted = [...new Set(persons)]
      const unknown = wanted.filter((person) => !cache.has(person))
      const asked = unknown.filter((person) => !unheardOf.has(person))
      const read = new Map<string, Buffer>()
      const made = new Set<string>()
      if (unknown.length > 0) {
        const rows =
          asked.length === 0
            ? []
            : await db.rows<{ person: string; wrapped: Buffer | null }>(SELECT, [county, asked])
        for (const { person, wrapped } of rows) {
          if (!wrapped) throw new Refusal('erased')
          read.set(person, remember(person, vault.unwrap(wrapped)))
        }
        const fresh = unknown
          .filter((person) => !read.has(person))
          .map((person) => ({ person, ...vault.newKey() }))
        await insertRows(
          db,
          'person_key',
          ['county', 'person', 'wrapped'],
          fresh.map((f) => [county, f.person, f.wrapped]),
        )
        for (const { person, key } of fresh) {
          read.set(person, key)
          made.add(person)
        }
      }
      return { keys: new Map(wanted.map((person) => [person, cache.get(person) ?? read.get(person)!])), made }
    },

    forget(person: string): void {
      forgotten.add(person)
      cache.delete(person)
    },
  }
}
