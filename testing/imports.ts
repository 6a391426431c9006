import { setTimeout as sleep } from 'node:timers/promises'
import { commitImport, openImport } from '#domain/import/import-api.ts'
import type { TestApp, Visitor } from './app.ts'

/** An empty register, for tests that import one list after the other. */
export const emptyRegister = (county: TestApp) =>
  county.database.owner.query(
    `truncate import, import_row, import_file, column_layout, duplicate, known_as, child, kin, child_state, child_gram,
       duty, service, risk, assessment, assessment_trial, agreement, sign_link, held_act, act, act_place, evidence`,
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
