import { Alert, Button } from 'antd'
import type { Me } from '#domain/account/account-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { EntrancePage } from './EntrancePage.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactorForm } from './SecondFactorForm.tsx'
import { useEnter, useLeave, useMe } from './session.ts'

/** What stands between signing in and working: an own password, then the second factor. */
export default function FirstSteps({ step }: { step: NonNullable<Me['first']> }) {
  const t = useMessages()
  const { county } = useMe()
  const enter = useEnter()
  const leave = useLeave()
  const password = step === 'changePassword'
  return (
    <EntrancePage title={password ? t.signIn.changeTitle : t.signIn.factorTitle} county={county.name}>
      <Alert type="info" showIcon title={password ? t.signIn.changeFirst : t.signIn.factorFirst} />
      {password ? <PasswordForm initial onDone={enter} /> : <SecondFactorForm onDone={enter} />}
      <Button type="link" onClick={leave}>
        {t.shell.signOut}
      </Button>
    </EntrancePage>
  )
}
