import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { ImportRow } from '#domain/import/import-api.ts'
import { OUTCOMES } from '#domain/import/outcomes.ts'
import type { RawCell } from '#domain/import/raw-sheet.ts'
import { type Language, Refusal } from '#domain/refusals.ts'
import { noteOf } from '../export/export-children.ts'
import { xlsxStream } from '../export/xlsx-stream.ts'
import { everyRow, type Group } from './show-rows.ts'
import type { Importing } from './stage-import.ts'

const HEADS = {
  place: { zh: '文件与工作表', en: 'File and sheet' },
  row: { zh: '行', en: 'Row' },
  outcome: { zh: '结果', en: 'Outcome' },
  village: { zh: '村(居)', en: 'Village' },
  changes: { zh: '内容(原 → 新)', en: 'Content (old → new)' },
  issues: { zh: '问题与提醒', en: 'Remarks' },
} as const
const WIDTHS = [24, 8, 12, 10, 18, 60, 40]
const SHEET = { zh: '导入预览', en: 'Preview' } as const

export type RowsFile = { targets: string[]; total: number; body: AsyncIterable<Uint8Array> }

/** A group of a preview's rows as a workbook: the same that the page shows, identity data masked. */
export async function rowsFile(
  on: Importing & { language: Language },
  importId: string,
  group: Group,
): Promise<RowsFile> {
  const { language, deps } = on
  const found = await everyRow(on, importId, group)
  if (!found) throw new Refusal('importNotReady')
  const { total, targets, rows } = found
  const told = group.outcome ? [OUTCOMES[group.outcome].zh] : []
  const note = await noteOf(on, {
    rows: total,
    identity: false,
    purpose: '核对导入内容',
    about: [...told, ...(group.flagged ? ['有提醒的行'] : [])].join('、') || undefined,
  })
  const { place, row, outcome, village, changes, issues } = HEADS
  const heads = [place, row, CHILD_FACTS.name, outcome, village, changes, issues].map(
    (head) => head[language],
  )
  async function* cells() {
    for await (const parcel of rows) yield parcel.map((one) => cellsOf(one, language))
  }
  const sheet = { name: SHEET[language], title: `${deps.county.name}花名册导入预览`, note, heads: [heads] }
  return { targets, total, body: xlsxStream([{ ...sheet, widths: WIDTHS, rows: cells() }]) }
}

const cellsOf = (row: ImportRow, language: Language): RawCell[] => [
  [row.file, row.sheet].filter(Boolean).join(' · '),
  row.row,
  row.name,
  OUTCOMES[row.outcome][language],
  row.village,
  lines(
    row.changes.map(({ label, from, to }) => `${label}: ${from === null ? '' : `${from} → `}${to ?? '—'}`),
  ),
  lines(row.issues.map(({ message }) => message)),
]

/** Longer texts no cell of Excel holds. */
const MOST = 32_000
const lines = (all: string[]): string => all.join('\n').slice(0, MOST)
