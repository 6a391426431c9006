import type { DuplicateItem } from '#domain/duplicate/duplicate-api.ts'
import type { Messages } from '#web/messages/zh-CN.ts'
import type { ListColumn } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'

/** A row of a list as people name it: sheet or file, then its number. */
export const placeText = ({ file, sheet, row }: { file: string; sheet: string; row: number }) =>
  [sheet || file, row].join(' : ')

export function DecisionMark({ item, t }: { item: DuplicateItem; t: Messages }) {
  if (!item.decision) return <Mark tone="orange">{t.duplicates.undecided}</Mark>
  return (
    <Mark tone={item.decision === 'same' ? 'blue' : 'green'}>{t.duplicates.decisions[item.decision]}</Mark>
  )
}

export const duplicateColumns = (t: Messages): ListColumn<DuplicateItem>[] => [
  { key: 'name', title: t.duplicates.row, main: true, width: 140, cell: (row) => <b>{row.name ?? '—'}</b> },
  { key: 'place', title: t.imports.row, width: 180, cell: placeText },
  { key: 'village', title: t.children.village, width: 120, cell: (row) => row.village ?? '—' },
  {
    key: 'other',
    title: t.duplicates.like,
    width: 180,
    cell: (row) =>
      'file' in row.other
        ? `${row.otherName ?? '—'} (${placeText(row.other)})`
        : (row.otherName ?? t.duplicates.outOfReach),
  },
  {
    key: 'reasons',
    title: t.duplicates.reasons,
    cell: (row) => row.reasons.map(({ text }) => text).join('、'),
  },
  {
    key: 'decision',
    title: t.duplicates.decision,
    width: 90,
    cell: (row) => <DecisionMark item={row} t={t} />,
  },
]
