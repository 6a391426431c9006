import { App, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { may } from '#domain/access/access.ts'
import { ROLES, type Role } from '#domain/access/roles.ts'
import { type AccountItem, grantRole, listAccounts } from '#domain/account/account-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { TOWNSHIP, useAreas, VILLAGE } from '../area/areas.ts'

const LEVELS = [TOWNSHIP]

/** Role and reach belong together: a director has villages, a supervisor a township, the others none to choose. */
export function GrantDialog({ account, onClose }: { account: AccountItem; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const areas = useAreas()
  const grant = useCall(grantRole, [listAccounts])
  const [role, setRole] = useState<Role | null>(account.role)
  const [area, setArea] = useState(account.area?.code)
  const [villages, setVillages] = useState(account.villages.map((village) => village.code))
  const [holder, setHolder] = useState(account.holder)
  const reach = role && ROLES[role].reach
  const mayHold = role !== null && may(role, 'restricted.read')
  const ready =
    reach === 'village' ? villages.length > 0 : reach === 'township' ? area !== undefined : reach !== null

  return (
    <ReasonDialog
      title={t.accounts.grantTitle(account.name)}
      hint={t.accounts.grantHint}
      noReason
      ready={ready}
      okText={t.accounts.grant}
      onClose={onClose}
      onSubmit={async () => {
        const body = {
          role: role!,
          area: reach === 'township' ? area : undefined,
          villages: reach === 'village' ? villages : [],
          holder: mayHold && holder,
        }
        await grant.mutateAsync({ params: { account: account.id }, body })
        message.success(t.common.saved)
      }}
    >
      <Field label={t.accounts.role}>
        <Select
          value={role}
          onChange={setRole}
          options={Object.entries(ROLES).map(([value, entry]) => ({
            value: value as Role,
            label: label(entry),
          }))}
        />
      </Field>
      {reach === 'township' && (
        <Field label={t.accounts.township}>
          <AreaSelect areas={areas?.all ?? []} levels={LEVELS} value={area} onChange={setArea} />
        </Field>
      )}
      {reach === 'village' && (
        <Field label={t.accounts.villages}>
          <Select
            mode="multiple"
            value={villages}
            maxCount={50}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={setVillages}
            options={(areas?.all ?? [])
              .filter((one) => one.level === VILLAGE && one.until === null)
              .map((one) => ({ value: one.code, label: areas?.pathOf(one.code) }))}
          />
        </Field>
      )}
      {mayHold && (
        <Checkbox checked={holder} onChange={(event) => setHolder(event.target.checked)}>
          {t.restricted.grant}
        </Checkbox>
      )}
    </ReasonDialog>
  )
}
