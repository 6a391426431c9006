import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { addDays } from '#domain/dates.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { endStandIn, giveStandIn, listStandIns, type StandIn } from '#domain/grid/grid-api.ts'
import type { AccountId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'

const LONGEST_DAYS = 366
type Directors = ResultOf<typeof listStandIns>['directors']

/** 代管: a director is away, another of the township has her village for a time. */
export default function StandInPage() {
  const t = useMessages()
  const { message } = App.useApp()
  const today = useToday()
  const standIns = useQuery(queryOf(listStandIns, {}))
  const end = useCall(endStandIn, [listStandIns])
  const [giving, setGiving] = useState(false)
  const stateOf = ({ ended, from }: StandIn) =>
    ended ? (
      <Mark>{t.grid.over}</Mark>
    ) : from > today ? (
      <Mark tone="blue">{t.grid.toBegin}</Mark>
    ) : (
      <Mark tone="green">{t.grid.holds}</Mark>
    )
  return (
    <>
      <ListPage
        title={t.grid.standIns}
        lead={t.grid.standInsLead}
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setGiving(true)}>
            {t.grid.lend}
          </Button>
        }
        list={{ ...standIns, data: standIns.data?.rows }}
        rowKey={(row) => row.id}
        empty={t.grid.noStandIns}
        columns={[
          {
            key: 'village',
            title: t.grid.village,
            main: true,
            cell: (row) => (
              <>
                <b>{row.villageName}</b> {row.directors.join(t.common.list)}
              </>
            ),
          },
          { key: 'name', title: t.grid.standsIn, cell: (row) => row.name },
          { key: 'term', title: t.grid.term, cell: (row) => t.grid.termOf(row.from, row.lastDay) },
          { key: 'state', title: t.grid.state, cell: stateOf },
          { key: 'reason', title: t.common.reason, cell: (row) => row.reason },
          {
            key: 'actions',
            title: t.common.operation,
            cell: (row) =>
              !row.ended && (
                <Button
                  size="small"
                  onClick={async () => {
                    await end.mutateAsync({ params: { standIn: row.id } })
                    message.success(t.common.saved)
                  }}
                >
                  {t.grid.endNow}
                </Button>
              ),
          },
        ]}
      />
      {giving && standIns.data && (
        <LendDialog directors={standIns.data.directors} onClose={() => setGiving(false)} />
      )}
    </>
  )
}

function LendDialog({ directors, onClose }: { directors: Directors; onClose(): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const today = useToday()
  const lend = useCall(giveStandIn, [listStandIns])
  const id = useMemo(newId, [])
  const [village, setVillage] = useState<string>()
  const [account, setAccount] = useState<AccountId>()
  const [from, setFrom] = useState(today)
  const [lastDay, setLastDay] = useState(addDays(today, 14))
  const owned = directors.flatMap(({ name, villages }) =>
    villages.map((one) => ({ value: one.code, label: `${one.name} · ${name}` })),
  )
  const others = directors.filter(
    ({ villages }) =>
      village !== undefined &&
      !villages.some(({ code }) => code === village) &&
      villages.some(({ code }) => code.slice(0, 9) === village.slice(0, 9)),
  )
  return (
    <ReasonDialog
      title={t.grid.lend}
      hint={t.grid.lendHint}
      ready={village !== undefined && account !== undefined && lastDay >= from}
      onClose={onClose}
      onSubmit={async (reason) => {
        await lend.mutateAsync({ body: { id, village: village!, account: account!, from, lastDay, reason } })
        message.success(t.common.saved)
      }}
    >
      <Field label={t.grid.village}>
        <Select<string>
          value={village}
          showSearch={{ optionFilterProp: 'label' }}
          options={owned}
          onChange={(next) => {
            setVillage(next)
            setAccount(undefined)
          }}
        />
      </Field>
      <Field label={t.grid.standsIn}>
        <Select<AccountId>
          value={account}
          disabled={village === undefined}
          notFoundContent={t.grid.noOther}
          options={others.map(({ id: value, name, villages }) => ({
            value,
            label: [name, villages.map((one) => one.name).join(t.common.list)].join(' · '),
          }))}
          onChange={setAccount}
        />
      </Field>
      <Field label={t.grid.from}>
        <DayPicker
          value={from}
          min={today}
          max={addDays(today, LONGEST_DAYS)}
          allowClear={false}
          onChange={(day) => day && setFrom(day)}
        />
      </Field>
      <Field label={t.grid.lastDay}>
        <DayPicker
          value={lastDay}
          min={from}
          max={addDays(today, LONGEST_DAYS)}
          allowClear={false}
          onChange={(day) => day && setLastDay(day)}
        />
      </Field>
    </ReasonDialog>
  )
}
