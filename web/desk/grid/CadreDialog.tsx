import { App, Input } from 'antd'
import { useMemo, useState } from 'react'
import { type CadreWithLoad, gridOf, listCadres, saveCadre } from '#domain/grid/grid-api.ts'
import type { CadreId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useMe } from '../account/session.ts'
import { COUNTY, TOWNSHIP, useAreas, VILLAGE } from '../area/areas.ts'

/** A cadre as the office writes him: name, office, post, telephone. */
export function CadreDialog({ cadre, onClose }: { cadre: CadreWithLoad | undefined; onClose(): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const { area, villages } = useMe()
  const areas = useAreas()
  const save = useCall(saveCadre, [listCadres, gridOf])
  const id = useMemo(newId, [])
  const [name, setName] = useState(cadre?.name ?? '')
  const [office, setOffice] = useState(cadre?.office ?? '')
  const [post, setPost] = useState(cadre?.post ?? '')
  const [phone, setPhone] = useState('')
  const [place, setPlace] = useState<string | undefined>(cadre?.place ?? area?.code ?? villages[0]?.code)
  const phoneOk = phone.trim() === '' || /^[0-9+\- ]{5,20}$/.test(phone.trim())
  const own = (areas?.all ?? []).filter(
    ({ code, level }) => !villages.length || (level === VILLAGE && villages.some((one) => one.code === code)),
  )
  return (
    <ReasonDialog
      title={cadre ? t.grid.editCadre : t.grid.newCadre}
      noReason
      ready={[name, office, post].every((text) => text.trim().length > 0) && place !== undefined && phoneOk}
      onClose={onClose}
      onSubmit={async () => {
        await save.mutateAsync({
          body: {
            id: cadre?.id ?? (id as CadreId),
            name,
            office,
            post,
            ...(phone.trim() && { phone: phone.trim() }),
            place: place!,
            account: cadre?.account ?? null,
          },
        })
        message.success(t.common.saved)
      }}
    >
      <Field label={t.grid.name}>
        <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t.grid.office}>
        <Input value={office} maxLength={60} onChange={(event) => setOffice(event.target.value)} />
      </Field>
      <Field label={t.grid.post}>
        <Input value={post} maxLength={40} onChange={(event) => setPost(event.target.value)} />
      </Field>
      <Field
        label={t.grid.phone}
        hint={cadre?.phone ? t.grid.phoneKept(cadre.phone) : undefined}
        problem={phoneOk ? undefined : t.grid.phoneWrong}
      >
        <Input value={phone} maxLength={20} onChange={(event) => setPhone(event.target.value)} />
      </Field>
      {!cadre && (
        <Field label={t.grid.worksAt}>
          <AreaSelect areas={own} levels={[COUNTY, TOWNSHIP, VILLAGE]} value={place} onChange={setPlace} />
        </Field>
      )}
    </ReasonDialog>
  )
}
