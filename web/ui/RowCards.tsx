import type { Rows } from './ListPage.tsx'
import { opensByClick, opensByKey } from './RowTable.tsx'

/** The same rows on a phone: a card each, the main column as its heading. */
export function RowCards<Row>({ columns, rows, rowKey, onOpen }: Rows<Row>) {
  const main = columns.find((column) => column.main) ?? columns[0]!
  const rest = columns.filter((column) => column !== main)
  return (
    <ul className="row-cards">
      {rows.map((row) => (
        <li
          key={rowKey(row)}
          className={onOpen && 'opens'}
          tabIndex={onOpen && 0}
          onClick={opensByClick(onOpen && (() => onOpen(row)))}
          onKeyDown={opensByKey(onOpen && (() => onOpen(row)))}
        >
          <div className="row-card-main">{main.cell(row)}</div>
          <dl>
            {rest.map((column) => (
              <div key={column.key}>
                <dt>{column.title}</dt>
                <dd>{column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
