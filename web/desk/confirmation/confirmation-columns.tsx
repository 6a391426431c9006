import type { ReactNode } from 'react'
import type { VillageList } from '#domain/confirmation/confirmation-api.ts'
import type { Messages } from '#web/messages/zh-CN.ts'
import type { ListColumn } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { clock } from '#web/ui/today.ts'

export function confirmationColumns(
  t: Messages,
  list: (row: VillageList) => ReactNode,
  action?: (row: VillageList) => ReactNode,
): ListColumn<VillageList>[] {
  return [
    {
      key: 'village',
      title: t.children.village,
      main: true,
      cell: ({ township, village }) => (
        <>
          {township} <b>{village}</b>
        </>
      ),
    },
    { key: 'children', title: t.confirmations.now, align: 'right', width: 90, cell: list },
    {
      key: 'state',
      title: t.confirmations.state,
      cell: ({ confirmation }) =>
        confirmation === null ? (
          <Mark tone="orange">{t.confirmations.states.open}</Mark>
        ) : confirmation.changed ? (
          <Mark tone="orange">{t.confirmations.states.changed}</Mark>
        ) : (
          <Mark tone="green">{t.confirmations.states.confirmed}</Mark>
        ),
    },
    {
      key: 'confirmed',
      title: t.confirmations.lastTime,
      cell: ({ confirmation }) =>
        confirmation
          ? t.confirmations.said(confirmation.by, clock(confirmation.at), confirmation.children)
          : t.common.none,
    },
    ...(action ? [{ key: 'action', title: t.common.operation, cell: action }] : []),
  ]
}
