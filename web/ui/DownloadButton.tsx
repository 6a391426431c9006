import { DownloadOutlined } from '@ant-design/icons'
import { App, type ButtonProps } from 'antd'
import { useState } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { failureText } from './failure-text.ts'
import { ReasonedButton } from './ReasonedButton.tsx'
import { saveFile } from './save-file.ts'

type Props = Pick<ButtonProps, 'children' | 'size' | 'icon'> & {
  unless?: string | false
  file(): Promise<File>
}

/** Fetches a file whole and hands it over to the browser. */
export function DownloadButton({ file, ...button }: Props) {
  const t = useMessages()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const fetchIt = async () => {
    setBusy(true)
    try {
      const made = await file()
      saveFile(made)
      void message.success(t.exports.done(made.name))
    } catch (error) {
      void message.error(failureText(error, t), 6)
    } finally {
      setBusy(false)
    }
  }
  return (
    <ReasonedButton
      icon={<DownloadOutlined aria-hidden />}
      loading={busy}
      onClick={() => void fetchIt()}
      {...button}
    />
  )
}
