import { chinaDay } from '#domain/dates.ts'
import type { ExportColumn } from '#domain/export/columns.ts'
import { tellRow } from '#domain/export/tell-cell.ts'
import {
  chineseDay,
  formColumns,
  type PrintedForm,
  REGISTER_FORM,
  registerForm,
} from '#domain/form/register-form.ts'
import { panelsOf } from '#domain/form/roster-panels.ts'
import { textOf } from '#domain/import/raw-sheet.ts'
import { typeset } from '../form/typeset.ts'
import { typesetForms } from '../form/typeset-forms.ts'
import { type Exporting, type Leaving, noteOf, plainColumns, titleOf, widthOf } from './export-children.ts'
import { readChildren } from './read-children.ts'
import { zipStream } from './zip-stream.ts'

/** Children in what is set at once, some 400 MB at most. More of them come as several files in a zip. */
const A_FILE = { form: 200, list: 500 }

/** These children on paper: their forms, or their list. `ending` is that of the file's name. */
export async function exportedPdf(
  on: Exporting,
  leaving: Leaving,
  most = A_FILE,
): Promise<{ ending: 'pdf' | 'zip'; body: AsyncIterable<Buffer> }> {
  const { ids, wish } = leaving
  const isForm = wish.layout === 'form'
  const size = isForm ? most.form : most.list
  const note = await noteOf(on, { rows: ids.length, ...wish, about: leaving.about })
  const file = (from: number) => {
    const part = { ids: ids.slice(from, from + size), from, note, identity: wish.identity }
    return isForm ? forms(on, part) : list(on, part, leaving)
  }
  if (ids.length <= size) return { ending: 'pdf', body: once(() => file(0)) }
  const title = isForm ? REGISTER_FORM : await titleOf(on, wish)
  const parts = Array.from({ length: Math.ceil(ids.length / size) }, (_, i) => ({
    name: `${title}${i * size + 1}-${Math.min((i + 1) * size, ids.length)}.pdf`,
    pieces: once(() => file(i * size)),
  }))
  return { ending: 'zip', body: zipStream(parts) }
}

async function* once(make: () => Promise<Buffer>): AsyncGenerator<Buffer> {
  yield await make()
}

type Part = { ids: readonly string[]; from: number; note: string; identity: boolean }

/** One form for each, every one on a page of its own. */
async function forms({ db, deps }: Exporting, { ids, note, identity }: Part): Promise<Buffer> {
  const day = chineseDay(chinaDay(deps.now()))
  const made: PrintedForm[] = []
  for await (const children of readChildren({ db, deps, columns: formColumns(), identity }, ids))
    for (const child of children) {
      const unit = [deps.county.name, child.township, child.village].filter(Boolean).join('')
      made.push(registerForm(child, { unit, day }))
    }
  return typesetForms(made, note)
}

/** The list that a workbook would hold, in as many pages across as it needs. */
async function list(on: Exporting, part: Part, { wish }: Leaving): Promise<Buffer> {
  const { db, deps } = on
  const columns = plainColumns(wish)
  const rows: string[][] = []
  for await (const children of readChildren({ db, deps, columns, identity: part.identity }, part.ids))
    for (const child of children)
      rows.push(tellRow(columns, child, part.from + rows.length + 1).map((cell) => textOf(cell)))
  const pick = (cells: readonly string[], places: readonly number[]) => places.map((i) => cells[i] ?? '')
  const heads = columns.map(({ head }: ExportColumn) => head)
  const panels = panelsOf(columns, columns.map(widthOf)).map(({ columns: places, widths }) => ({
    widths,
    heads: pick(heads, places),
    rows: rows.map((cells) => pick(cells, places)),
  }))
  return typeset({
    template: 'roster',
    data: { title: await titleOf(on, wish), note: part.note, panels },
  })
}
