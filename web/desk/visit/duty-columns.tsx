import type { ReactNode } from 'react'
import { daysBetween, type PlainDate } from '#domain/dates.ts'
import { TIER } from '#domain/duty/duties.ts'
import { DUTIES } from '#domain/duty/duty-acts.ts'
import type { DutyPage, DutyRow } from '#domain/duty/duty-api.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import type { ListColumn } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { childColumns } from '../child/child-columns.tsx'

type Words = { t: Messages; label(entry: Labelled | undefined): string }

const TONES = { high: 'red', middle: 'orange', low: 'grey' } as const
const SHOWN = ['name', 'age', 'village', 'carer']

/** By when, why, and since when nobody has been there. */
export function dutyColumns(
  words: Words,
  {
    about,
    today,
    select,
  }: { about: DutyPage | undefined; today: PlainDate; select: ((row: DutyRow) => ReactNode) | undefined },
  actions: (row: DutyRow) => ReactNode,
): ListColumn<DutyRow>[] {
  const { t, label } = words
  return [
    ...(select ? [{ key: 'select', title: t.tasks.chosen, width: 56, cell: select }] : []),
    ...childColumns([], words).filter(({ key }) => SHOWN.includes(key)),
    {
      key: 'rule',
      title: t.visits.task,
      cell: ({ rule, reasons, said }) =>
        rule === 'visit' || rule === 'check' ? (
          label(DUTIES[rule])
        ) : (
          <>
            {label(DUTIES[rule])}{' '}
            <Mark tone={rule === 'problem' || rule === 'returned' ? 'red' : 'blue'}>
              {said ?? reasons.map(label).join(t.common.list)}
            </Mark>
          </>
        ),
    },
    {
      key: 'due',
      title: t.visits.due,
      cell: ({ due, postponed }) => {
        const late = daysBetween(due, today)
        return (
          <>
            {due}{' '}
            {late > 0 ? (
              <Mark tone="red">{t.visits.overdueBy(late)}</Mark>
            ) : (
              late >= -7 && <Mark tone="orange">{late === 0 ? t.common.today : t.visits.inDays(-late)}</Mark>
            )}{' '}
            {postponed && <Mark>{t.visits.postponed}</Mark>}
          </>
        )
      },
    },
    {
      key: 'tier',
      title: t.visits.tier,
      cell: ({ tier, rule, reasons }) => (
        <>
          <Mark tone={TONES[tier]}>{label(TIER[tier])}</Mark>{' '}
          {rule === 'visit' && reasons.map(label).join(t.common.list)}
        </>
      ),
    },
    {
      key: 'lastOn',
      title: about === 'agreements' ? t.agreements.lastSigned : t.visits.lastOn,
      cell: ({ rule, lastOn }) => {
        if (rule === 'campaign') return null
        if (rule === 'agreement') return lastOn ?? t.agreements.neverSigned
        if (rule === 'check') return ''
        if (rule === 'returned') return t.reviews.visitOf(lastOn ?? '')
        if (lastOn === null && rule === 'contact') return t.contact.neverKnown
        if (lastOn === null) return t.visits[rule === 'assessment' ? 'neverAssessed' : 'never']
        if (rule === 'problem') return t.visits.foundOn(lastOn)
        if (rule === 'contact') return t.contact.lastOn(lastOn)
        return rule === 'measure' ? t.visits.plannedOn(lastOn) : lastOn
      },
    },
    {
      key: 'assigned',
      title: t.tasks.assignedTo,
      cell: ({ assigned }) =>
        assigned ? (
          <>
            {assigned.to.name} {assigned.by && <Mark tone="blue">{t.tasks.doBy(assigned.by)}</Mark>}
            {assigned.note && <div className="field-hint">{assigned.note}</div>}
          </>
        ) : (
          <span className="zero">{t.tasks.village}</span>
        ),
    },
    { key: 'actions', title: t.common.operation, cell: actions },
  ]
}
