import { App } from 'antd'
import type { ActId, ChildId } from '#domain/ids.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useRecordActs } from '../child/record-acts.ts'

type Props = { child: ChildId; handOver: ActId; how: 'withdraw' | 'decline'; onClose(): void }

/** Ends a hand-over, by the side that asked or by the one that was asked: the child stays where it is. */
export function EndHandOverDialog({ child, handOver, how, onClose }: Props) {
  const t = useMessages()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  const words = t.handOvers.ends[how]
  return (
    <ReasonDialog
      title={words.title}
      hint={words.hint}
      okText={words.ok}
      onClose={onClose}
      onSubmit={async (reason) => {
        const kind = how === 'withdraw' ? 'handOver.withdraw' : 'handOver.decline'
        await record([{ kind, child, body: { day: today, handOver, reason } }])
        message.success(words.done)
      }}
    />
  )
}
