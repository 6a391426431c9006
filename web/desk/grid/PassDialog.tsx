import { App } from 'antd'
import { useMemo, useState } from 'react'
import {
  type CadreWithLoad,
  gridChildren,
  gridOf,
  listCadres,
  passResponsibilities,
  responsibleForChild,
} from '#domain/grid/grid-api.ts'
import type { CadreId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { CadreSelect } from './CadreSelect.tsx'
import { Term } from './Term.tsx'

/** 工作交接: everything that somebody answers for goes to another in one step, for good or for a time. */
export function PassDialog({ cadre, onClose }: { cadre: CadreWithLoad; onClose(): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const today = useToday()
  const pass = useCall(passResponsibilities, [gridOf, gridChildren, listCadres, responsibleForChild])
  const id = useMemo(newId, [])
  const [to, setTo] = useState<CadreId>()
  const [day, setDay] = useState(today)
  const [lastDay, setLastDay] = useState<string>()
  return (
    <ReasonDialog
      title={t.grid.passTitle(cadre.name)}
      hint={t.grid.passHint(cadre.places, cadre.children)}
      ready={to !== undefined}
      onClose={onClose}
      onSubmit={async (reason) => {
        const { places, children } = await pass.mutateAsync({
          body: { id, from: cadre.id, to: to!, day, ...(lastDay && { lastDay }), reason },
        })
        message.success(t.grid.passed(places, children))
      }}
    >
      <Field label={t.grid.passTo}>
        <CadreSelect value={to} not={cadre.id} onChange={setTo} />
      </Field>
      <Term from={day} lastDay={lastDay} onFrom={setDay} onLastDay={setLastDay} />
    </ReasonDialog>
  )
}
