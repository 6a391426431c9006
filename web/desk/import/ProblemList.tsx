import { Tag } from 'antd'
import type { z } from 'zod'
import type { ImportItem } from '#domain/import/import-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { RowTable } from '#web/ui/RowTable.tsx'

const SHOWN = 200

/** What was refused, flagged or noted, in the order of its weight. The rows table below has all of them. */
export function ProblemList({ item }: { item: z.infer<typeof ImportItem> }) {
  const t = useMessages()
  const all = [
    ...item.refused.map((issue) => ({ ...issue, weight: 'refused' as const })),
    ...item.flagged.map((issue) => ({ ...issue, weight: 'flagged' as const })),
    ...item.noted.map((issue) => ({ ...issue, weight: 'noted' as const })),
  ]
  if (all.length === 0) return null
  const colours = { refused: 'error', flagged: 'warning', noted: 'default' } as const
  const rows = all.slice(0, SHOWN).map((issue, n) => ({ ...issue, key: String(n) }))
  return (
    <details className="block" open={item.refused.length + item.flagged.length > 0}>
      <summary>
        {t.imports.problemsTitle} <small>{t.common.total(all.length)}</small>
      </summary>
      <RowTable
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: 'weight',
            title: t.imports.outcome,
            width: 70,
            cell: (row) => <Tag color={colours[row.weight]}>{t.imports[row.weight]}</Tag>,
          },
          {
            key: 'place',
            title: t.imports.row,
            width: 170,
            cell: (row) => [row.sheet || row.file, row.row].join(' : '),
          },
          { key: 'message', title: t.imports.problem, cell: (row) => row.message },
        ]}
      />
    </details>
  )
}
