import { Input } from 'antd'
import { useState } from 'react'
import { createAccount, listAccounts } from '#domain/account/account-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'

type Props = { onClose(): void; onPassword(password: string): void }

/** The system administrator makes the account; what it may do is granted by somebody else. */
export function CreateAccountDialog({ onClose, onPassword }: Props) {
  const t = useMessages()
  const create = useCall(createAccount, [listAccounts])
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const ready = createAccount.body!.safeParse({ login, name }).success
  return (
    <ReasonDialog
      title={t.accounts.new}
      noReason
      ready={ready}
      onClose={onClose}
      onSubmit={async () => onPassword((await create.mutateAsync({ body: { login, name } })).password)}
    >
      <Field label={t.accounts.name}>
        <Input
          value={name}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label={t.accounts.login} hint={t.accounts.loginHint}>
        <Input
          value={login}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setLogin(event.target.value)}
        />
      </Field>
    </ReasonDialog>
  )
}
