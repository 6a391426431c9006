import { UploadOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Input, Radio } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { ChildListQuery } from '#domain/child/child-api.ts'
import { exportChildren, LAYOUTS, type Layout, TEMPLATE_BYTES } from '#domain/export/export-api.ts'
import { fetchFile } from '#web/api/client.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { asBase64, saveFile } from '#web/ui/save-file.ts'

type Props = { listed: Partial<Omit<ChildListQuery, 'page' | 'size'>>; total: number; onClose(): void }

/** Takes the list as it is filtered now out of the register: what for, in which layout, and whether in clear. */
export function ExportDialog({ listed, total, onClose }: Props) {
  const t = useMessages()
  const { message } = App.useApp()
  const [purpose, setPurpose] = useState('')
  const [layout, setLayout] = useState<Layout>('list')
  const [template, setTemplate] = useState<File>()
  const [identity, setIdentity] = useState(false)
  const [password, setPassword] = useState('')
  const layoutId = useId()
  // Closing the dialog ends the export: the server stops when nobody takes the file.
  const [stop] = useState(() => new AbortController())
  useEffect(() => () => stop.abort(), [stop])

  const submit = async () => {
    const file = await fetchFile(exportChildren, {
      body: {
        ...listed,
        layout,
        purpose,
        identity,
        ...(identity && { password }),
        ...(layout === 'template' && template && { template: await asBase64(template) }),
      },
      signal: stop.signal,
    })
    saveFile(file)
    message.success(t.exports.done(file.name))
  }
  const tooLarge = template !== undefined && template.size > TEMPLATE_BYTES
  const ready =
    purpose.trim().length >= 2 &&
    (layout !== 'template' || (template !== undefined && !tooLarge)) &&
    (!identity || password !== '')

  return (
    <ReasonDialog
      title={t.exports.title}
      hint={t.exports.rows(total)}
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
      <div className="field">
        <span id={layoutId} className="field-title">
          {t.exports.layout}
        </span>
        <Radio.Group
          vertical
          aria-labelledby={layoutId}
          value={layout}
          options={LAYOUTS.map((value) => ({ value, label: t.exports.layouts[value] }))}
          onChange={(event) => setLayout(event.target.value)}
        />
      </div>
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
