import { App } from 'antd'
import type { ActId, ChildId } from '#domain/ids.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useRecordActs } from '../child/record-acts.ts'

type Props = { child: ChildId; handOver: ActId; how: 'withdraw' | 'keep' | 'decline'; onClose(): void }

/** Ends a hand-over: the side that was asked sends it back, the other withdraws it or keeps what came back. */
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
        const kind = how === 'decline' ? 'handOver.decline' : 'handOver.withdraw'
        await record([{ kind, child, body: { day: today, handOver, reason } }])
        message.success(words.done)
      }}
    />
  )
}
