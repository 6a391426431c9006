import { Link } from '@tanstack/react-router'
import type { SummaryTable as Summary } from '#domain/table/table-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { headGroups } from './head-groups.ts'

type Props = { table: Summary; drills(area: string): boolean }

/** The official table: heads in two rows, the total first, every figure a way to its children. */
export function SummaryTable({ table, drills }: Props) {
  const t = useMessages()
  const { columns, rows, total, asOf, area } = table
  const groups = headGroups(columns)
  const cell = (code: string, name: string, values: Record<string, number>) =>
    columns.map(({ key, label }) => {
      const n = values[key] ?? 0
      return (
        <td key={key}>
          {n === 0 ? (
            <span className="zero">0</span>
          ) : (
            <Link
              to="/table/children"
              search={{ asOf, area: code, column: key }}
              aria-label={`${t.tables.cell(name, label)} ${n}`}
            >
              {n}
            </Link>
          )}
        </td>
      )
    })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t.tables.title}>
      <table className="figures">
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
        <tbody>
          <tr className="total-row">
            <th scope="row">{t.tables.total}</th>
            {cell(area, t.tables.total, total)}
          </tr>
          {rows.map((row) => (
            <tr key={row.area}>
              <th scope="row">
                {drills(row.area) ? (
                  <Link
                    to="/table"
                    search={(before: { asOf?: string }) => ({ asOf: before.asOf, area: row.area })}
                    title={t.tables.drill(row.name)}
                  >
                    {row.name}
                  </Link>
                ) : (
                  row.name
                )}
              </th>
              {cell(row.area, row.name, row.values)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
