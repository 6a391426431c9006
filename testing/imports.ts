import { setTimeout as sleep } from 'node:timers/promises'
import { commitImport, openImport } from '#domain/import/import-api.ts'
import type { TestApp, Visitor } from './app.ts'

const REGISTER = [
  'import_row',
  'import_file',
  'import',
  'column_layout',
  'duplicate',
  'known_as',
  'evidence',
  'sign_link',
  'agreement',
  'child_responsible',
  'parent_contact',
  'held_act',
  'assessment_trial',
  'assessment',
  'risk',
  'duty',
  'service',
  'child_gram',
  'child_state',
  'kin',
  'child',
  'act_place',
  'act',
]

/**
 * An empty register, for tests that import one list after the other. Rows are few: deleting them takes no new files, as
 * truncating twenty tables with their indexes does.
 */
export const emptyRegister = (county: TestApp) =>
  county.database.owner.query(
    `set session_replication_role = replica; ${REGISTER.map((table) => `delete from ${table}`).join('; ')}; set session_replication_role = origin`,
  )

/** The import once it is written, taken back, or stopped. */
export async function untilSettled(who: Visitor, id: string) {
  for (;;) {
    const now = await who.ask(openImport, { params: { import: id } })
    if (now.body.status !== 'committing' && now.body.status !== 'undoing') return now
    await sleep(20)
  }
}

/** Lets an import be written, and waits for it. */
export async function commitAndWait(who: Visitor, id: string) {
  const begun = await who.ask(commitImport, { params: { import: id } })
  return begun.status === 200 ? untilSettled(who, id) : begun
}
