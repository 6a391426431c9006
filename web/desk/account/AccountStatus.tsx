import { Tag } from 'antd'
import type { AccountItem } from '#domain/account/account-api.ts'
import { useMessages } from '#web/messages/language.tsx'

const COLOURS = { pending: 'warning', active: 'success', disabled: 'default' } as const

export function AccountStatus({ account }: { account: AccountItem }) {
  const t = useMessages()
  return (
    <>
      <Tag color={COLOURS[account.status]}>{t.accounts.statuses[account.status]}</Tag>
      {account.locked && <Tag color="error">{t.accounts.locked}</Tag>}
    </>
  )
}
