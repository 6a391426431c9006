import type { z } from 'zod'
import type { ChildId } from '#domain/ids.ts'
import type {
  ImportItem,
  ImportRow,
  importProgress,
  importRows,
  importStandsUnder,
  listImports,
} from '#domain/import/import-api.ts'
import type { Change, Outcome } from '#domain/import/plan-row.ts'
import { type RosterRow, textIn } from '#domain/import/roster-row.ts'
import { type ShowContext, showChange } from '#domain/import/show-change.ts'
import { type Language, Refusal, type RefusalCode, sentence } from '#domain/refusals.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { reportOf, type Summary, shownIssue } from './import-report.ts'
import type { StagedRow } from './stage-import.ts'
import { standingOn, type Undone } from './undo-import.ts'

type Showing = { db: Db; deps: Deps; language: Language }
type Found = {
  id: string
  status: ImportItem['status']
  as_of: string
  created_at: Date
  by: string | null
  problem: RefusalCode | null
  to_write: number
  done: number
  outdated: number
  sealed: Buffer
}

const FOUND = `select i.id, i.status, i.as_of, i.created_at, i.problem, i.to_write, i.done, i.outdated, i.sealed, a.name as by
  from import i left join account a on a.id = i.account where i.county = $1`

const summaryOf = (deps: Deps, { sealed }: Found) =>
  JSON.parse(deps.vault.openForCounty(sealed).toString()) as Summary

type UndoneAct = { corrects: string; body: { summary?: string } }

/** Imports that were taken back, newest first: their rows are gone, the act says what they were. */
async function undoneImports({ db, deps }: Pick<Showing, 'db' | 'deps'>, importId: string | null) {
  const acts = await db.rows<UndoneAct>(
    `select corrects, body from act where county = $1 and kind = 'batch.undo' and ($2::uuid is null or corrects = $2)
      order by received_at desc limit ${MOST}`,
    [deps.county.code, importId],
  )
  return acts.flatMap(({ corrects, body }) =>
    body.summary
      ? [
          {
            id: corrects,
            ...(JSON.parse(
              deps.vault.openForCounty(Buffer.from(body.summary, 'base64')).toString(),
            ) as Undone),
          },
        ]
      : [],
  )
}

async function showUndone({ language, ...on }: Showing, importId: string): Promise<ImportItem> {
  const [undone] = await undoneImports(on, importId)
  if (!undone) throw new Refusal('notFound')
  const { id, summary, ...head } = undone
  const nothing = { progress: { total: 0, done: 0 }, outdated: 0, problem: null }
  return { ...reportOf(id, summary, language), ...head, status: 'undone', ...nothing }
}

const STANDING = 100

/** What was written later on what an import wrote: why it cannot be taken back. */
export async function showStanding(
  { db, deps }: Pick<Showing, 'db' | 'deps'>,
  importId: string,
): Promise<z.output<typeof importStandsUnder.result>> {
  const known = await db.one('select from import where county = $1 and id = $2', [deps.county.code, importId])
  if (!known) throw new Refusal('notFound')
  const acts = await standingOn({ db, deps }, importId)
  const shown = acts.slice(0, STANDING)
  const [children, authors] = await Promise.all([
    db.rows<{ id: string; name: string | null }>(
      'select id, name from child where county = $1 and id = any($2::uuid[])',
      [deps.county.code, shown.flatMap(({ child }) => child ?? [])],
    ),
    db.rows<{ id: string; name: string }>('select id, name from account where id = any($1::uuid[])', [
      shown.map(({ author }) => author),
    ]),
  ])
  const nameOf = new Map(children.map(({ id, name }) => [id, name]))
  const authorOf = new Map(authors.map(({ id, name }) => [id, name]))
  return {
    total: acts.length,
    acts: shown.map(({ kind, child, author, received_at }) => ({
      kind,
      child: child && nameOf.has(child) ? (child as ChildId) : null,
      name: (child && nameOf.get(child)) ?? null,
      by: child && nameOf.has(child) ? (authorOf.get(author) ?? '') : '',
      at: received_at.toISOString(),
    })),
  }
}

export async function showProgress(
  on: Pick<Showing, 'db' | 'deps'>,
  importId: string,
): Promise<z.output<typeof importProgress.result>> {
  const found = await on.db.one<Pick<Found, 'status' | 'to_write' | 'done'>>(
    'select status, to_write, done from import where county = $1 and id = $2',
    [on.deps.county.code, importId],
  )
  if (found) return { status: found.status, progress: { total: found.to_write, done: found.done } }
  if ((await undoneImports(on, importId)).length === 0) throw new Refusal('notFound')
  return { status: 'undone', progress: { total: 0, done: 0 } }
}

export async function showImport(on: Showing, importId: string): Promise<ImportItem> {
  const { db, deps, language } = on
  const found = await db.one<Found>(`${FOUND} and i.id = $2`, [deps.county.code, importId])
  if (!found) return showUndone(on, importId)
  return {
    ...reportOf(found.id, summaryOf(deps, found), language),
    ...head(found),
    progress: { total: found.to_write, done: found.done },
    outdated: found.outdated,
    problem: found.problem && sentence(found.problem, {}, language),
  }
}

const head = ({ status, as_of, created_at, by }: Found) => ({
  status,
  asOf: as_of,
  createdAt: created_at.toISOString(),
  by: by ?? '',
})

const MOST = 200

export async function showImports({
  db,
  deps,
  language,
}: Showing): Promise<z.output<typeof listImports.result>> {
  const found = await db.rows<Found>(`${FOUND} order by i.created_at desc limit ${MOST}`, [deps.county.code])
  const all = [
    ...found.map((one) => ({ id: one.id, ...head(one), summary: summaryOf(deps, one) })),
    ...(await undoneImports({ db, deps }, null)).map((one) => ({ ...one, status: 'undone' as const })),
  ].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  return {
    imports: all.map(({ id, summary, ...about }) => {
      const { importId, rows, created, updated, unchanged, held } = reportOf(id, summary, language)
      const files = summary.files.map(({ file }) => file)
      return {
        importId,
        ...about,
        rows,
        created,
        updated,
        unchanged,
        held,
        refused: summary.refusedRows,
        files,
      }
    }),
  }
}

type Wanted = { outcome?: Outcome; page: number; size: number }
type RowFound = { n: number; outcome: Outcome; target: string | null; sealed: Buffer | null }

/** Rows of a preview. Once the import is done their key is destroyed, and there is nothing left to show. */
export async function showRows(
  { db, deps, language }: Showing,
  importId: string,
  { outcome, page, size }: Wanted,
): Promise<z.output<typeof importRows.result>> {
  const known = await db.one('select from import where county = $1 and id = $2', [deps.county.code, importId])
  if (!known) throw new Refusal('notFound')
  const condition =
    'county = $1 and import = $2 and ($3::text is null or outcome = $3) and sealed is not null'
  const values = [deps.county.code, importId, outcome ?? null]
  const total = await db.one<{ n: number }>(`select count(*) as n from import_row where ${condition}`, values)
  const found = await db.rows<RowFound>(
    `select n, outcome, target, sealed from import_row where ${condition} order by n limit $4 offset $5`,
    [...values, size, (page - 1) * size],
  )
  const key = (await deps.keys.of(db, [importId])).get(importId)
  const names = await areaNames(deps.pool, db, deps.county.code)
  const context = { language, areaName: names.name }
  return {
    total: key ? (total?.n ?? 0) : 0,
    rows: found.flatMap((one) =>
      key && one.sealed
        ? [shownRow(one, JSON.parse(deps.vault.open(key, one.sealed).toString()), context)]
        : [],
    ),
  }
}

function shownRow(
  { n, outcome, target }: RowFound,
  { row, issues, known }: StagedRow,
  context: ShowContext,
): ImportRow {
  return {
    n,
    ...row.place,
    outcome,
    name: textIn(row.facts, 'name') ?? null,
    village: row.area ? context.areaName(row.area.slice(0, 12)) : null,
    // Until it is written there is no file to open.
    child: outcome === 'update' || outcome === 'unchanged' ? (target as ImportRow['child']) : null,
    changes: (known?.changes ?? everythingNew(row)).map((change) => showChange(change, context)),
    issues: issues.map((issue) => shownIssue({ ...row.place, ...issue }, context.language)),
  }
}

const everythingNew = ({ facts, family }: RosterRow): Change[] => [
  ...Object.entries(facts).map(([key, to]): Change => ({ of: null, key, to })),
  ...family.flatMap(({ relation, facts: about }) =>
    Object.entries(about).map(([key, to]): Change => ({ of: relation, key, to })),
  ),
]
