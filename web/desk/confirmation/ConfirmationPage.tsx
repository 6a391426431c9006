import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { listCoverage, type VillageList } from '#domain/confirmation/confirmation-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { useMay } from '../account/session.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { confirmationColumns } from './confirmation-columns.tsx'

type Which = 'all' | 'open' | 'changed' | 'confirmed'
const IS: Record<Which, (village: VillageList) => boolean> = {
  all: () => true,
  open: ({ confirmation }) => confirmation === null,
  changed: ({ confirmation }) => confirmation?.changed === true,
  confirmed: ({ confirmation }) => confirmation?.changed === false,
}

/** Has every village said that its list is complete? A director says it here, those above her see who has not. */
export default function ConfirmationPage() {
  const t = useMessages()
  const mayConfirm = useMay('child.confirm')
  const [which, setWhich] = useState<Which>('all')
  const [confirming, setConfirming] = useState<VillageList>()
  const coverage = useQuery(queryOf(listCoverage, { params: {} }))
  const { quarter, confirmed = 0, villages } = coverage.data ?? {}
  const action = (row: VillageList) => (
    <Button
      size="small"
      type={row.confirmation && !row.confirmation.changed ? 'default' : 'primary'}
      onClick={() => setConfirming(row)}
    >
      {row.confirmation ? t.confirmations.again : t.confirmations.confirm}
    </Button>
  )
  const list = (row: VillageList) => (
    <Link to="/children" search={{ area: row.area }}>
      {row.children}
    </Link>
  )
  return (
    <>
      <ListPage
        title={t.confirmations.title}
        lead={
          quarter && villages
            ? t.confirmations.lead(t.confirmations.quarter(quarter), confirmed, villages.length)
            : undefined
        }
        filters={
          !mayConfirm && (
            <Select
              aria-label={t.confirmations.which}
              value={which}
              onChange={setWhich}
              options={(Object.keys(IS) as Which[]).map((value) => ({
                value,
                label: `${t.confirmations.states[value]} ${villages?.filter(IS[value]).length ?? ''}`,
              }))}
            />
          )
        }
        list={{ ...coverage, data: villages?.filter(IS[which]) }}
        columns={confirmationColumns(t, list, mayConfirm ? action : undefined)}
        rowKey={(row) => row.area}
        empty={t.confirmations.none}
      />
      {confirming && <ConfirmDialog village={confirming} onClose={() => setConfirming(undefined)} />}
    </>
  )
}
