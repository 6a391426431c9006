import { Alert } from 'antd'
import { useState } from 'react'
import { daysBetween } from '#domain/dates.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useToday } from '#web/ui/today.ts'
import { useOpenFile } from '../child/child-file.ts'
import { EndHandOverDialog } from './EndHandOverDialog.tsx'

/** In the file of a child whom nobody has received yet. */
export function HandOverNotice() {
  const t = useMessages()
  const { file, past, unless } = useOpenFile()
  const today = useToday()
  const [withdrawing, setWithdrawing] = useState(false)
  if (!file.handOver) return null
  const { id, day, to, backOn } = file.handOver
  const sentBack = backOn !== null
  return (
    <>
      <Alert
        type={sentBack ? 'error' : 'warning'}
        showIcon
        title={
          sentBack
            ? t.handOvers.sentBack(backOn, to.name)
            : t.handOvers.waiting(day, to.name, daysBetween(day, past ? file.on : today))
        }
        description={sentBack ? t.handOvers.sentBackHint : t.handOvers.waitingHint}
        action={
          <ReasonedButton unless={unless('handOver')} onClick={() => setWithdrawing(true)}>
            {sentBack ? t.handOvers.ends.keep.ok : t.handOvers.ends.withdraw.ok}
          </ReasonedButton>
        }
      />
      {withdrawing && (
        <EndHandOverDialog
          child={file.id}
          handOver={id}
          how={sentBack ? 'keep' : 'withdraw'}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </>
  )
}
