import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Space } from 'antd'
import { useState } from 'react'
import { type Direction, listHandOvers, type WaitingHandOver } from '#domain/hand-over/hand-over-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Empty } from '#web/ui/states.tsx'
import { useMay, useMe } from '../account/session.ts'
import { ClaimDialog } from './ClaimDialog.tsx'
import { EndHandOverDialog } from './EndHandOverDialog.tsx'
import { handOverColumns } from './hand-over-columns.tsx'

const route = getRouteApi('/hand-overs')
const SIZE = 20

type Asking = { what: 'claim' | 'decline' | 'withdraw' | 'keep'; of: WaitingHandOver }

/** 待认领: children whom nobody has received yet, the longest waiting first. */
export default function HandOverListPage() {
  const words = useLanguage()
  const { t } = words
  const { role } = useMe()
  const mayAsk = useMay('child.handOver')
  const navigate = useNavigate({ from: '/hand-overs' })
  const { page = 1, ...search } = route.useSearch()
  const [asking, setAsking] = useState<Asking>()
  // The county has both sides before it.
  const sided = role === 'villageDirector' || role === 'townshipSupervisor'
  const direction: Direction = sided ? (search.direction ?? 'incoming') : 'all'
  const list = useQuery(listQueryOf(listHandOvers, { params: { direction, page, size: SIZE } }))
  const close = () => setAsking(undefined)
  const actions = (row: WaitingHandOver) => (
    <Space wrap>
      {row.mayReceive && (
        <>
          <Button type="primary" size="small" onClick={() => setAsking({ what: 'claim', of: row })}>
            {t.handOvers.claim}
          </Button>
          <Button size="small" onClick={() => setAsking({ what: 'decline', of: row })}>
            {t.handOvers.ends.decline.ok}
          </Button>
        </>
      )}
      {row.mine && mayAsk && (
        <Button size="small" onClick={() => setAsking({ what: row.backOn ? 'keep' : 'withdraw', of: row })}>
          {t.handOvers.ends[row.backOn ? 'keep' : 'withdraw'].ok}
        </Button>
      )}
      {row.mine && (
        <Link to="/children/$child" params={{ child: row.child }}>
          {t.children.open}
        </Link>
      )}
    </Space>
  )
  return (
    <>
      <ListPage
        title={t.handOvers.title}
        lead={direction === 'outgoing' ? t.handOvers.leadOutgoing : t.handOvers.lead}
        filters={
          sided && (
            <Segmented<Direction>
              aria-label={t.handOvers.direction}
              value={direction}
              onChange={(next) =>
                navigate({ search: { direction: next === 'incoming' ? undefined : next }, replace: true })
              }
              options={(['incoming', 'outgoing'] as const).map((value) => ({
                value,
                label: t.handOvers.directions[value],
              }))}
            />
          )
        }
        list={{ ...list, data: list.data?.handOvers }}
        columns={handOverColumns(words, actions)}
        rowKey={(row) => row.id}
        paging={{
          page,
          size: SIZE,
          total: list.data?.total ?? 0,
          onPage: (next) => navigate({ search: (before) => ({ ...before, page: next }) }),
        }}
        empty={<Empty title={t.handOvers.none[direction]} hint={t.handOvers.noneHint} />}
      />
      {asking?.what === 'claim' && (
        <ClaimDialog
          handOver={asking.of}
          onClose={close}
          onClaimed={() => navigate({ to: '/children/$child', params: { child: asking.of.child } })}
        />
      )}
      {asking && asking.what !== 'claim' && (
        <EndHandOverDialog
          child={asking.of.child}
          handOver={asking.of.id}
          how={asking.what}
          onClose={close}
        />
      )}
    </>
  )
}
