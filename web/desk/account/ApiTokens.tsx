import { useQuery } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { listTokens, revokeToken } from '#domain/account/account-api.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ListBody } from '#web/ui/ListPage.tsx'
import { ShownOnce } from '#web/ui/ShownOnce.tsx'
import { clock } from '#web/ui/today.ts'
import { TokenDialog } from './TokenDialog.tsx'

export function ApiTokens() {
  const t = useMessages()
  const tokens = useQuery(queryOf(listTokens, {}))
  const revoke = useCall(revokeToken, [listTokens])
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string>()
  return (
    <section aria-labelledby="tokens-title">
      <div className="section-head">
        <h2 className="section-title" id="tokens-title">
          {t.me.tokens}
        </h2>
        <Button onClick={() => setAdding(true)}>{t.me.tokenNew}</Button>
      </div>
      <p className="block-hint">{t.me.tokensHint}</p>
      <ListBody
        list={{ ...tokens, data: tokens.data?.tokens }}
        rowKey={(row) => row.id}
        empty={t.state.empty}
        columns={[
          { key: 'label', title: t.me.tokenLabel, main: true, cell: (row) => <b>{row.label}</b> },
          { key: 'created', title: t.imports.at, cell: (row) => clock(row.createdAt) },
          { key: 'expires', title: t.me.expiresAt, cell: (row) => clock(row.expiresAt) },
          {
            key: 'used',
            title: t.me.lastUsedAt,
            cell: (row) => (row.lastUsedAt ? clock(row.lastUsedAt) : t.me.never),
          },
          {
            key: 'revoke',
            title: t.common.operation,
            width: 100,
            cell: (row) => (
              <Popconfirm
                title={t.me.tokenRevokeAsk}
                onConfirm={() => revoke.mutate({ params: { token: row.id } })}
              >
                <Button size="small">{t.me.tokenRevoke}</Button>
              </Popconfirm>
            ),
          },
        ]}
      />
      {adding && <TokenDialog onClose={() => setAdding(false)} onMade={setSecret} />}
      {secret && (
        <ShownOnce
          title={t.me.tokenNew}
          hint={t.me.tokenOnce}
          secret={secret}
          onClose={() => setSecret(undefined)}
        />
      )}
    </section>
  )
}
