import type { ReactNode } from 'react'
import { useMessages } from '#web/messages/language.tsx'

type Row<K extends string> = { area: string; name: string; values: Record<K, number> }
type Props<K extends string> = {
  label: string
  groups: readonly { title?: string; keys: readonly K[] }[]
  titleOf(key: K): string
  rows: readonly Row<K>[]
  total: Row<K> | null
  /** Which areas have others below them, and the way there. */
  below?: { of(area: string): boolean; link(row: Row<K>): ReactNode }
  /** Leads to the children behind a number; `name` says which, for those who cannot see where it stands. */
  cell(row: Row<K>, key: K, name: string): ReactNode
  /** Columns that are no numbers of children. */
  more?: { title: string; cell(row: Row<K>): ReactNode }
}

/** Figures by area: every number is a way to its children, every area that has others below to these. */
export function FiguresByArea<K extends string>(props: Props<K>) {
  const { label, groups, titleOf, rows, total, below, cell, more } = props
  const t = useMessages()
  const keys = groups.flatMap((group) => group.keys)
  const named = groups.some(({ title }) => title)
  const cells = (row: Row<K>) => (
    <>
      {keys.map((key) => (
        <td key={key}>
          {row.values[key] === 0 ? (
            <span className="zero">0</span>
          ) : (
            cell(row, key, `${t.tables.cell(row.name, titleOf(key))} ${row.values[key]}`)
          )}
        </td>
      ))}
      {more && <td>{more.cell(row)}</td>}
    </>
  )
  const titles = keys.map((key) => (
    <th key={key} scope="col">
      {titleOf(key)}
    </th>
  ))
  const moreTitle = more && (
    <th scope="col" rowSpan={named ? 2 : 1}>
      {more.title}
    </th>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={label}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col" rowSpan={named ? 2 : 1}>
              {t.tables.area}
            </th>
            {named
              ? groups.map((group) => (
                  <th key={group.title} scope="colgroup" colSpan={group.keys.length}>
                    {group.title}
                  </th>
                ))
              : titles}
            {moreTitle}
          </tr>
          {named && <tr>{titles}</tr>}
        </thead>
        <tbody>
          {total && (
            <tr className="total-row">
              <th scope="row">{t.tables.total}</th>
              {cells(total)}
            </tr>
          )}
          {rows.map((row) => (
            <tr key={row.area}>
              <th scope="row">{below?.of(row.area) ? below.link(row) : row.name}</th>
              {cells(row)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
