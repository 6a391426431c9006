import { chinaDay } from '#domain/dates.ts'
import * as api from '#domain/import/import-api.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Deps } from '../deps.ts'
import { asFile } from '../export/as-file.ts'
import { type Before, type Serving, serve } from '../http/serve.ts'
import { receiveFiles } from '../http/upload.ts'
import { endImport, letCommit } from './commit-import.ts'
import { refusedFile } from './export-refused.ts'
import { rowsFile } from './export-rows.ts'
import { giveMemoryBack } from './give-memory-back.ts'
import { createImportRunner } from './import-runner.ts'
import { previewImport, type ReadImport, readImport } from './preview-import.ts'
import { type Remapped, readAgain, remap } from './remap-import.ts'
import { showColumns } from './show-columns.ts'
import { showImport, showImports, showProgress, showStanding } from './show-import.ts'
import { showRows } from './show-rows.ts'
import { letUndo } from './undo-import.ts'

/** Until the answer has left, in milliseconds. */
const A_MOMENT = 1_000

const readUpload =
  (deps: Deps): Before<typeof api.previewImport, ReadImport> =>
  async ({ request, params, actor }) => {
    const files = await receiveFiles(request, api.previewImport.upload!.maxBytes)
    return readImport({ deps, actor }, { files, asOf: params.asOf })
  }

const readKept =
  (deps: Deps): Before<typeof api.remapImport, Remapped> =>
  ({ params, body, actor }) =>
    readAgain({ deps, actor }, params.import, body.layouts)

export function importRoutes({ app, deps }: Serving): void {
  const runner = createImportRunner(deps, (problem) =>
    app.log.error(
      // The code of a database's error, such as 40P01, names nobody.
      { kind: String((problem as Error)?.name), code: (problem as { code?: string })?.code },
      'an import cannot be carried out',
    ),
  )
  app.addHook('onReady', () => runner.resume())
  app.addHook('onClose', () => runner.stop())

  serve(
    { app, deps },
    api.previewImport,
    async ({ db, actor, language, before, afterwards }) => {
      await previewImport({ db, deps, actor }, before, { keep: true })
      afterwards(() => setTimeout(giveMemoryBack, A_MOMENT).unref())
      return showImport({ db, deps, actor, language }, before.importId)
    },
    readUpload(deps),
  )

  serve({ app, deps }, api.listImports, ({ db, language }) => showImports({ db, deps, language }))

  serve({ app, deps }, api.openImport, ({ params, db, actor, language }) =>
    showImport({ db, deps, actor, language }, params.import),
  )

  serve({ app, deps }, api.importProgress, ({ params, db }) => showProgress({ db, deps }, params.import))

  serve({ app, deps }, api.importRows, async ({ params, db, language, log }) => {
    const shown = await showRows({ db, deps, language }, params.import, params)
    log.children = shown.rows.flatMap(({ child }) => child ?? [])
    return shown
  })

  serve({ app, deps }, api.exportImportRows, async ({ params, db, actor, language, log }) => {
    const { targets, total, body } = await rowsFile({ db, deps, actor, language }, params.import, params)
    log.children = targets
    log.details = `${params.outcome ?? 'all'} ${params.flagged ? 'flagged ' : ''}${total} masked`
    return asFile(`${deps.county.name}导入预览${chinaDay(deps.now())}.xlsx`, body)
  })

  serve({ app, deps }, api.exportRefusedRows, async ({ params, db, actor, language, log }) => {
    const { name, total, body } = await refusedFile({ db, deps, actor, language }, params.import)
    log.details = `refused ${total} clear`
    return asFile(name, body)
  })

  serve({ app, deps }, api.importColumns, ({ params, db, language }) =>
    showColumns({ db, deps, language }, params.import),
  )

  serve(
    { app, deps },
    api.remapImport,
    async ({ params, db, actor, language, before }) => {
      await remap({ db, deps, actor }, params.import, before)
      return showImport({ db, deps, actor, language }, before.read.importId)
    },
    readKept(deps),
  )

  serve({ app, deps }, api.commitImport, async ({ params, db, actor, language, afterwards }) => {
    await letCommit({ db, deps, actor }, params.import)
    afterwards(() => runner.start(params.import, actor))
    return showImport({ db, deps, actor, language }, params.import)
  })

  serve({ app, deps }, api.undoImport, async ({ params, db, actor, afterwards }) => {
    await letUndo({ db, deps, actor }, params.import)
    afterwards(() => runner.start(params.import, actor))
    return {}
  })

  serve({ app, deps }, api.importStandsUnder, async ({ params, db, log }) => {
    const shown = await showStanding({ db, deps }, params.import)
    log.children = [...new Set(shown.acts.flatMap(({ child }) => child ?? []))]
    return shown
  })

  serve({ app, deps }, api.discardImport, async ({ params, db, actor }) => {
    const found = await db.one<{ status: string }>(
      'select status from import where county = $1 and id = $2 for update',
      [deps.county.code, params.import],
    )
    if (!found) throw new Refusal('notFound')
    if (found.status !== 'previewed' && found.status !== 'stopped') throw new Refusal('importNotReady')
    await endImport({ db, deps, actor }, params.import, 'discarded')
    return {}
  })
}
