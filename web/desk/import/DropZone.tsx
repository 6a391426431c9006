import { CloseOutlined, FileExcelOutlined, InboxOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { type DragEvent, useId, useState } from 'react'
import { useMessages } from '#web/messages/language.tsx'

/** By name only to spare a useless upload: what a file is the server tells by its content. */
const ROSTER = /\.(xlsx|xls|csv|txt)$/i

type Props = { files: readonly File[]; disabled: boolean; onFiles(files: File[]): void }

/** Takes dropped or chosen rosters. A label around the input, so that mouse, keyboard and readers all reach it. */
export function DropZone({ files, disabled, onFiles }: Props) {
  const t = useMessages()
  const id = useId()
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState(false)

  const take = (chosen: FileList | null) => {
    const all = [...(chosen ?? [])]
    const rosters = all.filter((file) => ROSTER.test(file.name))
    setRefused(rosters.length < all.length)
    const names = new Set(rosters.map((file) => file.name))
    onFiles([...files.filter((file) => !names.has(file.name)), ...rosters])
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files)
  }
  return (
    <>
      <label
        htmlFor={id}
        className={over ? 'drop-zone is-over' : 'drop-zone'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <InboxOutlined aria-hidden />
        <strong>{t.imports.drop}</strong>
        <span>{t.imports.dropHint}</span>
        <input
          id={id}
          type="file"
          accept=".xlsx,.xls,.csv,.txt"
          multiple
          disabled={disabled}
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </label>
      {refused && <Alert type="warning" showIcon title={t.imports.onlyRosters} />}
      <ul className="chosen-files">
        {files.map((file) => (
          <li key={file.name}>
            <FileExcelOutlined aria-hidden /> {file.name} <small>{Math.ceil(file.size / 1024)} KB</small>
            <Button
              type="text"
              size="small"
              disabled={disabled}
              icon={<CloseOutlined aria-hidden />}
              aria-label={t.imports.remove(file.name)}
              onClick={() => onFiles(files.filter((one) => one !== file))}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
