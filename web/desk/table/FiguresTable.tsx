import { Link } from '@tanstack/react-router'
import type { Table } from '#domain/table/table-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { type Column, headGroups } from './head-groups.ts'
import type { TableListSearch } from './table-searches.ts'

type Props = {
  table: Table
  columns: readonly Column[]
  search: Partial<TableListSearch>
  drills(area: string): boolean
}

/** The official table: heads in two rows, the total first, every figure a way to its children. */
export function FiguresTable({ table, columns, search, drills }: Props) {
  const t = useMessages()
  const { rows, total, area, base } = table
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
              search={{ ...search, area: code, column: key }}
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
        {base && <ChangeRows columns={columns} now={total} base={base} />}
        {rows.map((row) => (
          <tr key={row.area}>
            <th scope="row">
              {drills(row.area) ? (
                <Link to="/table" search={{ ...search, area: row.area }} title={t.tables.drill(row.name)}>
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

type Values = Record<string, number>

/** Beneath the total: the base period, how many more or fewer, and by how many per cent. */
function ChangeRows({
  columns,
  now,
  base,
}: {
  columns: readonly Column[]
  now: Values
  base: NonNullable<Table['base']>
}) {
  const t = useMessages()
  const change = (key: string) => (now[key] ?? 0) - (base.total[key] ?? 0)
  const signed = (n: number, digits: number) => `${n > 0 ? '+' : ''}${n.toFixed(digits)}`
  const percent = (key: string) => {
    const from = base.total[key] ?? 0
    return from === 0 ? '—' : signed((change(key) / from) * 100, 2)
  }
  const rows: [string, (key: string) => string | number][] = [
    [t.tables.baseOf(base.asOf), (key) => base.total[key] ?? 0],
    [t.tables.change, (key) => signed(change(key), 0)],
    [t.tables.changePercent, percent],
  ]
  return rows.map(([name, cell]) => (
    <tr key={name} className="change-row">
      <th scope="row">{name}</th>
      {columns.map(({ key }) => (
        <td key={key}>{cell(key)}</td>
      ))}
    </tr>
  ))
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
