import { App } from 'antd'
import { confirmList, listCoverage, type VillageList } from '#domain/confirmation/confirmation-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'

export function ConfirmDialog({ village, onClose }: { village: VillageList; onClose(): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const confirm = useCall(confirmList, [listCoverage])
  const { area, children } = village
  return (
    <ReasonDialog
      title={t.confirmations.confirmTitle(village.village)}
      hint={t.confirmations.confirmHint(children)}
      confirm={t.confirmations.tick}
      noReason
      okText={t.confirmations.confirm}
      onClose={onClose}
      onSubmit={async () => {
        await confirm.mutateAsync({ body: { area, children } })
        message.success(t.confirmations.done)
      }}
    />
  )
}
