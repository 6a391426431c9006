import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { may } from '#domain/access/access.ts'
import { PlainDate } from '#domain/dates.ts'
import { ImportId } from '#domain/ids.ts'
import { ColumnMapping } from '#domain/import/column-mapping.ts'
import { ImportReport } from '#domain/import/import-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { inTransaction } from '#server/db/db.ts'
import type { Actor, Deps } from '#server/deps.ts'
import { ExplainedError } from '#server/explained-error.ts'
import { carryOut, letCommit } from '#server/import/commit-import.ts'
import { reportOf } from '#server/import/import-report.ts'
import { previewImport, readImport } from '#server/import/preview-import.ts'
import { showImport, showStanding } from '#server/import/show-import.ts'
import { carryOutUndo, letUndo } from '#server/import/undo-import.ts'
import { defineCommand } from './command.ts'
import { explain } from './explain.ts'
import { readOption } from './table.ts'
import { AS, type Asking, askAs, COUNTY_OPTIONS, withCounty } from './with-county.ts'

type Job = {
  files: { name: string; bytes: Buffer }[]
  asOf?: PlainDate
  mapping?: ColumnMapping
  dryRun: boolean
}

export const command = defineCommand({
  usage:
    'FILE… [--as-of DATE] [--map MAP.json] [--dry-run] [--data DIR] [--as USER] [--json]\n       ./tonghu import undo ID [--data DIR] [--as USER] [--json]',
  options: {
    ...COUNTY_OPTIONS,
    as: AS,
    'as-of': {
      type: 'string',
      value: 'DATE',
      help: '名册所反映的日期，默认今日\nday that the lists describe, by default today',
    },
    map: {
      type: 'string',
      value: 'MAP.json',
      help: '各列的含义，以表头或列号指定，如 {"孩子": "name"}；不指定时沿用本单位在网页上更正过的\nwhat columns mean, by head or letters, such as {"孩子": "name"}; without it, as corrected on the desk by the office',
    },
    'dry-run': { type: 'boolean', help: '只预览，不写入\nonly say what would happen' },
  },
  positionals: { min: 1, max: 100 },
  async run({ values, positionals }, out) {
    if (positionals[0] === 'undo' && ImportId.safeParse(positionals[1]).success && positionals.length === 2)
      return undo(values, positionals[1]!, out)
    const asOf = readOption(PlainDate, values['as-of'], '--as-of', '2024-09-30')
    const files = await Promise.all(positionals.map(readRoster))
    const dryRun = values['dry-run'] ?? false
    const mapping = values.map === undefined ? undefined : await readMapping(values.map)
    const job = { files, asOf, mapping, dryRun }
    const report = await withCounty(values, async (at) => {
      const endpoint = dryRun ? 'cli.previewImport' : 'cli.import'
      const { actor, importId, summary } = await askAs(at, { as: values.as, endpoint }, (asking) =>
        stage(asking, job),
      )
      return dryRun ? reportOf(importId, summary, 'zh') : commit(at.deps, actor, importId)
    }).catch(explain)
    out.answer(report, () => inWords(report, dryRun))
    return 0
  },
})

/** Takes a whole import back; what stands in the way is listed. */
async function undo(
  values: { data?: string; as?: string },
  importId: string,
  out: { answer(value: unknown, words: () => string): void },
): Promise<number> {
  const item = await withCounty(values, async (at) => {
    const { actor, standing } = await askAs(
      at,
      { as: values.as, endpoint: 'cli.undoImport' },
      async ({ db, deps, actor }) => {
        if (!may(actor.role, 'import.run')) throw new Refusal('notAllowed')
        const shown = await showStanding({ db, deps }, importId)
        if (shown.total === 0) await letUndo({ db, deps, actor }, importId)
        return { actor, standing: shown }
      },
    )
    if (standing.total > 0) return { importId, undone: false, ...standing }
    await carryOutUndo({ deps: at.deps, actor, importId })
    return { importId, undone: true, total: 0, acts: [] }
  }).catch(explain)
  out.answer(item, () =>
    item.undone
      ? '已撤销这次导入。 The import was taken back.'
      : [
          `之后又有 ${item.total} 条记录，不能撤销： ${item.total} acts stand on it:`,
          ...item.acts.map(({ at, kind, child }) => [at, kind, child ?? '—'].join('  ')),
        ].join('\n'),
  )
  return item.undone ? 0 : 1
}

async function readRoster(path: string) {
  try {
    return { name: basename(path), bytes: await readFile(path) }
  } catch {
    throw new ExplainedError(`无法打开文件 ${path}`, `Cannot open the file ${path}`)
  }
}

async function readMapping(path: string): Promise<ColumnMapping> {
  const { bytes } = await readRoster(path)
  try {
    return ColumnMapping.parse(JSON.parse(bytes.toString('utf8')))
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : 'JSON'
    throw new ExplainedError(
      `列对应文件 ${path} 无法使用：${problem}`,
      `The mapping ${path} cannot be used: ${problem}`,
    )
  }
}

async function stage({ db, deps, actor }: Asking, { files, asOf, mapping, dryRun }: Job) {
  if (!may(actor.role, 'import.run')) throw new Refusal('notAllowed')
  const on = { db, deps, actor }
  const read = await readImport(on, { files, asOf, mapping })
  const summary = await previewImport(on, read, { keep: !dryRun })
  if (!dryRun) await letCommit(on, read.importId)
  return { actor, importId: read.importId, summary }
}

async function commit(deps: Deps, actor: Actor, importId: string): Promise<ImportReport> {
  await carryOut({ deps, actor, importId })
  const item = await inTransaction(
    deps.pool,
    deps.county.code,
    actor.reach,
    (db) => showImport({ db, deps, actor, language: 'zh' }, importId),
    { reading: true },
  )
  if (item.problem)
    throw new ExplainedError(
      `导入在第 ${item.progress.done} 行后停止（共 ${item.progress.total} 行）：${item.problem}`,
      `The import stopped after ${item.progress.done} of ${item.progress.total} rows: ${item.problem}`,
    )
  return ImportReport.parse(item)
}

const inWords = (report: ImportReport, dryRun: boolean): string =>
  [
    `${dryRun ? '将新建 would create' : '新建 created'} ${report.created}，更新 updated ${report.updated}，无变化 unchanged ${report.unchanged}，共 ${report.rows} 行 rows`,
    ...[...report.refused, ...report.flagged].map(
      ({ file, sheet, row, message }) => `${[file, sheet, row].filter(Boolean).join(' · ')}  ${message}`,
    ),
  ].join('\n')
