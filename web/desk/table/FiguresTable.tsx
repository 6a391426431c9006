import { Link } from '@tanstack/react-router'
import type { SummaryTable } from '#domain/table/table-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { type Column, headGroups } from './head-groups.ts'

type Props = { table: SummaryTable; columns: readonly Column[]; drills(area: string): boolean }

/** The official table: heads in two rows, the total first, every figure a way to its children. */
export function FiguresTable({ table, columns, drills }: Props) {
  const t = useMessages()
  const { rows, total, asOf, area } = table
  const counted = table.counted === 'listed' ? table.counted : undefined
  const figures = (code: string, name: string, values: Record<string, number>) =>
    columns.map(({ key, label }) => {
      const n = values[key] ?? 0
      return (
        <td key={key}>
          {n === 0 ? (
            <span className="zero">0</span>
          ) : (
            <Link
              to="/table/children"
              search={{ asOf, area: code, counted, column: key }}
              aria-label={`${t.tables.cell(name, label)} ${n}`}
            >
              {n}
            </Link>
          )}
        </td>
      )
    })
  return (
    <table className="figures">
      <FigureHeads columns={columns} />
      <tbody>
        <tr className="total-row">
          <th scope="row">{t.tables.total}</th>
          {figures(area, t.tables.total, total)}
        </tr>
        {rows.map((row) => (
          <tr key={row.area}>
            <th scope="row">
              {drills(row.area) ? (
                <Link
                  to="/table"
                  search={(before: { asOf?: string }) => ({ asOf: before.asOf, area: row.area, counted })}
                  title={t.tables.drill(row.name)}
                >
                  {row.name}
                </Link>
              ) : (
                row.name
              )}
            </th>
            {figures(row.area, row.name, row.values)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function FigureHeads({ columns }: { columns: readonly Column[] }) {
  const t = useMessages()
  const groups = headGroups(columns)
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {t.tables.area}
        </th>
        {groups.map(({ group, columns: inGroup }) =>
          group ? (
            <th key={inGroup[0]!.key} scope="colgroup" colSpan={inGroup.length}>
              {group}
            </th>
          ) : (
            inGroup.map(({ key, label }) => (
              <th key={key} scope="col" rowSpan={2}>
                {label}
              </th>
            ))
          ),
        )}
      </tr>
      <tr>
        {groups.flatMap(({ group, columns: inGroup }) =>
          group
            ? inGroup.map(({ key, label }) => (
                <th key={key} scope="col" style={{ minWidth: `${Math.min(label.length, 7)}em` }}>
                  {label}
                </th>
              ))
            : [],
        )}
      </tr>
    </thead>
  )
}
