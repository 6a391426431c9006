import { App, Select, TreeSelect } from 'antd'
import { useMemo, useState } from 'react'
import type { AreaItem } from '#domain/area/area-api.ts'
import { giveResponsibility, gridOf, listCadres } from '#domain/grid/grid-api.ts'
import { PLACE_RESPONSIBILITY, type PlaceResponsibility } from '#domain/grid/responsibilities.ts'
import type { CadreId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMe } from '../account/session.ts'
import { type Areas, useAreas } from '../area/areas.ts'
import { CadreSelect } from './CadreSelect.tsx'
import { Term } from './Term.tsx'

type Node = { value: string; title: string; disabled: boolean; children: Node[] }

const nodesUnder = (areas: Areas, roots: readonly AreaItem[], levels: readonly number[]): Node[] =>
  roots.map(({ code, shortName, level }) => ({
    value: code,
    title: shortName,
    disabled: !levels.includes(level),
    children: level < Math.max(...levels) ? nodesUnder(areas, areas.under(code), levels) : [],
  }))

/** Says who answers for places: one person for several villages (包片), a group, or the county's for a township. */
export function GiveDialog({ area, onClose }: { area: string; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const { role } = useMe()
  const areas = useAreas()
  const today = useToday()
  const give = useCall(giveResponsibility, [gridOf, listCadres])
  const id = useMemo(newId, [])
  const kinds = (Object.keys(PLACE_RESPONSIBILITY) as PlaceResponsibility[]).filter(
    (key) => role === 'countyOfficer' || PLACE_RESPONSIBILITY[key].given === 'township',
  )
  const [kind, setKind] = useState<PlaceResponsibility>('lead')
  const [places, setPlaces] = useState<string[]>([])
  const [cadre, setCadre] = useState<CadreId>()
  const [from, setFrom] = useState(today)
  const [lastDay, setLastDay] = useState<string>()
  const { levels } = PLACE_RESPONSIBILITY[kind]
  const root = areas?.find(area)
  return (
    <ReasonDialog
      title={t.grid.give}
      hint={t.grid.giveHint}
      noReason
      ready={places.length > 0 && cadre !== undefined}
      onClose={onClose}
      onSubmit={async () => {
        const body = {
          id,
          kind,
          places: places.map((code) => ({ area: code })),
          cadre: cadre!,
          from,
          ...(lastDay && { lastDay }),
        }
        await give.mutateAsync({ body })
        message.success(t.common.saved)
      }}
    >
      <Field label={t.grid.kind}>
        <Select<PlaceResponsibility>
          value={kind}
          options={kinds.map((value) => ({ value, label: label(PLACE_RESPONSIBILITY[value]) }))}
          onChange={(next) => {
            setKind(next)
            setPlaces([])
          }}
        />
      </Field>
      <Field label={t.grid.places}>
        <TreeSelect<string[]>
          multiple
          value={places}
          treeData={areas && root ? nodesUnder(areas, [root], levels) : []}
          treeDefaultExpandedKeys={[area]}
          showSearch={{ treeNodeFilterProp: 'title' }}
          onChange={setPlaces}
        />
      </Field>
      <Field label={t.grid.cadre}>
        <CadreSelect value={cadre} onChange={setCadre} />
      </Field>
      <Term from={from} lastDay={lastDay} onFrom={setFrom} onLastDay={setLastDay} />
    </ReasonDialog>
  )
}
