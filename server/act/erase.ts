import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { columnOf } from '#domain/fact/columns.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import type { Recording } from './record-acts.ts'

const identifying = (catalogue: Record<string, FactDef>) =>
  Object.entries(catalogue)
    .filter(([, def]) => def.privacy !== 'open')
    .map(([key]) => columnOf(key))

/** Destroys a person's key: acts, counts and the audit chain stand, the person is unreadable (design §1). */
export async function eraseIdentity({ db, deps }: Recording, person: string): Promise<void> {
  await db.rows('select erase_person($1, $2, $3, $4)', [
    deps.county.code,
    person,
    identifying(CHILD_FACTS),
    identifying(RELATIVE_FACTS),
  ])
  // Rows of lists that look like this child wait with its name in them.
  await db.rows('select erase_held_rows($1, $2)', [deps.county.code, person])
  deps.keys.forget(person)
}
