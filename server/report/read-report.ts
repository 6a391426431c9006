import { Refusal } from '#domain/refusals.ts'
import type { Figure } from '#domain/report/figure.ts'
import type { Filling } from '#domain/report/placeholders.ts'
import type { ReportItem } from '#domain/report/report-api.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { fillTemplate } from './fill-template.ts'
import { templateFile } from './template-shelf.ts'

type Row = {
  id: string
  area_code: string
  title: Buffer
  as_of: string
  base: string
  counted: ReportItem['counted']
  is_public: boolean
  made_by: string
  made_at: Date
  total: number
}

/** A total is the first figure of its report. */
const REPORTS = `select r.id, r.area_code, r.title, r.as_of, r.base, r.counted, r.is_public, a.name as made_by, r.made_at, f.value as total
   from report r join account a on a.id = r.made_by
   join report_figure f on f.county = r.county and f.report = r.id and f.n = 0
  where r.county = $1`

/** Reports in reach, the last first. */
export async function reportsMade(db: Db, deps: Deps): Promise<ReportItem[]> {
  const rows = await db.rows<Row>(`${REPORTS} order by r.made_at desc, r.id desc limit 200`, [
    deps.county.code,
  ])
  return Promise.all(rows.map((row) => shown(db, deps, row)))
}

export async function reportNow(db: Db, deps: Deps, id: string): Promise<ReportItem> {
  const row = await db.one<Row>(`${REPORTS} and r.id = $2`, [deps.county.code, id])
  if (!row) throw new Refusal('notFound')
  return shown(db, deps, row)
}

async function shown(db: Db, deps: Deps, row: Row): Promise<ReportItem> {
  const names = await areaNames(deps.pool, db, deps.county.code)
  const isCounty = row.area_code === `${deps.county.code}000000`
  return {
    id: row.id as ReportItem['id'],
    title: deps.vault.openForCounty(row.title).toString(),
    area: row.area_code,
    areaName: isCounty ? deps.county.name : names.name(row.area_code),
    asOf: row.as_of,
    base: row.base,
    counted: row.counted,
    isPublic: row.is_public,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    total: row.total,
  }
}

const FIGURE = 'n, key, area, area_name as "areaName", in_row as "inRow", as_of as "asOf", label, value'

export const figuresOf = (db: Db, deps: Deps, id: string): Promise<(Figure & { hidden: boolean })[]> =>
  db.rows(`select ${FIGURE}, hidden from report_figure where county = $1 and report = $2 order by n`, [
    deps.county.code,
    id,
  ])

/** One figure and the ids behind it, as they were frozen. */
export async function figureOf(
  db: Db,
  deps: Deps,
  { report, figure }: { report: string; figure: number },
): Promise<{ figure: Figure; children: string[] }> {
  const row = await db.one<Figure & { children: string[] }>(
    `select ${FIGURE}, children from report_figure where county = $1 and report = $2 and n = $3`,
    [deps.county.code, report, figure],
  )
  if (!row) throw new Refusal('notFound')
  const { children, ...rest } = row
  return { figure: rest, children }
}

/** The document again, from the template of then and the words of then. */
export async function reportDocument(
  db: Db,
  deps: Deps,
  id: string,
): Promise<{ name: string; file: Buffer }> {
  const item = await reportNow(db, deps, id)
  const row = await db.one<{ template: string | null; filling: Omit<Filling, 'title'> }>(
    'select template, filling from report where county = $1 and id = $2',
    [deps.county.code, id],
  )
  const template = await templateFile(db, deps, row!.template)
  const file = fillTemplate(template, { ...row!.filling, title: item.title })
  return { name: `${item.title}${item.asOf}.docx`.replace(/[\\/:*?"<>|\s]+/g, '_'), file }
}
