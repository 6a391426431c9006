import { PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ROLES } from '#domain/access/roles.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { GRID_COUNTERS, type GridCounter, gridOf } from '#domain/grid/grid-api.ts'
import { PLACE_RESPONSIBILITY } from '#domain/grid/responsibilities.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { FiguresByArea } from '#web/ui/FiguresByArea.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { TOWNSHIP, useAreas } from '../area/areas.ts'
import { GiveDialog } from './GiveDialog.tsx'
import { HeldList } from './HeldList.tsx'

const route = getRouteApi('/grid')
type Grid = ResultOf<typeof gridOf>

/** 责任网格: who answers for what, area by area, and where nobody does. */
export default function GridPage() {
  const { t, label } = useLanguage()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/grid' })
  const areas = useAreas()
  const may = useMay('child.assign')
  const [giving, setGiving] = useState(false)
  const grid = useQuery(listQueryOf(gridOf, { params: search }))
  const area = grid.data?.area
  return (
    <PageFrame
      title={t.grid.title}
      lead={(search.area && areas?.find(search.area)?.name) || t.grid.lead}
      actions={
        <>
          <Link to="/grid/people">{t.grid.people}</Link>
          {may && <Link to="/grid/stand-ins">{t.grid.standIns}</Link>}
          <Link to="/grid/pledges">{t.grid.pledges}</Link>
          {search.area && (
            <Button onClick={() => navigate({ search: { area: undefined } })}>{t.common.back}</Button>
          )}
          {may && area && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setGiving(true)}>
              {t.grid.give}
            </Button>
          )}
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
    >
      <Loader of={grid}>
        {({ area: whole, held, staff, rows, total }) => (
          <div aria-busy={grid.isFetching}>
            <FiguresByArea<GridCounter>
              label={t.grid.title}
              groups={[{ keys: Object.keys(GRID_COUNTERS) as GridCounter[] }]}
              titleOf={(counter) => label(GRID_COUNTERS[counter])}
              rows={rows}
              total={{ area: whole, name: t.tables.total, values: total }}
              below={{
                of: (area) => area !== whole && areas?.find(area) !== undefined,
                link: (row) => (
                  <Link to="/grid" search={{ area: row.area }} title={t.tables.drill(row.name)}>
                    {row.name}
                  </Link>
                ),
              }}
              cell={(row, counter, name) => (
                <Link to="/grid/children" search={{ area: row.area, counter }} aria-label={name}>
                  {row.values[counter]}
                </Link>
              )}
              more={{
                title: t.grid.who,
                cell: (row) => <Who area={row.area} held={held} staff={staff} />,
              }}
            />
            <HeldList held={held} />
          </div>
        )}
      </Loader>
      {giving && area && <GiveDialog area={area} onClose={() => setGiving(false)} />}
    </PageFrame>
  )
}

/** Of one place, in a line for each kind; what nobody answers for stands out. */
function Who({ area, held, staff }: { area: string } & Pick<Grid, 'held' | 'staff'>) {
  const { t, label } = useLanguage()
  const areas = useAreas()
  const here = held.filter(({ place }) => place === area)
  const accounts = staff.filter(({ place }) => place === area)
  const isTownship = areas?.find(area)?.level === TOWNSHIP
  return (
    <ul className="plain-list grid-who">
      {here.map(({ id, kind, cadre, standIn, group }) => (
        <li key={id}>
          {label(PLACE_RESPONSIBILITY[kind])}
          {group && ` ${group}`}
          {t.common.colon}
          {PLACE_RESPONSIBILITY[kind].given === 'county' && `${cadre.office} `}
          {cadre.name} {standIn && <Mark tone="orange">{t.grid.standIn}</Mark>}
        </li>
      ))}
      {accounts.map(({ name, role, standIn }) => (
        <li key={name + role}>
          {label(ROLES[role])}
          {t.common.colon}
          {name} {standIn && <Mark tone="orange">{t.grid.standIn}</Mark>}
        </li>
      ))}
      {here.length === 0 && (
        <li>
          <Mark tone="red">{t.grid.nobody}</Mark>
        </li>
      )}
      {accounts.length === 0 && (
        <li>
          <Mark tone="orange">{isTownship ? t.grid.noSupervisor : t.grid.noDirector}</Mark>
        </li>
      )}
    </ul>
  )
}
