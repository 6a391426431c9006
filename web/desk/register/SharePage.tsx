import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { percent } from '#domain/table/percent.ts'
import type { Labelled } from '#web/messages/language.tsx'
import { useLanguage } from '#web/messages/language.tsx'
import { FiguresByArea } from '#web/ui/FiguresByArea.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useBelow } from '../area/areas.ts'
import { MonthFrame } from './MonthFrame.tsx'

type Row<K extends string> = { area: string; name: string; values: Record<K, number> }
type Shared<K extends string> = {
  month: string
  on: string
  area: string
  rows: Row<K>[]
  total: Record<K, number>
}
type Search = { month?: string; area?: string }
type Props<K extends string> = {
  title: string
  lead: string
  of(month: string, on: string): string
  /** All, the hits among them, and the rest. */
  counters: Record<K, Labelled>
  keys: readonly [all: K, hit: K, rest: K]
  rate: string
  meanings: readonly string[]
  query: UseQueryResult<Shared<K>>
  search: Search
  onSearch(change: Search): void
  areaLink(search: { month: string; area: string }, name: string): ReactNode
  childLink(search: { month: string; area: string; counter: K }, name: string, n: number): ReactNode
}

/** How many of those whom it concerns, in a month, by area, with the children behind each number. */
export function SharePage<K extends string>(props: Props<K>) {
  const { title, lead, of, counters, keys, rate, meanings, query, search, onSearch } = props
  const { areaLink, childLink } = props
  const { t, label } = useLanguage()
  const below = useBelow()
  return (
    <MonthFrame title={title} lead={lead} search={search} onSearch={onSearch}>
      <Loader of={query}>
        {({ month, area, on, rows, total }) => (
          <div aria-busy={query.isFetching}>
            <p className="table-facts">
              <span>{of(month, on)}</span>
              <span>{t.tables.unit}</span>
            </p>
            <FiguresByArea<K>
              label={title}
              groups={[{ keys }]}
              titleOf={(counter) => label(counters[counter])}
              rows={rows}
              total={{ area, name: t.tables.total, values: total }}
              below={{ of: below, link: (row) => areaLink({ month, area: row.area }, row.name) }}
              cell={(row, counter, name) =>
                childLink({ month, area: row.area, counter }, name, row.values[counter])
              }
              more={{ title: rate, cell: ({ values }) => percent(values[keys[0]], values[keys[1]]) }}
            />
            <ul className="table-definition">
              {meanings.map((meaning) => (
                <li key={meaning}>{meaning}</li>
              ))}
            </ul>
          </div>
        )}
      </Loader>
    </MonthFrame>
  )
}
