import { App } from 'antd'
import { useMemo, useState } from 'react'
import { childHistory } from '#domain/child/child-api.ts'
import {
  gridChildren,
  gridOf,
  listCadres,
  nameResponsible,
  responsibleForChild,
} from '#domain/grid/grid-api.ts'
import { CHILD_RESPONSIBILITY, type ChildResponsibility } from '#domain/grid/responsible-acts.ts'
import type { CadreId, ChildId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { CadreSelect } from './CadreSelect.tsx'
import { Term } from './Term.tsx'

type Props = {
  who: readonly ChildId[]
  kind?: ChildResponsibility
  onDone?(): void
  onClose(): void
}

/** Says who answers for one child or several: 帮扶责任人 or 联户干部. */
export function NameDialog({ who, kind: first = 'helper', onDone, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const name = useCall(nameResponsible, [gridOf, gridChildren, listCadres, responsibleForChild, childHistory])
  const id = useMemo(newId, [])
  const [kind, setKind] = useState(first)
  const [cadre, setCadre] = useState<CadreId>()
  const [from, setFrom] = useState(today)
  const [lastDay, setLastDay] = useState<string>()
  return (
    <ReasonDialog
      title={t.grid.nameTitle(who.length)}
      hint={t.grid.nameHint}
      noReason
      ready={cadre !== undefined}
      onClose={onClose}
      onSubmit={async () => {
        await name.mutateAsync({
          body: {
            id,
            kind,
            cadre: cadre!,
            day: from,
            ...(lastDay && { lastDay }),
            children: [...who],
          },
        })
        message.success(t.common.saved)
        onDone?.()
      }}
    >
      <Choice<ChildResponsibility>
        label={t.grid.kind}
        value={kind}
        options={(Object.keys(CHILD_RESPONSIBILITY) as ChildResponsibility[]).map((value) => ({
          value,
          label: label(CHILD_RESPONSIBILITY[value]),
        }))}
        onChoose={setKind}
      />
      <Field label={t.grid.cadre}>
        <CadreSelect value={cadre} onChange={setCadre} />
      </Field>
      <Term from={from} lastDay={lastDay} onFrom={setFrom} onLastDay={setLastDay} />
    </ReasonDialog>
  )
}
