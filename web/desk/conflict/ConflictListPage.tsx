import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ROLES, type Role } from '#domain/access/roles.ts'
import { ACT_KINDS, type ActKind } from '#domain/act/act.ts'
import { type ConflictItem, listConflicts, type Side } from '#domain/conflict/conflict-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { type Labelled, useLanguage } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { factText } from '#web/ui/fact-text.ts'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Empty } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { DecideDialog } from './DecideDialog.tsx'

export const defOf = ({ person, fact }: ConflictItem): FactDef =>
  ((person ? RELATIVE_FACTS : CHILD_FACTS) as Record<string, FactDef>)[fact]!

type Words = { t: Messages; label(entry: Labelled | undefined): string }

/** 父亲 当前务工地点 */
export const nameOfConflict = (row: ConflictItem, { label }: Words): string =>
  [row.relation && label(RELATION[row.relation as Relation]), label(defOf(row))].filter(Boolean).join(' ')

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

/** 自 2026-05-20 · 李主任（儿童主任） · 走访记录 · 红米 12C · 写于 … 收到 … */
export function sideText(side: Side, { t, label }: Words): string {
  const role = label(ROLES[side.by.role as Role]) || side.by.role
  const from = side.device
    ? (side.device.label ?? (side.device.phone ? t.conflicts.phone : t.conflicts.program))
    : t.conflicts.desk
  return [
    t.common.since(side.since),
    side.by.name ? t.file.by(side.by.name, role) : role,
    label(ACT_KINDS[side.kind as ActKind]),
    from,
    t.file.writtenAt(clock(side.writtenAt)),
    t.file.receivedLater(clock(side.receivedAt)),
  ].join(' · ')
}
