import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Segmented } from 'antd'
import { useState } from 'react'
import { listPhones, lockPhone, type PhoneItem } from '#domain/phone/phone-api.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Empty } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { QrCode } from '../account/QrCode.tsx'

const WEEK_MS = 7 * 86_400_000
type Which = 'all' | 'away'

/** Not heard of for a week: what was written on it since has not arrived. */
const isAway = (phone: PhoneItem, now: string) =>
  Date.parse(now) - Date.parse(phone.syncedAt ?? phone.enrolledAt) > WEEK_MS

/** The own phones and those of the workers in reach: how to install the app, who has not synchronised, and the lost ones. */
export default function PhonesPage() {
  const t = useMessages()
  const [which, setWhich] = useState<Which>('all')
  const phones = useQuery(queryOf(listPhones, {}))
  const lock = useCall(lockPhone, [listPhones])
  const { now = '', phones: all } = phones.data ?? {}
  const away = all?.filter((one) => isAway(one, now))
  const address = `${window.location.origin}/m/`
  return (
    <ListPage
      title={t.phones.title}
      lead={t.phones.lead}
      filters={
        <>
          <div className="phone-install">
            <QrCode text={address} label={t.phones.scan} />
            <div>
              <p>
                <b>{t.phones.scan}</b>
              </p>
              <p className="block-hint">{address}</p>
              <p className="block-hint">{t.phones.scanHint}</p>
            </div>
          </div>
          {!window.isSecureContext && <Alert type="warning" showIcon title={t.phones.insecure} />}
          <Segmented<Which>
            aria-label={t.phones.which}
            value={which}
            onChange={setWhich}
            options={[
              { value: 'all', label: `${t.common.all} ${all?.length ?? ''}` },
              { value: 'away', label: `${t.phones.away} ${away?.length ?? ''}` },
            ]}
          />
        </>
      }
      list={{ ...phones, data: which === 'all' ? all : away }}
      rowKey={(row) => row.id}
      empty={<Empty title={t.phones.none} hint={t.phones.noneHint} />}
      columns={[
        { key: 'who', title: t.phones.who, main: true, cell: (row) => <b>{row.account}</b> },
        { key: 'label', title: t.phones.label, cell: (row) => row.label },
        {
          key: 'villages',
          title: t.phones.villages,
          cell: (row) => row.villages.map(({ name }) => name).join(t.common.list),
        },
        {
          key: 'synced',
          title: t.phones.synced,
          cell: (row) => (
            <>
              {row.syncedAt ? clock(row.syncedAt) : t.phones.never}{' '}
              {isAway(row, now) && <Mark tone="red">{t.phones.away}</Mark>}
            </>
          ),
        },
        { key: 'waiting', title: t.phones.waiting, align: 'right', cell: (row) => row.waiting },
        {
          key: 'lock',
          title: t.common.operation,
          width: 100,
          cell: (row) => (
            <Popconfirm title={t.phones.lockAsk} onConfirm={() => lock.mutate({ params: { phone: row.id } })}>
              <Button size="small" danger>
                {t.phones.lock}
              </Button>
            </Popconfirm>
          ),
        },
      ]}
    />
  )
}
