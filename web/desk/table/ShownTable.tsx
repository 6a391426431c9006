import { Button } from 'antd'
import type { Table } from '#domain/table/table-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { useMe } from '../account/session.ts'
import { useAreas } from '../area/areas.ts'
import { FiguresSheets } from './FiguresSheets.tsx'
import { TableChecks } from './TableChecks.tsx'
import type { TableListSearch } from './table-searches.ts'

type Props = {
  table: Table
  /** What leads from a figure to its children. */
  search: Partial<TableListSearch>
  drills(area: string): boolean
  onEditHeads?: () => void
}

/** A table with what must be known to read it: day, unit, who is counted, checks. The same on the screen, on paper and frozen. */
export function ShownTable({ table, search, drills, onEditHeads }: Props) {
  const t = useMessages()
  const areas = useAreas()
  const { county } = useMe()
  return (
    <>
      <p className="table-facts">
        <span>
          {t.tables.reportedBy} {areas?.find(table.area)?.name ?? county.name}
        </span>
        <span>
          {t.tables.asOf} {table.asOf}
        </span>
        {table.knownAt && <span>{t.tables.asKnownAt(table.knownAt.slice(0, 10))}</span>}
        <span>{t.tables.unit}</span>
      </p>
      <FiguresSheets table={table} search={search} drills={drills} />
      <p className="table-definition">
        {t.tables.definition}
        {t.common.colon}
        {t.tables.definitions[table.definition] ?? table.definition}（{table.document}）
      </p>
      {table.columns.some(({ inferred }) => inferred) && (
        <p className="table-definition">
          {t.tables.inferred}{' '}
          {onEditHeads && (
            <Button size="small" className="no-print" onClick={onEditHeads}>
              {t.tables.editHead}
            </Button>
          )}
        </p>
      )}
      <TableChecks table={table} search={search} />
      <p className="print-only print-sign">{t.file.printSign}</p>
    </>
  )
}
