import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Space } from 'antd'
import { useEffect, useState } from 'react'
import { type CadreWithLoad, listCadres, revealCadrePhone } from '#domain/grid/grid-api.ts'
import { call } from '#web/api/client.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useMay, useMe } from '../account/session.ts'
import { useAreas } from '../area/areas.ts'
import { CadreDialog } from './CadreDialog.tsx'
import { PassDialog } from './PassDialog.tsx'

const SHOWN_FOR_MS = 60_000

/** 责任人名册: who can answer for something, how much each has, and handing it to another. */
export default function PeoplePage() {
  const t = useMessages()
  const mayAdd = useMay('child.responsible')
  const mayPass = useMay('child.assign')
  const mayReveal = useMay('child.reveal')
  const { area, villages } = useMe()
  const areas = useAreas()
  const cadres = useQuery(queryOf(listCadres, {}))
  const [text, setText] = useState('')
  const [asking, setAsking] = useState<{ what: 'edit' | 'pass' | 'phone'; cadre?: CadreWithLoad }>()
  const [clear, setClear] = useState<Record<string, string>>({})
  useEffect(() => {
    if (Object.keys(clear).length === 0) return
    const timer = setTimeout(() => setClear({}), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [clear])
  const close = () => setAsking(undefined)
  const found = cadres.data?.cadres.filter(({ name, office, post }) =>
    `${name}${office}${post}`.includes(text.trim()),
  )
  const isOwn = ({ place }: CadreWithLoad) =>
    villages.length > 0
      ? villages.some(({ code }) => code === place)
      : Boolean(area) && place.startsWith(area!.code.replace(/(000)+$/, ''))
  return (
    <>
      <ListPage
        title={t.grid.people}
        lead={t.grid.peopleLead}
        actions={
          mayAdd && (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setAsking({ what: 'edit' })}
            >
              {t.grid.newCadre}
            </Button>
          )
        }
        filters={
          <Input
            allowClear
            aria-label={t.grid.find}
            placeholder={t.grid.find}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        }
        list={{ ...cadres, data: found }}
        rowKey={(row) => row.id}
        empty={t.grid.noCadres}
        columns={[
          { key: 'name', title: t.grid.name, main: true, cell: (row) => <b>{row.name}</b> },
          { key: 'office', title: t.grid.office, cell: (row) => row.office },
          { key: 'post', title: t.grid.post, cell: (row) => row.post },
          {
            key: 'phone',
            title: t.grid.phone,
            cell: (row) => (
              <>
                {clear[row.id] ?? row.phone ?? '—'}{' '}
                {row.phone && !clear[row.id] && mayReveal && (
                  <Button size="small" type="link" onClick={() => setAsking({ what: 'phone', cadre: row })}>
                    {t.grid.show}
                  </Button>
                )}
              </>
            ),
          },
          { key: 'place', title: t.grid.worksAt, cell: (row) => areas?.pathOf(row.place) ?? row.place },
          { key: 'places', title: t.grid.placesHeld, align: 'right', cell: (row) => row.places },
          { key: 'children', title: t.grid.childrenHeld, align: 'right', cell: (row) => row.children },
          {
            key: 'actions',
            title: t.common.operation,
            cell: (row) => (
              <Space wrap>
                {mayAdd && isOwn(row) && (
                  <Button size="small" onClick={() => setAsking({ what: 'edit', cadre: row })}>
                    {t.common.edit}
                  </Button>
                )}
                {mayPass && (isOwn(row) ? row.places : 0) + row.children > 0 && (
                  <Button size="small" onClick={() => setAsking({ what: 'pass', cadre: row })}>
                    {t.grid.pass}
                  </Button>
                )}
              </Space>
            ),
          },
        ]}
      />
      {asking?.what === 'edit' && <CadreDialog cadre={asking.cadre} onClose={close} />}
      {asking?.what === 'pass' && asking.cadre && <PassDialog cadre={asking.cadre} onClose={close} />}
      {asking?.what === 'phone' && asking.cadre && (
        <ReasonDialog
          title={t.grid.showPhone(asking.cadre.name)}
          onClose={close}
          onSubmit={async (reason) => {
            const { id } = asking.cadre!
            const { phone } = await call(revealCadrePhone, { params: { cadre: id }, body: { reason } })
            if (phone) setClear((before) => ({ ...before, [id]: phone }))
          }}
        />
      )}
    </>
  )
}
