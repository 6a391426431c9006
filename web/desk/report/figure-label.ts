import { type Figure, figureName } from '#domain/report/figure.ts'
import { LEFT_BEHIND_SUMMARY } from '#domain/table/left-behind-summary.ts'
import type { Labelled } from '#web/messages/language.tsx'

/** What a figure counts, in the reader's language; 未采集 says of what, and in a list of all of them so does 其他. Groups have the official Chinese words alone. */
export function figureLabel(
  { key, label: own }: Pick<Figure, 'key' | 'label'>,
  label: (entry: Labelled) => string,
  grouped = key.endsWith('NotCollected'),
): string {
  if (own) return own
  const group = LEFT_BEHIND_SUMMARY.columns.find((column) => column.key === key)?.group
  const name = label(figureName(key))
  return grouped && group ? `${group} · ${name}` : name
}
