import type { SummaryTable as Summary } from '#domain/table/table-api.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { summaryLabel } from './column-label.ts'
import { FiguresTable } from './FiguresTable.tsx'
import { pagesOf } from './head-groups.ts'

/** Columns that fit across a sheet of A4 and can still be read. */
const COLUMNS_A_SHEET = 20

type Props = { table: Summary; drills(area: string): boolean }

/** One wide table to scroll on the screen; on paper as many sheets as its columns need, areas repeated on each. */
export function SummaryTable({ table, drills }: Props) {
  const { t, label } = useLanguage()
  const columns = table.columns.map((column) => ({ ...column, label: summaryLabel(column, label) }))
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-frame no-print" tabIndex={0} aria-label={t.tables.title}>
        <FiguresTable table={table} columns={columns} drills={drills} />
      </section>
      <div className="print-only">
        {pagesOf(columns, COLUMNS_A_SHEET).map((page) => (
          <div key={page[0]!.key} className="figures-part">
            <FiguresTable table={table} columns={page} drills={drills} />
          </div>
        ))}
      </div>
    </>
  )
}
