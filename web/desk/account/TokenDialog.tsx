import { Input, InputNumber } from 'antd'
import { useState } from 'react'
import { createToken, listTokens } from '#domain/account/account-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'

export function TokenDialog({ onClose, onMade }: { onClose(): void; onMade(token: string): void }) {
  const t = useMessages()
  const create = useCall(createToken, [listTokens])
  const [label, setLabel] = useState('')
  const [days, setDays] = useState(90)
  const [password, setPassword] = useState('')
  return (
    <ReasonDialog
      title={t.me.tokenNew}
      noReason
      ready={label.trim() !== '' && password !== ''}
      onClose={onClose}
      onSubmit={async () => onMade((await create.mutateAsync({ body: { label, days, password } })).token)}
    >
      <Field label={t.me.tokenLabel}>
        <Input value={label} maxLength={60} onChange={(event) => setLabel(event.target.value)} />
      </Field>
      <Field label={t.me.tokenDays}>
        <InputNumber value={days} min={1} max={365} precision={0} onChange={(value) => setDays(value ?? 1)} />
      </Field>
      <Field label={t.signIn.current}>
        <Input.Password
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
    </ReasonDialog>
  )
}
