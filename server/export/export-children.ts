import { ROLES } from '#domain/access/roles.ts'
import { chinaMinute } from '#domain/dates.ts'
import { type ExportColumn, listColumns, rosterColumns } from '#domain/export/columns.ts'
import type { ExportWish, Layout } from '#domain/export/export-api.ts'
import { tellRow } from '#domain/export/tell-cell.ts'
import type { Template } from '#domain/export/template.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { REGISTER_FORM } from '#domain/form/register-form.ts'
import type { RawCell } from '#domain/import/raw-sheet.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { readChildren } from './read-children.ts'
import { ABOVE_HEADS, type Sheet, type SheetHead, xlsxStream } from './xlsx-stream.ts'

export type Exporting = { db: Db; deps: Deps; actor: Actor }
/** `about` says which list it is, where that is not plain. */
export type Leaving = { ids: readonly string[]; wish: ExportWish; template?: Template; about?: string }

/** A sheet holds a million rows; half of them keeps its part of the file below what a zip can count. */
const ROWS_A_SHEET = 500_000

/** These children as a workbook, made as it is asked for. */
export async function exportedFile(on: Exporting, leaving: Leaving): Promise<AsyncIterable<Buffer>> {
  const { db, deps } = on
  const { ids, wish, template } = leaving
  const layout = template ?? plain(plainColumns(wish))
  const head: SheetHead = {
    title: await titleOf(on, wish),
    note: await noteOf(on, { rows: ids.length, ...wish, about: leaving.about }),
    heads: layout.heads,
    merges: layout.merges.map(({ top, bottom, ...across }) => ({
      ...across,
      top: top + ABOVE_HEADS + 1,
      bottom: bottom + ABOVE_HEADS + 1,
    })),
    widths: layout.columns.flatMap((column) => Array<number>(column.span ?? 1).fill(widthOf(column))),
  }
  const { columns } = layout
  const sheets = Array.from({ length: Math.max(1, Math.ceil(ids.length / ROWS_A_SHEET)) }, (_, i): Sheet => {
    const from = i * ROWS_A_SHEET
    const some = ids.slice(from, from + ROWS_A_SHEET)
    const reading = { db, deps, columns, identity: wish.identity }
    return { ...head, name: i === 0 ? SHEET : `${SHEET}${i + 1}`, rows: rowsOf(reading, some, from) }
  })
  return xlsxStream(sheets)
}

const SHEET = '花名册'
const TITLES: Record<Layout, string> = {
  list: '儿童名单',
  roster: '农村留守儿童花名册',
  form: REGISTER_FORM,
  template: '儿童花名册',
}

/** Whose list it is: a township's is not the county's. */
export async function titleOf({ db, deps, actor }: Exporting, { layout }: ExportWish): Promise<string> {
  const { code, name } = deps.county
  const part = actor.area && actor.area !== `${code}000000` ? actor.area : undefined
  const names = part && (await areaNames(deps.pool, db, code))
  return name + (names ? names.name(part) : '') + TITLES[layout]
}

/** The columns of a list that has no form of its own. */
export const plainColumns = ({ layout, columns }: ExportWish): ExportColumn[] =>
  layout === 'roster' ? rosterColumns() : listColumns(columns)

const plain = (columns: ExportColumn[]): Template => ({
  heads: [columns.map(({ head }) => head)],
  merges: [],
  columns,
})

async function* rowsOf(
  reading: Parameters<typeof readChildren>[0],
  ids: readonly string[],
  before: number,
): AsyncGenerator<RawCell[][]> {
  let n = before
  for await (const children of readChildren(reading, ids))
    yield children.map((child) => tellRow(reading.columns, child, ++n))
}

/** Who, when, what for and how many: at the head of the sheet, and on every page that is printed of it. */
export async function noteOf(
  { db, deps, actor }: Exporting,
  { rows, identity, about, purpose }: { rows: number; identity: boolean; purpose: string; about?: string },
): Promise<string> {
  const names = await areaNames(deps.pool, db, deps.county.code)
  const office =
    actor.office &&
    (await db.one<{ name: string }>('select name from office where id = $1', [actor.office]))?.name
  const place = office || (actor.area && names.name(actor.area)) || deps.county.name
  return [
    '内含未成年人信息，仅限所述用途，不得外传',
    `导出人：${actor.name}（${place} ${ROLES[actor.role].zh}）`,
    chinaMinute(deps.now()),
    `共 ${rows} 行`,
    identity ? '身份信息未隐藏' : '身份信息已隐藏',
    ...(about ? [about] : []),
    `用途：${purpose.replace(/\s+/g, ' ')}`,
  ].join('　')
}

const WIDTHS: Partial<Record<FactDef['type']['kind'], number>> = {
  date: 12,
  residentId: 21,
  phones: 15,
  address: 32,
  text: 12,
}

/** In characters of Excel; a Chinese one takes two. */
export function widthOf({ head, tells, span }: ExportColumn): number {
  if (span) return 3
  const def: FactDef | undefined =
    tells.of === 'child'
      ? CHILD_FACTS[tells.key]
      : tells.of === 'relative'
        ? RELATIVE_FACTS[tells.key]
        : undefined
  if (tells.of === 'phones') return WIDTHS.phones!
  if (tells.of === 'place') return WIDTHS.text!
  if (tells.of === 'carerKind' || tells.of === 'circumstances') return 20
  return (
    (def && WIDTHS[def.type.kind]) ?? Math.min(16, Math.max(6, (head.split('/').at(-1) ?? '').length * 2))
  )
}
