import type { Table } from '#domain/table/table-api.ts'
import { TABLES } from '#domain/table/tables.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { columnLabel } from './column-label.ts'
import { FiguresTable } from './FiguresTable.tsx'
import { pagesOf } from './head-groups.ts'
import type { TableListSearch } from './table-searches.ts'

/** Columns that fit across a sheet of A4 and can still be read. */
const COLUMNS_A_SHEET = 20

type Props = { table: Table; search: Partial<TableListSearch>; drills(area: string): boolean }

/** One wide table to scroll on the screen; on paper as many sheets as its columns need, areas repeated on each. */
export function FiguresSheets({ table, search, drills }: Props) {
  const { label } = useLanguage()
  const headOf = (column: Table['columns'][number]) => {
    const head = columnLabel(table.table, column, label)
    const no = column.no ? `（${column.no}）` : ''
    return `${no}${head}${column.inferred && !column.edited ? '*' : ''}`
  }
  const columns = table.columns.map((column) => ({ ...column, label: headOf(column) }))
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-frame no-print" tabIndex={0} aria-label={label(TABLES[table.table])}>
        <FiguresTable table={table} search={search} columns={columns} drills={drills} />
      </section>
      <div className="print-only">
        {pagesOf(columns, COLUMNS_A_SHEET).map((page) => (
          <div key={page[0]!.key} className="figures-part">
            <FiguresTable table={table} search={search} columns={page} drills={drills} />
          </div>
        ))}
      </div>
    </>
  )
}
