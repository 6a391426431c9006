import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type ConflictItem, listConflicts } from '#domain/conflict/conflict-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { factText } from '#web/ui/fact-text.ts'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Empty } from '#web/ui/states.tsx'
import { defOf, nameOfConflict, sideText } from './conflict-text.ts'
import { DecideDialog } from './DecideDialog.tsx'

/** 记录冲突: two people wrote different things of one fact; both stand side by side until somebody decides. */
export default function ConflictListPage() {
  const words = useLanguage()
  const { t } = words
  const [page, setPage] = useState({ page: 1, size: 20 })
  const [deciding, setDeciding] = useState<ConflictItem>()
  const list = useQuery(listQueryOf(listConflicts, { params: page }))
  return (
    <>
      <ListPage
        title={t.conflicts.title}
        lead={t.conflicts.lead}
        list={{ ...list, data: list.data?.rows }}
        rowKey={(row) => `${row.second.act} ${row.fact}`}
        paging={{ ...page, total: list.data?.total ?? 0, onPage: (at, size) => setPage({ page: at, size }) }}
        empty={<Empty title={t.conflicts.none} hint={t.conflicts.noneHint} />}
        columns={[
          {
            key: 'child',
            title: t.heldActs.child,
            main: true,
            cell: (row) => (
              <>
                <Link to="/children/$child" params={{ child: row.child }} search={{ tab: 'history' }}>
                  {row.name ?? t.children.nameless}
                </Link>
                <div className="block-hint">{row.village}</div>
              </>
            ),
          },
          { key: 'fact', title: t.conflicts.fact, cell: (row) => nameOfConflict(row, words) },
          { key: 'first', title: t.conflicts.first, cell: (row) => <Told row={row} which="first" /> },
          { key: 'second', title: t.conflicts.second, cell: (row) => <Told row={row} which="second" /> },
          {
            key: 'decide',
            title: t.common.operation,
            width: 90,
            cell: (row) => (
              <Button type="primary" size="small" onClick={() => setDeciding(row)}>
                {t.conflicts.decide}
              </Button>
            ),
          },
        ]}
      />
      {deciding && <DecideDialog conflict={deciding} onClose={() => setDeciding(undefined)} />}
    </>
  )
}

function Told({ row, which }: { row: ConflictItem; which: 'first' | 'second' }) {
  const words = useLanguage()
  const { t } = words
  const side = row[which]
  return (
    <>
      <b>{factText(defOf(row), side.value, words)}</b>{' '}
      {row.holds === which && <Mark tone="blue">{t.conflicts.holds}</Mark>}
      <div className="block-hint">{sideText(side, words)}</div>
    </>
  )
}
