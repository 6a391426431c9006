import type { KeyboardEvent, MouseEvent } from 'react'
import type { Rows } from './ListPage.tsx'

/** Enter on the row opens it, but not Enter on a button inside of it. */
export const opensByKey = (open: (() => void) | undefined) => (event: KeyboardEvent) => {
  if (event.key === 'Enter' && event.target === event.currentTarget) open?.()
}

/** A click on the row opens it, but not one on a button or link inside of it. */
export const opensByClick = (open: (() => void) | undefined) =>
  open &&
  ((event: MouseEvent) => {
    if (!(event.target as Element).closest('button, a, input, label')) open()
  })

/** A plain table: prints as it is, scrolls inside its frame, and every row is a stop for the keyboard. */
export function RowTable<Row>({ label, columns, rows, rowKey, onOpen }: Rows<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={label ?? columns[0]?.title}>
      <table className="rows">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" style={{ width: column.width, textAlign: column.align }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={onOpen && 'opens'}
              tabIndex={onOpen && 0}
              onClick={opensByClick(onOpen && (() => onOpen(row)))}
              onKeyDown={opensByKey(onOpen && (() => onOpen(row)))}
            >
              {columns.map((column) => (
                <td key={column.key} style={{ textAlign: column.align }}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
