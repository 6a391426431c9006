import { App } from 'antd'
import { useState } from 'react'
import type { Relative } from '#domain/child/child-api.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useOpenFile } from './child-file.ts'
import { useRecordActs } from './record-acts.ts'

type Props = { relative: Relative; what: 'carer' | 'end'; onClose(): void }

/** Chooses the carer, or ends a kinship; both from a day on. */
export function KinDialog({ relative, what, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const { file } = useOpenFile()
  const today = useToday()
  const record = useRecordActs()
  const [day, setDay] = useState(today)
  const relation = label(RELATION[relative.relation as Relation])
  const ends = what === 'end'

  const submit = async (reason: string) => {
    await record([
      {
        kind: 'kin.record',
        child: file.id,
        body: {
          person: relative.person,
          relation: relative.relation,
          day,
          ...(ends ? { ended: true, reason } : { carer: true }),
        },
      },
    ])
    message.success(t.common.saved)
  }
  return (
    <ReasonDialog
      title={`${ends ? t.file.endKin : t.file.setCarer}${t.common.colon}${relation}`}
      hint={ends ? t.file.endKinHint : t.file.setCarerAsk(relation)}
      noReason={!ends}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t.common.day}>
        <DayPicker value={day} allowClear={false} onChange={(next) => next && setDay(next)} />
      </Field>
    </ReasonDialog>
  )
}
