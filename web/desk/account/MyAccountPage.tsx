import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { ApiTokens } from './ApiTokens.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactorForm } from './SecondFactorForm.tsx'
import { Sessions } from './Sessions.tsx'
import { useEnter, useMe } from './session.ts'

export default function MyAccountPage() {
  const t = useMessages()
  const { secondFactor } = useMe()
  const enter = useEnter()
  const [binding, setBinding] = useState(false)
  return (
    <PageFrame title={t.me.title}>
      <div className="my-account">
        <section className="block">
          <h2>{t.signIn.changeTitle}</h2>
          <PasswordForm onDone={enter} />
        </section>
        <section className="block">
          <h2>{t.signIn.code}</h2>
          <Alert
            type={secondFactor ? 'success' : 'warning'}
            showIcon
            title={secondFactor ? t.signIn.factorBound : t.signIn.factorUnbound}
          />
          {binding ? (
            <SecondFactorForm
              onDone={(account) => {
                setBinding(false)
                enter(account)
              }}
            />
          ) : (
            <Button onClick={() => setBinding(true)}>
              {secondFactor ? t.signIn.factorAgain : t.signIn.factorTitle}
            </Button>
          )}
        </section>
      </div>
      <Sessions />
      <ApiTokens />
    </PageFrame>
  )
}
