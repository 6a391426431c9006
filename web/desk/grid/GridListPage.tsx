import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Space } from 'antd'
import { useState } from 'react'
import type { ChildRow } from '#domain/child/child-api.ts'
import { GRID_COUNTERS, gridChildren } from '#domain/grid/grid-api.ts'
import type { ChildId } from '#domain/ids.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { useMay } from '../account/session.ts'
import { usePlaceName } from '../area/place-name.ts'
import { childColumns, childName } from '../child/child-columns.tsx'
import { NameDialog } from './NameDialog.tsx'

const route = getRouteApi('/grid/children')

/** The children behind a figure of the grid; somebody is named for those that are ticked. */
export default function GridListPage() {
  const words = useLanguage()
  const { t, label } = words
  const { area, counter, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/grid/children' })
  const may = useMay('child.responsible')
  const place = usePlaceName(area)
  const [chosen, setChosen] = useState<readonly ChildId[]>([])
  const [naming, setNaming] = useState(false)
  const list = useQuery(listQueryOf(gridChildren, { params: { area, counter, page, size } }))
  const rows = list.data?.rows ?? []
  const picked = rows.filter(({ id }) => chosen.includes(id))
  const all = rows.length > 0 && picked.length === rows.length
  const select = (row: ChildRow) => (
    <Checkbox
      aria-label={t.tasks.chooseChild(childName(row, t))}
      checked={chosen.includes(row.id)}
      onChange={({ target }) =>
        setChosen((before) => (target.checked ? [...before, row.id] : before.filter((one) => one !== row.id)))
      }
    />
  )
  return (
    <>
      <ListPage
        title={t.grid.listTitle}
        lead={[place, label(GRID_COUNTERS[counter])].filter(Boolean).join(' · ')}
        actions={<Button onClick={() => window.history.back()}>{t.common.back}</Button>}
        filters={
          may && rows.length > 0 ? (
            <Space wrap>
              <Button
                size="small"
                aria-pressed={all}
                onClick={() => setChosen(all ? [] : rows.map(({ id }) => id))}
              >
                {all ? t.tasks.chooseNone : t.tasks.choosePage}
              </Button>
              <Button
                size="small"
                type="primary"
                disabled={picked.length === 0}
                onClick={() => setNaming(true)}
              >
                {t.grid.nameChosen(picked.length)}
              </Button>
            </Space>
          ) : undefined
        }
        list={{ ...list, data: list.data?.rows }}
        columns={[
          ...(may ? [{ key: 'select', title: t.tasks.chosen, width: 56, cell: select }] : []),
          ...childColumns([], words),
        ]}
        rowKey={(row) => row.id}
        onOpen={(row) =>
          navigate({ to: '/children/$child', params: { child: row.id }, search: { tab: 'responsible' } })
        }
        paging={{
          page,
          size,
          total: list.data?.total ?? 0,
          onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
        }}
        empty={t.register.empty}
      />
      {naming && (
        <NameDialog
          who={picked.map(({ id }) => id)}
          kind={counter === 'noHousehold' ? 'household' : 'helper'}
          onDone={() => setChosen([])}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  )
}
