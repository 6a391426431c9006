import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { ROLES } from '#domain/access/roles.ts'
import { type AccountItem, listAccounts } from '#domain/account/account-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ShownOnce } from '#web/ui/ShownOnce.tsx'
import { AccountActions } from './AccountActions.tsx'
import { AccountStatus } from './AccountStatus.tsx'
import { CreateAccountDialog } from './CreateAccountDialog.tsx'
import { useMay } from './session.ts'

export default function AccountListPage() {
  const { t, label } = useLanguage()
  const mayCreate = useMay('account.create')
  const accounts = useQuery(queryOf(listAccounts, {}))
  const [text, setText] = useState('')
  const [status, setStatus] = useState<AccountItem['status']>()
  const [creating, setCreating] = useState(false)
  const [password, setPassword] = useState<string>()
  const [{ page, size }, setPage] = useState({ page: 1, size: 50 })

  const wanted = text.trim().toLowerCase()
  const found = accounts.data?.accounts.filter(
    (one) => (!status || one.status === status) && (one.name.includes(wanted) || one.login.includes(wanted)),
  )
  const reachOf = ({ area, villages }: AccountItem) =>
    villages.map((village) => village.name).join('、') || area?.name || '—'
  return (
    <>
      <ListPage
        title={t.accounts.title}
        actions={
          <ReasonedButton
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            unless={!mayCreate && t.accounts.onlySystem}
            onClick={() => setCreating(true)}
          >
            {t.accounts.new}
          </ReasonedButton>
        }
        filters={
          <>
            <Input
              allowClear
              aria-label={t.accounts.searchName}
              placeholder={t.accounts.searchName}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <Select
              allowClear
              aria-label={t.accounts.status}
              placeholder={t.accounts.status}
              value={status}
              onChange={setStatus}
              options={(['pending', 'active', 'disabled'] as const).map((value) => ({
                value,
                label: t.accounts.statuses[value],
              }))}
            />
          </>
        }
        list={{ ...accounts, data: found?.slice((page - 1) * size, page * size) }}
        paging={{
          page,
          size,
          total: found?.length ?? 0,
          onPage: (next, nextSize) => setPage({ page: next, size: nextSize }),
        }}
        rowKey={(row) => row.id}
        empty={t.accounts.empty}
        columns={[
          { key: 'name', title: t.accounts.name, main: true, cell: (row) => <b>{row.name}</b> },
          { key: 'login', title: t.accounts.login, cell: (row) => <code>{row.login}</code> },
          { key: 'role', title: t.accounts.role, cell: (row) => (row.role ? label(ROLES[row.role]) : '—') },
          { key: 'reach', title: t.accounts.reach, cell: reachOf },
          { key: 'status', title: t.accounts.status, cell: (row) => <AccountStatus account={row} /> },
          {
            key: 'factor',
            title: t.accounts.factor,
            cell: (row) => (row.secondFactor ? t.accounts.bound : t.accounts.unbound),
          },
          {
            key: 'actions',
            title: t.common.operation,
            width: 250,
            cell: (row) => <AccountActions account={row} onPassword={setPassword} />,
          },
        ]}
      />
      {creating && <CreateAccountDialog onClose={() => setCreating(false)} onPassword={setPassword} />}
      {password && (
        <ShownOnce
          title={t.accounts.onceTitle}
          hint={t.accounts.once}
          secret={password}
          onClose={() => setPassword(undefined)}
        />
      )}
    </>
  )
}
