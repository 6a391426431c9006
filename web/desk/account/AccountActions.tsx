import { App } from 'antd'
import { useState } from 'react'
import { type AccountItem, disableAccount, listAccounts, resetPassword } from '#domain/account/account-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { GrantDialog } from './GrantDialog.tsx'
import { useMay, useMe } from './session.ts'

type Props = { account: AccountItem; onPassword(password: string): void }

export function AccountActions({ account, onPassword }: Props) {
  const t = useMessages()
  const { modal, message } = App.useApp()
  const own = useMe().account === account.id && t.accounts.self
  const mayGrant = useMay('account.grant')
  const mayDisable = useMay('account.disable')
  const mayReset = useMay('account.create')
  const disable = useCall(disableAccount, [listAccounts])
  const reset = useCall(resetPassword, [listAccounts])
  const [granting, setGranting] = useState(false)
  const params = { account: account.id }
  const fail = (error: unknown) => void message.error(failureText(error, t), 6)
  const disabled = account.status === 'disabled' && t.accounts.statuses.disabled

  const askDisable = () =>
    modal.confirm({
      title: t.accounts.disable,
      content: t.accounts.disableAsk(account.name),
      okButtonProps: { danger: true },
      onOk: () => disable.mutateAsync({ params }).catch(fail),
    })
  const askReset = () =>
    modal.confirm({
      title: t.accounts.reset,
      content: t.accounts.resetAsk(account.name),
      onOk: () => reset.mutateAsync({ params }).then((answer) => onPassword(answer.password), fail),
    })
  return (
    <div className="row-buttons">
      <ReasonedButton
        size="small"
        unless={own || (!mayGrant && t.accounts.onlySecurity)}
        onClick={() => setGranting(true)}
      >
        {t.accounts.grant}
      </ReasonedButton>
      <ReasonedButton
        size="small"
        unless={own || disabled || (!mayReset && t.accounts.onlySystem)}
        onClick={askReset}
      >
        {t.accounts.reset}
      </ReasonedButton>
      <ReasonedButton
        size="small"
        unless={own || disabled || (!mayDisable && t.common.notAllowedHere)}
        onClick={askDisable}
      >
        {t.accounts.disable}
      </ReasonedButton>
      {granting && <GrantDialog account={account} onClose={() => setGranting(false)} />}
    </div>
  )
}
