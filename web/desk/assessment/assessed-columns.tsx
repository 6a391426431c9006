import type { ChildRow } from '#domain/child/child-api.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import type { ListColumn } from '#web/ui/ListPage.tsx'
import { childColumns } from '../child/child-columns.tsx'
import { ColourMark } from './ColourMark.tsx'

type Words = { t: Messages; label(entry: Labelled | undefined): string }

/** Columns of any list of children, with the colour behind the name. */
export function colouredColumns<R extends ChildRow>(words: Words): ListColumn<R>[] {
  const [name, ...rest] = childColumns([], words) as ListColumn<R>[]
  return [
    name!,
    {
      key: 'colour',
      title: words.t.assessment.colour,
      width: 90,
      cell: ({ colour }) => colour && <ColourMark colour={colour} />,
    },
    ...rest,
  ]
}
