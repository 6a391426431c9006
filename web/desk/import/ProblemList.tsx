import type { z } from 'zod'
import type { ImportItem } from '#domain/import/import-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { RowTable } from '#web/ui/RowTable.tsx'
import { problemGroups } from './problem-groups.ts'

const COLOURS = { refused: 'red', flagged: 'orange', noted: 'grey' } as const

/** What was refused, flagged or noted, kind by kind. The rows below show each one where it occurs. */
export function ProblemList({ item }: { item: z.infer<typeof ImportItem> }) {
  const t = useMessages()
  const weights = ['refused', 'flagged', 'noted'] as const
  const groups = weights.flatMap((weight) => problemGroups(weight, item[weight]))
  if (groups.length === 0) return null
  return (
    <section aria-labelledby="problems-title">
      <h2 className="section-title" id="problems-title">
        {t.imports.problemsTitle}
      </h2>
      <RowTable
        rows={groups}
        rowKey={(group) => group.key}
        columns={[
          {
            key: 'weight',
            title: t.imports.outcome,
            width: 70,
            cell: ({ weight }) => <Mark tone={COLOURS[weight]}>{t.imports[weight]}</Mark>,
          },
          { key: 'message', title: t.imports.problem, cell: (group) => group.message },
          { key: 'count', title: t.imports.count, width: 60, align: 'right', cell: (group) => group.count },
          { key: 'places', title: t.imports.places, cell: (group) => group.places },
        ]}
      />
    </section>
  )
}
