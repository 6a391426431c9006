import { type Figure, figureName } from '#domain/report/figure.ts'
import { LEFT_BEHIND_SUMMARY } from '#domain/table/left-behind-summary.ts'
import type { Labelled } from '#web/messages/language.tsx'

/** What a figure counts, in the reader's language; 未采集 says of what. */
export function figureLabel(
  { key, label: own }: Pick<Figure, 'key' | 'label'>,
  label: (entry: Labelled) => string,
): string {
  if (own) return own
  const group = LEFT_BEHIND_SUMMARY.columns.find((column) => column.key === key)?.group
  const name = label(figureName(key))
  return key.endsWith('NotCollected') && group ? `${group} · ${name}` : name
}
