import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { ROLES } from '#domain/access/roles.ts'
import { type AuditItem, readAudit } from '#domain/audit/audit-api.ts'
import type { PlainDate } from '#domain/dates.ts'
import { ENDPOINTS } from '#domain/endpoints.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Mark, type Tone } from '#web/ui/Mark.tsx'
import { clock } from '#web/ui/today.ts'
import { ChainState } from './ChainState.tsx'

const SIZE = 50
const SUMMARIES = new Map(ENDPOINTS.map(({ name, summary }) => [name, summary]))
const COLOURS: Record<string, Tone> = { answered: 'grey', refused: 'orange', failed: 'red' }
type Filters = { from?: PlainDate; to?: PlainDate; outcome?: 'answered' | 'refused' | 'failed' }

export default function AuditPage() {
  const { t, label } = useLanguage()
  const [filters, setFilters] = useState<Filters>({})
  /** The log grows while it is read, so pages hang on a row, not on a number. */
  const [before, setBefore] = useState<string>()
  const list = useQuery(listQueryOf(readAudit, { params: { ...filters, before, size: SIZE } }))
  const rows = list.data?.entries
  const filter = (change: Filters) => {
    setFilters({ ...filters, ...change })
    setBefore(undefined)
  }
  const day = (key: 'from' | 'to') => (
    <DayPicker
      value={filters[key]}
      aria-label={t.audit[key]}
      placeholder={t.audit[key]}
      onChange={(value) => filter({ [key]: value })}
    />
  )
  const roleOf = ({ role }: AuditItem) => (role ? label(ROLES[role as keyof typeof ROLES]) || role : '—')
  /** Ids and numbers of failures say nothing to the reader; the rest is said in words. */
  const detailsOf = ({ details }: AuditItem) =>
    details.split(' ').flatMap((word) => t.audit.details[word] ?? [])
  return (
    <ListPage
      title={t.audit.title}
      lead={t.audit.duty}
      actions={<ChainState />}
      filters={
        <>
          {day('from')}
          {day('to')}
          <Select
            allowClear
            aria-label={t.audit.outcome}
            placeholder={t.audit.outcome}
            value={filters.outcome}
            options={(['answered', 'refused', 'failed'] as const).map((value) => ({
              value,
              label: t.audit.outcomes[value],
            }))}
            onChange={(outcome) => filter({ outcome })}
          />
        </>
      }
      list={{ ...list, data: rows }}
      rowKey={(row) => row.id}
      empty={t.audit.empty}
      columns={[
        { key: 'at', title: t.audit.at, width: 140, cell: (row) => clock(row.at) },
        { key: 'who', title: t.audit.who, cell: (row) => row.account?.name ?? t.audit.nobody },
        { key: 'role', title: t.audit.role, cell: roleOf },
        {
          key: 'what',
          title: t.audit.what,
          main: true,
          cell: (row) => (
            <>
              <b>{label(SUMMARIES.get(row.endpoint)) || row.endpoint}</b>{' '}
              {detailsOf(row).map((text) => (
                <Mark key={text}>{text}</Mark>
              ))}
            </>
          ),
        },
        {
          key: 'outcome',
          title: t.audit.outcome,
          cell: (row) => (
            <Mark tone={COLOURS[row.outcome]}>{t.audit.outcomes[row.outcome] ?? row.outcome}</Mark>
          ),
        },
        { key: 'children', title: t.audit.children, align: 'right', cell: (row) => row.children || '—' },
        { key: 'reason', title: t.audit.reason, cell: (row) => row.reason ?? '—' },
        { key: 'address', title: t.audit.address, cell: (row) => row.address ?? '—' },
      ]}
      foot={
        <div className="list-more no-print">
          <Button disabled={!before} onClick={() => setBefore(undefined)}>
            {t.audit.newest}
          </Button>
          <Button disabled={!rows || rows.length < SIZE} onClick={() => setBefore(rows?.at(-1)?.id)}>
            {t.audit.older}
          </Button>
        </div>
      }
    />
  )
}
