import { App } from 'antd'
import { DUTIES, isRemovable } from '#domain/duty/duty-acts.ts'
import type { DutyRow } from '#domain/duty/duty-api.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { childName } from '../child/child-columns.tsx'
import { useRecordActs } from '../child/record-acts.ts'

/** Takes a task off the list this once, with a reason that the history keeps. */
export function RemoveDialog({ duty, onClose }: { duty: DutyRow; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  return (
    <ReasonDialog
      title={t.visits.removeTitle(childName(duty, t), label(DUTIES[duty.rule]))}
      hint={t.visits.removeHint}
      danger
      onClose={onClose}
      onSubmit={async (reason) => {
        const { id: child, rule, period } = duty
        if (!isRemovable(rule)) return
        await record([{ kind: 'duty.remove', child, body: { day: today, rule, period, reason } }])
        message.success(t.common.saved)
      }}
    />
  )
}
