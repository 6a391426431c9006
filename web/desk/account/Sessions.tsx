import { useQuery } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { listSessions, revokeSession } from '#domain/account/account-api.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ListBody } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { clock } from '#web/ui/today.ts'
import { deviceText } from './device-text.ts'

export function Sessions() {
  const t = useMessages()
  const sessions = useQuery(queryOf(listSessions, {}))
  const revoke = useCall(revokeSession, [listSessions])
  return (
    <section aria-labelledby="sessions-title">
      <h2 className="section-title" id="sessions-title">
        {t.me.sessions}
      </h2>
      <p className="block-hint">{t.me.sessionsHint}</p>
      <ListBody
        list={{ ...sessions, data: sessions.data?.sessions }}
        rowKey={(row) => row.id}
        empty={t.state.empty}
        columns={[
          { key: 'device', title: t.me.device, main: true, cell: (row) => deviceText(row.agent) },
          { key: 'address', title: t.me.address, cell: (row) => row.address ?? '—' },
          { key: 'created', title: t.me.createdAt, cell: (row) => clock(row.createdAt) },
          { key: 'seen', title: t.me.lastSeenAt, cell: (row) => clock(row.lastSeenAt) },
          {
            key: 'revoke',
            title: t.common.operation,
            width: 120,
            cell: (row) =>
              row.current ? (
                <Mark tone="blue">{t.me.thisOne}</Mark>
              ) : (
                <Popconfirm
                  title={t.me.revokeAsk}
                  onConfirm={() => revoke.mutate({ params: { session: row.id } })}
                >
                  <Button size="small">{t.me.revoke}</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </section>
  )
}
