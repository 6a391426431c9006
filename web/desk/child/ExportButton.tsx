import { DownloadOutlined, FilePdfOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { BodyInputOf } from '#domain/endpoint.ts'
import {
  type exportTableList,
  FILES_OF,
  type FileKind,
  LAYOUTS,
  type Layout,
  TEMPLATE_BYTES,
} from '#domain/export/export-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { asBase64, saveFile } from '#web/ui/save-file.ts'
import { useMay } from '../account/session.ts'

/** `columns` stay those of the list. */
export type Wish = Omit<
  BodyInputOf<typeof exportTableList>,
  'table' | 'asOf' | 'knownAt' | 'area' | 'counted' | 'column' | 'columns'
>
type Props = {
  /** Left out: not known yet. */
  total?: number
  /** Left out: any. */
  layout?: 'form'
  unless?: string | false
  file(wish: Wish, signal: AbortSignal): Promise<File>
}

/** Takes children out of the register: all of a list, or the one whose file is open. */
export function ExportButton({ total, layout, unless, file }: Props) {
  const t = useMessages()
  const mayExport = useMay('child.export')
  const [open, setOpen] = useState(false)
  return (
    <>
      <ReasonedButton
        icon={layout === 'form' ? <FilePdfOutlined aria-hidden /> : <DownloadOutlined aria-hidden />}
        unless={
          !mayExport
            ? t.common.notAllowedHere
            : unless || (total === undefined && t.common.loading) || (total === 0 && t.children.emptyTitle)
        }
        onClick={() => setOpen(true)}
      >
        {layout === 'form' ? t.exports.form : t.exports.button}
      </ReasonedButton>
      {open && total !== undefined && (
        <ExportDialog total={total} layout={layout} file={file} onClose={() => setOpen(false)} />
      )}
    </>
  )
}

/** What for, in which layout, and whether in clear. */
function ExportDialog({ total, layout: only, file, onClose }: Props & { total: number; onClose(): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const [purpose, setPurpose] = useState('')
  const [layout, setLayout] = useState<Layout>(only ?? 'list')
  const [kind, setKind] = useState<FileKind>('xlsx')
  const [template, setTemplate] = useState<File>()
  const [identity, setIdentity] = useState(false)
  const [password, setPassword] = useState('')
  // Closing the dialog ends the export: the server stops when nobody takes the file.
  const [stop] = useState(() => new AbortController())
  useEffect(() => () => stop.abort(), [stop])

  const kinds = FILES_OF[layout]
  const submit = async () => {
    const wish: Wish = {
      layout,
      ...(kinds.length > 1 && { file: kind }),
      purpose,
      identity,
      ...(identity && { password }),
      ...(layout === 'template' && template && { template: await asBase64(template) }),
    }
    const made = await file(wish, stop.signal)
    saveFile(made)
    message.success(t.exports.done(made.name))
  }
  const tooLarge = template !== undefined && template.size > TEMPLATE_BYTES
  const ready =
    purpose.trim().length >= 2 &&
    (layout !== 'template' || (template !== undefined && !tooLarge)) &&
    (!identity || password !== '')

  return (
    <ReasonDialog
      title={only ? t.exports.form : t.exports.title}
      hint={only ? undefined : t.exports.rows(total)}
      okText={t.exports.submit}
      noReason
      ready={ready}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t.exports.purpose}>
        <Input.TextArea
          rows={2}
          maxLength={200}
          value={purpose}
          placeholder={t.exports.purposeHint}
          onChange={(event) => setPurpose(event.target.value)}
        />
      </Field>
      {!only && (
        <Choice
          vertical
          label={t.exports.layout}
          value={layout}
          options={LAYOUTS.map((value) => ({ value, label: t.exports.layouts[value] }))}
          onChoose={(value) => setLayout(value)}
        />
      )}
      {kinds.length > 1 && (
        <Choice
          vertical
          label={t.exports.file}
          value={kind}
          options={kinds.map((value) => ({ value, label: t.exports.files[value] }))}
          onChoose={(value) => setKind(value)}
        />
      )}
      {layout === 'template' && (
        <TemplateField
          template={template}
          problem={tooLarge ? t.exports.tooLarge : undefined}
          onChoose={setTemplate}
        />
      )}
      <div>
        <Checkbox checked={identity} onChange={(event) => setIdentity(event.target.checked)}>
          {t.exports.identity}
        </Checkbox>
        <div className="field-hint">{t.exports.identityHint}</div>
      </div>
      {identity && (
        <Field label={t.exports.password}>
          <Input.Password
            value={password}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      )}
      <p className="dialog-warning">{t.exports.warning}</p>
    </ReasonDialog>
  )
}

type TemplateProps = { template?: File; problem?: string; onChoose(file: File): void }

function TemplateField({ template, problem, onChoose }: TemplateProps) {
  const t = useMessages()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.xls,.csv"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onChoose(file)
        }}
      />
      <Field label={t.exports.template} hint={t.exports.templateHint} problem={problem}>
        <Button
          icon={<UploadOutlined aria-hidden />}
          aria-label={t.exports.template + t.common.colon + (template?.name ?? t.exports.choose)}
          onClick={() => input.current?.click()}
        >
          {template?.name ?? t.exports.choose}
        </Button>
      </Field>
    </>
  )
}
