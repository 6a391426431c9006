import { type Figure, figureName } from '#domain/report/figure.ts'
import { SUMMARY_COLUMNS } from '#domain/table/left-behind-summary.ts'
import type { Labelled } from '#web/messages/language.tsx'

/** What a figure counts, in the reader's language; 未采集 says of what. */
export function figureLabel(
  { key, label: own }: Pick<Figure, 'key' | 'label'>,
  label: (entry: Labelled) => string,
): string {
  if (own) return own
  const group = SUMMARY_COLUMNS.find((column) => column.key === key)?.group
  const name = label(figureName(key))
  return key.endsWith('NotCollected') && group ? `${group} · ${name}` : name
}
