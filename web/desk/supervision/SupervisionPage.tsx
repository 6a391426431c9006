import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import {
  SUPERVISION_COUNTERS,
  type SupervisionCounter,
  supervisionFigures,
} from '#domain/supervision/supervision-api.ts'
import { percent } from '#domain/table/percent.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { FiguresByArea } from '#web/ui/FiguresByArea.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useAreas, useBelow } from '../area/areas.ts'

const route = getRouteApi('/supervision')

/** 监护督促: weekly contact of parents, weekly visits, children without supervision, by area, each with its list. */
export default function SupervisionPage() {
  const { t, label } = useLanguage()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/supervision' })
  const areas = useAreas()
  const below = useBelow()
  const today = useToday()
  const figures = useQuery(listQueryOf(supervisionFigures, { params: search }))
  return (
    <PageFrame
      title={t.supervision.title}
      lead={(search.area && areas?.find(search.area)?.name) || t.supervision.lead}
      actions={
        <>
          <Link to="/visits" search={{ rule: 'contact' }}>
            {t.supervision.dueList}
          </Link>
          {search.area && (
            <Button onClick={() => navigate({ search: (before) => ({ ...before, area: undefined }) })}>
              {t.common.back}
            </Button>
          )}
          <DayPicker
            aria-label={t.supervision.on}
            value={search.on ?? today}
            allowClear={false}
            onChange={(on) =>
              navigate({ search: (before) => ({ ...before, on: on === today ? undefined : on }) })
            }
          />
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
    >
      <Loader of={figures}>
        {({ on, area, days, rows, total }) => (
          <div aria-busy={figures.isFetching}>
            <p className="table-facts">
              <span>{t.supervision.of(on)}</span>
              <span>{t.tables.unit}</span>
            </p>
            <FiguresByArea<SupervisionCounter>
              label={t.supervision.title}
              groups={[
                { title: t.supervision.who, keys: ['children'] },
                { title: t.supervision.contact, keys: ['contacted', 'notContacted'] },
                { title: t.supervision.visits, keys: ['visited', 'notVisited'] },
                { title: t.supervision.unsupervised, keys: ['unsupervised', 'unguarded', 'unheard'] },
              ]}
              titleOf={(counter) => label(SUPERVISION_COUNTERS[counter])}
              rows={rows}
              total={{ area, name: t.tables.total, values: total }}
              below={{
                of: below,
                link: (row) => (
                  <Link
                    to="/supervision"
                    search={{ ...search, area: row.area }}
                    title={t.tables.drill(row.name)}
                  >
                    {row.name}
                  </Link>
                ),
              }}
              cell={(row, counter, name) => (
                <Link
                  to="/supervision/children"
                  search={{ on: search.on, area: row.area, counter }}
                  aria-label={name}
                >
                  {row.values[counter]}
                </Link>
              )}
              more={{
                title: t.supervision.rates,
                cell: ({ values }) =>
                  [values.contacted, values.visited, values.unsupervised]
                    .map((hit) => percent(values.children, hit))
                    .join(' / '),
              }}
            />
            <ul className="table-definition">
              <li>{t.supervision.meanings.children}</li>
              <li>{t.supervision.meanings.contacted(days.contact)}</li>
              <li>{t.supervision.meanings.visited(days.visit)}</li>
              <li>{t.supervision.meanings.unsupervised(days.unsupervised)}</li>
              <li>{t.supervision.meanings.rates}</li>
            </ul>
          </div>
        )}
      </Loader>
    </PageFrame>
  )
}
