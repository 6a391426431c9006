import { PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { exportChildren } from '#domain/export/export-api.ts'
import { fetchFile } from '#web/api/client.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useToday } from '#web/ui/today.ts'
import { HandOverDialog } from '../hand-over/HandOverDialog.tsx'
import { useOpenFile } from './child-file.ts'
import { ExportButton } from './ExportButton.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { ReturnDialog } from './ReturnDialog.tsx'
import { useRecordActs } from './record-acts.ts'

/** What is done with the file as a whole. Not open now means disabled with the reason. */
export function FileActions() {
  const t = useMessages()
  const { message } = App.useApp()
  const { file, past, unless } = useOpenFile()
  const today = useToday()
  const record = useRecordActs()
  const [asking, setAsking] = useState<'move' | 'handOver' | 'leave' | 'return' | 'erase'>()
  const close = () => setAsking(undefined)
  const cannotErase = unless('erase')

  const erase = async (reason: string) => {
    // The child is a person too: its id names the key that is destroyed.
    await record([{ kind: 'person.erase', child: file.id, body: { day: today, person: file.id, reason } }])
    message.success(t.common.saved)
  }
  return (
    <>
      <ReasonedButton unless={unless('move')} onClick={() => setAsking('move')}>
        {t.file.move}
      </ReasonedButton>
      <ReasonedButton
        unless={unless('handOver') ?? (file.handOver?.backOn === null && t.handOvers.alreadyWaiting)}
        onClick={() => setAsking('handOver')}
      >
        {t.handOvers.ask}
      </ReasonedButton>
      {file.status === 'left' ? (
        <ReasonedButton unless={unless('return')} onClick={() => setAsking('return')}>
          {t.file.return}
        </ReasonedButton>
      ) : (
        <ReasonedButton unless={unless('leave')} onClick={() => setAsking('leave')}>
          {t.file.leave}
        </ReasonedButton>
      )}
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
        {t.common.print}
      </Button>
      <ExportButton
        total={1}
        layout="form"
        unless={past && t.exports.formOfToday}
        file={(wish, signal) => fetchFile(exportChildren, { body: { ...wish, children: [file.id] }, signal })}
      />
      <Dropdown
        trigger={['click']}
        getPopupContainer={(button) => button.parentElement ?? document.body}
        menu={{
          items: [
            {
              key: 'erase',
              danger: !cannotErase,
              disabled: Boolean(cannotErase),
              label: <span title={cannotErase}>{t.file.erase}</span>,
              onClick: () => setAsking('erase'),
            },
          ],
        }}
      >
        <Button>{t.common.more}</Button>
      </Dropdown>
      {asking === 'move' && <MoveDialog onClose={close} />}
      {asking === 'handOver' && <HandOverDialog onClose={close} />}
      {asking === 'leave' && <LeaveDialog onClose={close} />}
      {asking === 'return' && <ReturnDialog onClose={close} />}
      {asking === 'erase' && (
        <ReasonDialog
          danger
          title={t.file.eraseTitle}
          hint={t.file.eraseHint}
          confirm={t.file.eraseConfirm}
          onSubmit={erase}
          onClose={close}
        />
      )}
    </>
  )
}
