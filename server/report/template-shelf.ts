import { readFile } from 'node:fs/promises'
import { uuidv7 } from '#domain/ids.ts'
import { freshBytes } from '../crypto/suites.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

/** The template that comes with the program; tools/write-report-template.ts makes it. */
const SHIPPED = new URL('../../data/templates/work-report.docx', import.meta.url)

export type Template = {
  /** null: the one that comes with the program. */
  id: string | null
  name: string | null
  addedBy: string | null
  addedAt: Date | null
}
type Row = { id: string; name: Buffer; is_own: boolean; by: string; added_at: Date }

/** The template that new reports are made from: the last one that the county put there. */
export async function templateNow(db: Db, deps: Deps): Promise<Template> {
  const row = await db.one<Row>(
    `select t.id, t.name, t.content is not null as is_own, a.name as by, t.added_at
       from report_template t join account a on a.id = t.added_by
      where t.county = $1 order by t.added_at desc, t.id desc limit 1`,
    [deps.county.code],
  )
  if (!row?.is_own) return { id: null, name: null, addedBy: row?.by ?? null, addedAt: row?.added_at ?? null }
  const name = deps.vault.openForCounty(row.name).toString()
  return { id: row.id, name, addedBy: row.by, addedAt: row.added_at }
}

/** The document of a template, as it was when a report was made from it. */
export async function templateFile(db: Db, deps: Deps, id: string | null): Promise<Buffer> {
  if (id === null) return readFile(SHIPPED)
  const row = await db.one<{ content: Buffer }>(
    'select content from report_template where county = $1 and id = $2',
    [deps.county.code, id],
  )
  return deps.vault.openForCounty(row!.content)
}

/** Earlier templates stay, for the reports that were made from them. */
export const keepTemplate = (
  { db, deps, actor }: { db: Db; deps: Deps; actor: Actor },
  name: string,
  content: Buffer | null,
): Promise<number> =>
  db.run(
    `insert into report_template (county, id, area_code, name, content, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      deps.county.code,
      uuidv7(deps.now().getTime(), freshBytes(10)),
      `${deps.county.code}000000`,
      deps.vault.sealForCounty(name),
      content && deps.vault.sealForCounty(content),
      actor.account,
      deps.now(),
    ],
  )
