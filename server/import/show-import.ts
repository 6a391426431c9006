import type { z } from 'zod'
import type { ChildId } from '#domain/ids.ts'
import type { ImportItem, importProgress, importStandsUnder, listImports } from '#domain/import/import-api.ts'
import { type Language, Refusal, type RefusalCode, sentence } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { reportOf, type Summary } from './import-report.ts'
import { standingOn, type Undone } from './undo-import.ts'

type Showing = { db: Db; deps: Deps; language: Language }
type Found = {
  id: string
  account: string
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

const FOUND = `select i.id, i.account, i.status, i.as_of, i.created_at, i.problem, i.to_write, i.done, i.outdated, i.sealed, a.name as by
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
  const nothing = {
    progress: { total: 0, done: 0 },
    outdated: 0,
    problem: null,
    own: false,
    refusedKept: false,
  }
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
      // That something restricted was written is nobody's business here.
      kind: kind === 'restricted.record' ? 'fact.record' : kind,
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

export async function showImport(
  on: Showing & { actor: Pick<Actor, 'account'> },
  importId: string,
): Promise<ImportItem> {
  const { db, deps, language, actor } = on
  const found = await db.one<Found>(`${FOUND} and i.id = $2`, [deps.county.code, importId])
  if (!found) return showUndone(on, importId)
  return {
    ...reportOf(found.id, summaryOf(deps, found), language),
    ...head(found),
    progress: { total: found.to_write, done: found.done },
    outdated: found.outdated,
    problem: found.problem && sentence(found.problem, {}, language),
    own: found.account === actor.account,
    refusedKept: await keepsRefused(on, importId),
  }
}

/** Whether there are refused rows that can be handed back: some, and the heads to stand over them. */
const keepsRefused = async ({ db, deps }: Showing, importId: string): Promise<boolean> =>
  (await db.one(
    `select from import_row r where r.county = $1 and r.import = $2 and r.outcome = 'refused' and r.sealed is not null
        and exists (select from import_file f where f.county = r.county and f.import = r.import) limit 1`,
    [deps.county.code, importId],
  )) !== undefined

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
