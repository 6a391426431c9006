import type { z } from 'zod'
import type { ImportItem } from '#domain/import/import-api.ts'
import { useMessages } from '#web/messages/language.tsx'

/** The figures first: whoever imports wants to know whether they are what he expects. */
export function ImportCounts({ item }: { item: z.infer<typeof ImportItem> }) {
  const t = useMessages()
  const counts = [
    { key: 'rows', label: t.imports.rows, n: item.rows },
    {
      key: 'create',
      label: item.status === 'previewed' ? t.imports.willCreate : t.imports.create,
      n: item.created,
    },
    {
      key: 'update',
      label: item.status === 'previewed' ? t.imports.willUpdate : t.imports.update,
      n: item.updated,
    },
    { key: 'unchanged', label: t.imports.unchanged, n: item.unchanged },
    { key: 'held', label: t.imports.held, n: item.held },
    { key: 'refused', label: t.imports.refused, n: item.refused.length },
    { key: 'flagged', label: t.imports.flagged, n: item.flagged.length },
  ]
  return (
    <dl className="big-numbers">
      {counts.map(({ key, label, n }) => (
        <div key={key} className={n > 0 ? `is-${key}` : 'is-zero'}>
          <dt>{label}</dt>
          <dd>{n}</dd>
        </div>
      ))}
    </dl>
  )
}
