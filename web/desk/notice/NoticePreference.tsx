import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { noticePreference, setNoticePreference } from '#domain/notice/notice-api.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'

const PHONE = /^1[3-9]\d{9}$/

/** Whether notices come by SMS too, and to which number. */
export function NoticePreference() {
  const t = useMessages()
  const { message } = App.useApp()
  const { data } = useQuery(queryOf(noticePreference, {}))
  const save = useCall(setNoticePreference, [noticePreference])
  const [phone, setPhone] = useState('')
  if (!data) return null
  const set = (sms: boolean) =>
    save
      .mutateAsync({ body: { sms, ...(phone && { phone }) } })
      .then(() => {
        setPhone('')
        message.success(t.common.saved)
      })
      .catch((error: unknown) => message.error(failureText(error, t)))
  const wrong = phone !== '' && !PHONE.test(phone)
  return (
    <section className="block" aria-labelledby="notice-preference">
      <h2 id="notice-preference">{t.notices.preference}</h2>
      <p className="block-hint">{data.gateway ? t.notices.preferenceHint : t.notices.noGateway}</p>
      <Checkbox
        checked={data.sms}
        disabled={save.isPending || (!data.phone && !PHONE.test(phone))}
        onChange={(event) => void set(event.target.checked)}
      >
        {t.notices.sms} {data.phone}
      </Checkbox>
      <Field
        label={data.phone ? t.notices.otherPhone : t.notices.phone}
        problem={wrong ? t.notices.wrongPhone : undefined}
      >
        <Input
          inputMode="tel"
          maxLength={11}
          value={phone}
          onChange={(event) => setPhone(event.target.value.trim())}
        />
      </Field>
      <Button disabled={!PHONE.test(phone) || save.isPending} onClick={() => void set(true)}>
        {t.common.save}
      </Button>
    </section>
  )
}
