import { App, Button } from 'antd'
import { useState } from 'react'
import { endResponsibility, gridOf, listCadres, type PlaceHeld } from '#domain/grid/grid-api.ts'
import { PLACE_RESPONSIBILITY } from '#domain/grid/responsibilities.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ListBody } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay, useMe } from '../account/session.ts'
import { useAreas } from '../area/areas.ts'

/** Who answers for which place, and since when. */
export function HeldList({ held }: { held: readonly PlaceHeld[] }) {
  const { t, label } = useLanguage()
  const may = useMay('child.assign')
  const { role } = useMe()
  const areas = useAreas()
  const [ending, setEnding] = useState<PlaceHeld>()
  const mayEnd = ({ kind }: PlaceHeld) =>
    may && (role === 'countyOfficer' || PLACE_RESPONSIBILITY[kind].given === 'township')
  return (
    <div>
      <h2 className="section-title">{t.grid.held}</h2>
      <ListBody
        label={t.grid.held}
        list={{ data: held, error: null, isFetching: false, refetch: () => undefined }}
        rowKey={(row) => row.id}
        empty={t.grid.nobodyYet}
        columns={[
          {
            key: 'place',
            title: t.grid.place,
            main: true,
            cell: ({ place, group }) => areas?.pathOf(place + (group ?? '')) ?? place,
          },
          { key: 'kind', title: t.grid.kind, cell: ({ kind }) => label(PLACE_RESPONSIBILITY[kind]) },
          {
            key: 'cadre',
            title: t.grid.cadre,
            cell: ({ cadre, standIn }) => (
              <>
                <b>{cadre.name}</b> {cadre.office} {cadre.post}{' '}
                {standIn && <Mark tone="orange">{t.grid.standIn}</Mark>}
              </>
            ),
          },
          { key: 'phone', title: t.grid.phone, cell: ({ cadre }) => cadre.phone ?? '—' },
          {
            key: 'term',
            title: t.grid.term,
            cell: ({ from, lastDay }) => t.grid.termOf(from, lastDay),
          },
          ...(may
            ? [
                {
                  key: 'actions',
                  title: t.common.operation,
                  cell: (row: PlaceHeld) =>
                    mayEnd(row) && (
                      <Button size="small" onClick={() => setEnding(row)}>
                        {t.grid.end}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {ending && <EndDialog held={ending} onClose={() => setEnding(undefined)} />}
    </div>
  )
}

function EndDialog({ held, onClose }: { held: PlaceHeld; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const end = useCall(endResponsibility, [gridOf, listCadres])
  const [day, setDay] = useState(today)
  return (
    <ReasonDialog
      title={t.grid.endTitle(held.cadre.name, label(PLACE_RESPONSIBILITY[held.kind]))}
      noReason
      onClose={onClose}
      onSubmit={async () => {
        await end.mutateAsync({ params: { responsibility: held.id }, body: { day } })
        message.success(t.common.saved)
      }}
    >
      <Field label={t.grid.endDay}>
        <DayPicker value={day} min={held.from} allowClear={false} onChange={(next) => next && setDay(next)} />
      </Field>
    </ReasonDialog>
  )
}
