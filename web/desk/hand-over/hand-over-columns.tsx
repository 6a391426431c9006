import type { ReactNode } from 'react'
import { ROLES } from '#domain/access/roles.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { SEX } from '#domain/fact/code-lists.ts'
import { RECEIVE_WITHIN_DAYS, type WaitingHandOver } from '#domain/hand-over/hand-over-api.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import type { ListColumn } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'

type Words = { t: Messages; label(entry: Labelled | undefined): string }

/** What tells a receiver who it is, and how long it has been waiting. */
export function handOverColumns(
  { t, label }: Words,
  actions: (row: WaitingHandOver) => ReactNode,
): ListColumn<WaitingHandOver>[] {
  return [
    {
      key: 'name',
      title: label(CHILD_FACTS.name),
      main: true,
      cell: ({ name, sex, birthYear }) => (
        <>
          <b>{name ?? t.children.nameless}</b>{' '}
          {[sex && label(SEX[sex]), birthYear && t.handOvers.bornIn(birthYear)].filter(Boolean).join(' ')}
        </>
      ),
    },
    { key: 'from', title: t.handOvers.from, cell: ({ from }) => from.name },
    { key: 'to', title: t.handOvers.to, cell: ({ to }) => to.name },
    {
      key: 'askedOn',
      title: t.handOvers.askedOn,
      cell: ({ askedOn, backOn, waitingDays, overdue }) => (
        <>
          {askedOn}{' '}
          {backOn ? (
            <Mark tone="red">{t.handOvers.back(backOn)}</Mark>
          ) : overdue ? (
            <Mark tone="red">{t.handOvers.overdue(waitingDays, RECEIVE_WITHIN_DAYS)}</Mark>
          ) : (
            waitingDays > 0 && t.handOvers.days(waitingDays)
          )}
        </>
      ),
    },
    {
      key: 'askedBy',
      title: t.handOvers.askedBy,
      cell: ({ askedBy }) => t.file.by(askedBy.name, label(ROLES[askedBy.role])),
    },
    { key: 'actions', title: t.common.operation, cell: actions },
  ]
}
