import { chinaMinute } from '#domain/dates.ts'
import { type HandedRow, handedCells, handedSheet } from '#domain/import/hand-back.ts'
import type { RawCell } from '#domain/import/raw-sheet.ts'
import { type Language, Refusal } from '#domain/refusals.ts'
import { ABOVE_HEADS, type Sheet, xlsxStream } from '../export/xlsx-stream.ts'
import type { RowsFile } from './export-rows.ts'
import { keptHeads } from './kept-files.ts'
import type { Importing, StagedRow } from './stage-import.ts'

type On = Importing & { language: Language }
/** A table with refused rows: the heads to stand over them, how many and how wide they are, the first and last by number. */
type Table = Awaited<ReturnType<typeof keptHeads>>[number]['tables'][number] & {
  file: string
  handed: number
  width: number
  first: number
  last: number
}

/** Refused rows as they are written, each under the heads of its table, with the reason: to be mended and imported again. */
export async function refusedFile(on: On, importId: string): Promise<RowsFile & { name: string }> {
  const { db, deps, actor } = on
  const found = await db.one<{ account: string }>(
    'select account from import where county = $1 and id = $2',
    [deps.county.code, importId],
  )
  if (!found) throw new Refusal('notFound')
  // In clear: to nobody who has not held the file.
  if (found.account !== actor.account) throw new Refusal('notYourImport')
  const tables = await tablesOf(on, importId)
  if (tables.length === 0) throw new Refusal('importNotReady')
  const total = tables.reduce((sum, { handed }) => sum + handed, 0)
  const nameOf = sheetNames()
  const files = [...new Set(tables.map(({ file }) => baseOf(file)))]
  const sheets = tables.map((table) => {
    const rows = refusedRows(on, importId, table)
    return sheetOf(table, { on, total, name: nameOf(table), rows })
  })
  // The list may say by its name alone whose it is.
  const name = files.length === 1 ? `${files[0]}-拒收.xlsx` : '拒收.xlsx'
  return { name, total, targets: [], body: xlsxStream(sheets) }
}

type Refused = HandedRow & { n: number; file: string; table: number }
type Numbers = { first: number; last: number }
const ALL: Numbers = { first: 0, last: 2 ** 31 - 1 }
const AT_A_TIME = 500

async function* refusedRows(
  { db, deps }: On,
  importId: string,
  { first, last }: Numbers,
): AsyncGenerator<Refused[]> {
  const key = (await deps.keys.of(db, [importId])).get(importId)
  for (let from = first; key; ) {
    const found = await db.rows<{ n: number; sealed: Buffer }>(
      `select n, sealed from import_row
        where county = $1 and import = $2 and outcome = 'refused' and sealed is not null and n between $3 and $4
        order by n limit ${AT_A_TIME}`,
      [deps.county.code, importId, from, last],
    )
    if (found.length === 0) return
    from = found.at(-1)!.n + 1
    yield found.map(({ n, sealed }) => {
      const { row, issues } = JSON.parse(deps.vault.open(key, sealed).toString()) as StagedRow
      const { table = 0, cells = [] } = row.written ?? {}
      return { n, file: row.place.file, table, row: row.place.row, cells, issues }
    })
  }
}

/** Looked through once before the first byte: a workbook names its sheets first. Rows of a table stand together. */
async function tablesOf(on: On, importId: string): Promise<Table[]> {
  const files = (await keptHeads(on, importId)).map(({ file, tables }) =>
    tables.map((table): Table => ({ file, ...table, handed: 0, width: 0, first: ALL.last, last: 0 })),
  )
  const ofFile = new Map(files.map((tables) => [tables[0]?.file, tables]))
  for await (const rows of refusedRows(on, importId, ALL))
    for (const { n, file, table: at, cells } of rows) {
      const table = ofFile.get(file)?.[at]
      if (!table) continue
      table.handed += 1
      table.width = Math.max(table.width, cells.length)
      table.first = Math.min(table.first, n)
      table.last = Math.max(table.last, n)
    }
  return files.flat().filter(({ handed }) => handed > 0)
}

type Handing = { on: On; total: number; name: string; rows: AsyncIterable<Refused[]> }

function sheetOf(table: Table, { on, total, name, rows }: Handing): Sheet {
  const { language, deps, actor } = on
  const { heads, merges, widths } = handedSheet(table, table.width, language)
  async function* cells(): AsyncGenerator<RawCell[][]> {
    for await (const some of rows) yield some.map((row) => handedCells(row, widths.length - 1, language))
  }
  return {
    name,
    title: baseOf(table.file),
    // Of no place: what stands above a table tells where its children are.
    note: [
      '内含未成年人信息，仅限改正后重新导入，不得外传',
      `导出人：${actor.name}`,
      chinaMinute(deps.now()),
      `共 ${total} 行`,
      '身份信息未隐藏',
    ].join('　'),
    heads,
    merges: merges.map(({ top, bottom, ...across }) => ({
      ...across,
      top: top + ABOVE_HEADS + 1,
      bottom: bottom + ABOVE_HEADS + 1,
    })),
    widths,
    rows: cells(),
  }
}

const baseOf = (file: string) => file.replace(/\.\w{2,5}$/, '')

const LONGEST = 31
const NOT_IN_NAMES = /[[\]:*?/\\']/g

/** Each sheet by its own name, as it may tell of a village; another one of that name gets a number. */
function sheetNames(): (table: Table) => string {
  const used = new Set<string>()
  return ({ file, sheet }) => {
    const plain = (sheet || baseOf(file)).replace(NOT_IN_NAMES, ' ').slice(0, LONGEST).trim() || '1'
    let name = plain
    for (let n = 2; used.has(name.toLowerCase()); n++) name = `${plain.slice(0, LONGEST - 5)} ${n}`
    used.add(name.toLowerCase())
    return name
  }
}
