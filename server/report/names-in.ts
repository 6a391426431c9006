import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

/** Which of these texts name a child of the register, by their places in the list. One character alone is no name. */
export async function textsNamingChildren(db: Db, deps: Deps, texts: readonly string[]): Promise<number[]> {
  const found = await db.rows<{ n: string }>(
    `select t.n from unnest($2::text[]) with ordinality t (text, n)
      where exists (select from child c where c.county = $1 and char_length(c.name) >= 2 and position(c.name in t.text) > 0)
      order by t.n`,
    [deps.county.code, texts],
  )
  return found.map(({ n }) => Number(n) - 1)
}
