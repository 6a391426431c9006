import { Link } from '@tanstack/react-router'
import { COUNTERS, type Counter } from '#domain/register/counters.ts'
import type { RegisterCounts } from '#domain/register/register-api.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { FiguresByArea } from '#web/ui/FiguresByArea.tsx'

type Props = { counts: RegisterCounts; drills(area: string): boolean }

const GROUPS: readonly { key: 'month' | 'ever'; counters: readonly Counter[] }[] = [
  {
    key: 'month',
    counters: ['atStart', 'added', 'returned', 'movedIn', 'movedOut', 'leaving', 'atEnd'],
  },
  { key: 'ever', counters: ['everAdded', 'left', 'gone'] },
]

export function CountersTable({ counts, drills }: Props) {
  const { t, label } = useLanguage()
  const { month, rows, total, area } = counts
  return (
    <FiguresByArea<Counter>
      label={t.register.title}
      groups={GROUPS.map(({ key, counters }) => ({ title: t.register.groups[key], keys: counters }))}
      titleOf={(counter) => label(COUNTERS[counter])}
      rows={rows}
      total={total && { area, name: t.tables.total, values: total }}
      below={{
        of: drills,
        link: (row) => (
          <Link to="/register" search={{ month, area: row.area }} title={t.tables.drill(row.name)}>
            {row.name}
          </Link>
        ),
      }}
      cell={(row, counter, name) => (
        <Link to="/register/children" search={{ month, area: row.area, counter }} aria-label={name}>
          {row.values[counter]}
        </Link>
      )}
    />
  )
}
