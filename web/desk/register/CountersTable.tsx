import { Link } from '@tanstack/react-router'
import { COUNTERS, type Counter } from '#domain/register/counters.ts'
import type { RegisterCounts } from '#domain/register/register-api.ts'
import { useLanguage } from '#web/messages/language.tsx'

type Props = { counts: RegisterCounts; drills(area: string): boolean }

const GROUPS: readonly { key: 'month' | 'ever'; counters: readonly Counter[] }[] = [
  {
    key: 'month',
    counters: ['atStart', 'added', 'returned', 'movedIn', 'movedOut', 'leaving', 'atEnd'],
  },
  { key: 'ever', counters: ['everAdded', 'left', 'gone'] },
]
const SHOWN = GROUPS.flatMap(({ counters }) => counters)

/** Every number is a way to its children, every area that has others below to these. */
export function CountersTable({ counts, drills }: Props) {
  const { t, label } = useLanguage()
  const { month, rows, total, area } = counts
  const cells = (code: string, name: string, values: Record<string, number>) =>
    SHOWN.map((counter) => {
      const n = values[counter] ?? 0
      return (
        <td key={counter}>
          {n === 0 ? (
            <span className="zero">0</span>
          ) : (
            <Link
              to="/register/children"
              search={{ month, area: code, counter }}
              aria-label={`${t.tables.cell(name, label(COUNTERS[counter]))} ${n}`}
            >
              {n}
            </Link>
          )}
        </td>
      )
    })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t.register.title}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t.tables.area}
            </th>
            {GROUPS.map(({ key, counters }) => (
              <th key={key} scope="colgroup" colSpan={counters.length}>
                {t.register.groups[key]}
              </th>
            ))}
          </tr>
          <tr>
            {SHOWN.map((counter) => (
              <th key={counter} scope="col">
                {label(COUNTERS[counter])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {total && (
            <tr className="total-row">
              <th scope="row">{t.tables.total}</th>
              {cells(area, t.tables.total, total)}
            </tr>
          )}
          {rows.map((row) => (
            <tr key={row.area}>
              <th scope="row">
                {drills(row.area) ? (
                  <Link to="/register" search={{ month, area: row.area }} title={t.tables.drill(row.name)}>
                    {row.name}
                  </Link>
                ) : (
                  row.name
                )}
              </th>
              {cells(row.area, row.name, row.values)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
