import { chinaDay, type PlainDate } from '#domain/dates.ts'
import { uuidv7 } from '#domain/ids.ts'
import { type Language, Refusal } from '#domain/refusals.ts'
import type { Figure } from '#domain/report/figure.ts'
import type { Filling } from '#domain/report/placeholders.ts'
import { hiddenFigures } from '#domain/report/publication.ts'
import type { ReportWish } from '#domain/report/report-api.ts'
import { fillReport, yearBefore } from '#domain/report/work-report.ts'
import { freshBytes } from '../crypto/suites.ts'
import { type Db, inTransaction } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Actor, Deps } from '../deps.ts'
import { tableArea } from '../table/table-area.ts'
import { type CountedFigure, countFigures } from './count-figures.ts'
import { textsNamingChildren } from './names-in.ts'
import { templateFile, templateNow } from './template-shelf.ts'
import { paragraphsOf } from './word-text.ts'

type Asking = { db: Db; deps: Deps; actor: Actor; language: Language }
export type Counts = { area: string; base: PlainDate; figures: CountedFigure[] }

/** What a report counts, all of it in one snapshot: nothing that is written meanwhile stands in half of its numbers. */
export function countReport(deps: Deps, actor: Actor, wish: ReportWish): Promise<Counts> {
  const { asOf, base = yearBefore(asOf), counted, isPublic } = wish
  if (asOf > chinaDay(deps.now())) throw new Refusal('invalidInput', { problem: 'asOf' })
  const area = tableArea(actor, undefined)
  // Names of children elsewhere in the county can be looked for only by whoever sees the whole of it.
  if (isPublic && area !== `${deps.county.code}000000`) throw new Refusal('notAllowed')
  const count = async (db: Db) => ({
    area,
    base,
    figures: await countFigures({ db, deps, actor }, { area, asOf, base, counted }),
  })
  return inTransaction(deps.pool, deps.county.code, actor.reach, count, { reading: true, snapshot: true })
}

/**
 * Fills and freezes: what the report says from now on does not depend on the register any more. Sent twice under one id
 * it is one report.
 */
export async function makeReport(on: Asking, wish: ReportWish, counts: Counts): Promise<string> {
  const { db, deps, actor } = on
  const { title, asOf, counted, isPublic } = wish
  const { area, base } = counts
  const { id: template } = await templateNow(db, deps)
  if (isPublic) await refuseNames(on, title, template)
  const figures: Figure[] = counts.figures.map(({ children: _, ...figure }, n) => ({ ...figure, n }))
  const hidden = isPublic ? hiddenFigures(figures) : new Set<number>()
  const madeOn = chinaDay(deps.now())
  const { title: _, ...filling } = fillReport(figures, { title, asOf, base, madeOn, isPublic })
  const id = wish.id ?? uuidv7(deps.now().getTime(), freshBytes(10))
  const written = await db.run(
    `insert into report (county, id, area_code, title, as_of, base, counted, is_public, template, filling, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      ...[
        deps.county.code,
        id,
        area,
        deps.vault.sealForCounty(title),
        asOf,
        base,
        counted,
        isPublic,
        template,
      ],
      ...[JSON.stringify(filling satisfies Omit<Filling, 'title'>), actor.account, deps.now()],
    ],
  )
  if (written > 0) await keepFigures(on, { id, area, counts: counts.figures, hidden })
  return id
}

type Keeping = { id: string; area: string; counts: readonly CountedFigure[]; hidden: ReadonlySet<number> }

const keepFigures = ({ db, deps }: Asking, { id, area, counts, hidden }: Keeping): Promise<unknown> =>
  insertRows(
    db,
    'report_figure',
    [
      'county',
      'report',
      'n',
      'area_code',
      'key',
      'area',
      'area_name',
      'in_row',
      'as_of',
      'label',
      'value',
      'children',
      'hidden',
    ],
    counts.map((figure, n) => [
      ...[deps.county.code, id, n, area, figure.key, figure.area, figure.areaName, figure.inRow, figure.asOf],
      ...[figure.label, figure.value, figure.children, hidden.has(n)],
    ]),
  )

/** What goes to the public names no child: where one is named is told, and not which. */
async function refuseNames({ db, deps, language }: Asking, title: string, template: string | null) {
  const paragraphs = paragraphsOf(await templateFile(db, deps, template))
  const [first] = await textsNamingChildren(db, deps, [title, ...paragraphs.map(({ text }) => text)])
  if (first === undefined) return
  const where = paragraphs[first - 1]
  const place = {
    zh: where ? `模板${PART_NAMES[where.part].zh}第${where.paragraph}段` : '标题',
    en: where ? `paragraph ${where.paragraph} of the template’s ${PART_NAMES[where.part].en}` : 'the title',
  }
  throw new Refusal('namesChild', { place: place[language] })
}

const PART_NAMES = {
  body: { zh: '正文', en: 'body' },
  header: { zh: '页眉', en: 'header' },
  footer: { zh: '页脚', en: 'footer' },
} as const
