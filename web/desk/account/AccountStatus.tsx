import type { AccountItem } from '#domain/account/account-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'

const COLOURS = { pending: 'orange', active: 'green', disabled: 'grey' } as const

export function AccountStatus({ account }: { account: AccountItem }) {
  const t = useMessages()
  return (
    <>
      <Mark tone={COLOURS[account.status]}>{t.accounts.statuses[account.status]}</Mark>
      {account.locked && <Mark tone="red">{t.accounts.locked}</Mark>}
    </>
  )
}
