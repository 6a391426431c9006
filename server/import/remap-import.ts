import type { PlainDate } from '#domain/dates.ts'
import type { ColumnMapping } from '#domain/import/column-mapping.ts'
import { Refusal } from '#domain/refusals.ts'
import { inTransaction } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { layoutKey, sayOfLayouts } from './column-layouts.ts'
import { endImport } from './commit-import.ts'
import { keptFiles, keptTables } from './kept-files.ts'
import { previewImport, type ReadImport, readImport } from './preview-import.ts'
import type { Importing } from './stage-import.ts'

/** Of layouts by the keys that the page knows: what their columns mean, or that nothing is said of them any more. */
export type SaidByKey = Readonly<Record<string, ColumnMapping | null>>

export type Remapped = { read: ReadImport; layouts: ReadonlyMap<string, ColumnMapping | null> }

/** Reads the kept files of a preview again, before a connection is taken. */
export async function readAgain(
  { deps, actor }: { deps: Deps; actor: Actor },
  importId: string,
  said: SaidByKey,
): Promise<Remapped> {
  const { asOf, files, layouts } = await inTransaction(
    deps.pool,
    deps.county.code,
    actor.reach,
    async (db) => {
      const on = { db, deps, actor }
      const { as_of } = await waitingPreview(on, importId)
      return {
        asOf: as_of,
        files: await keptFiles(on, importId),
        layouts: await layoutsOf(on, importId, said),
      }
    },
    { reading: true },
  )
  // A child that was erased meanwhile may have taken the files away.
  if (files.length === 0) throw new Refusal('importNotReady')
  return { read: await readImport({ deps, actor }, { files, asOf, layouts }), layouts }
}

async function layoutsOf(on: Importing, importId: string, said: SaidByKey): Promise<Remapped['layouts']> {
  const known = new Map<string, string>()
  for (const { tables } of await keptTables(on, importId))
    for (const { layout } of tables) known.set(layoutKey(on.deps, layout).toString('hex'), layout)
  return new Map(
    Object.entries(said).map(([key, mapping]) => {
      const layout = known.get(key)
      if (layout === undefined) throw new Refusal('invalidInput', { problem: 'layouts' })
      return [layout, mapping]
    }),
  )
}

async function waitingPreview({ db, deps, actor }: Importing, importId: string, tail = '') {
  const found = await db.one<{ status: string; as_of: PlainDate; account: string }>(
    `select status, as_of, account from import where county = $1 and id = $2 ${tail}`,
    [deps.county.code, importId],
  )
  if (!found) throw new Refusal('notFound')
  if (found.account !== actor.account) throw new Refusal('notYourImport')
  if (found.status !== 'previewed') throw new Refusal('importNotReady')
  return found
}

/** Another preview takes the place of this one, and what was said of its columns is remembered: all of it or nothing. */
export async function remap(on: Importing, importId: string, { read, layouts }: Remapped): Promise<void> {
  await waitingPreview(on, importId, 'for update')
  await sayOfLayouts(on, layouts)
  await endImport(on, importId, 'discarded')
  await previewImport(on, read, { keep: true })
}
