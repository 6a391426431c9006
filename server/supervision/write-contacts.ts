import type { PlainDate } from '#domain/dates.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'

type Writing = { db: Db; deps: Pick<Deps, 'county'> }
export type ContactsOf = { child: string; area: string; contacts: readonly PlainDate[] }

const COLUMNS = ['county', 'child', 'area_code', 'day']

const rows = (county: string, children: readonly ContactsOf[]) =>
  children.flatMap(({ child, area, contacts }) => contacts.map((day) => [county, child, area, day]))

/** Nothing stands there yet of these children. */
export const insertContacts = ({ db, deps }: Writing, children: readonly ContactsOf[]) =>
  insertRows(db, 'parent_contact', COLUMNS, rows(deps.county.code, children))

/** Most of them stand there already: a visit adds one, and only a correction takes one away. */
export async function replaceContacts({ db, deps }: Writing, children: readonly ContactsOf[]): Promise<void> {
  const told = rows(deps.county.code, children)
  const cleared = db.run(
    `delete from parent_contact where county = $1 and child = any($2::uuid[])
        and (child, day) not in (select * from unnest($3::uuid[], $4::date[]))`,
    [
      deps.county.code,
      children.map(({ child }) => child),
      told.map(([, child]) => child),
      told.map(([, , , day]) => day),
    ],
  )
  await Promise.all([cleared, insertRows(db, 'parent_contact', COLUMNS, told, 'on conflict do nothing')])
}
