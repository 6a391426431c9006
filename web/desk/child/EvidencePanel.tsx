import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { Alert, App, Select } from 'antd'
import { useRef, useState } from 'react'
import { addEvidence, childHistory, openChildFile, readEvidence } from '#domain/child/child-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { urlOf } from '#web/api/client.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Empty } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { useOpenFile } from './child-file.ts'

const FACTS: Record<string, FactDef> = CHILD_FACTS
const ACCEPT = '.jpg,.jpeg,.png,.pdf,.docx'
const MAX_BYTES = addEvidence.upload?.maxBytes ?? 0
const kilobytes = (bytes: number) =>
  bytes >= 1 << 20 ? `${(bytes / (1 << 20)).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`

export function EvidencePanel() {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const { file, unless } = useOpenFile()
  const mayRead = useMay('evidence.read')
  const input = useRef<HTMLInputElement>(null)
  const [about, setAbout] = useState<string[]>([])
  const [problem, setProblem] = useState<string>()
  const upload = useCall(addEvidence, [openChildFile, childHistory])

  const send = async (chosen: File | undefined) => {
    if (!chosen) return
    setProblem(chosen.size > MAX_BYTES ? t.file.tooLarge(chosen.name) : undefined)
    if (chosen.size > MAX_BYTES) return
    const params = { child: file.id, about: about.join() || undefined }
    await upload
      .mutateAsync({ params, files: [chosen] })
      .then(() => message.success(t.common.saved))
      .catch(() => {})
    if (input.current) input.current.value = ''
  }
  return (
    <section className="evidence" aria-label={t.file.evidence}>
      <p className="block-hint no-print">{t.file.evidenceHint}</p>
      <div className="evidence-add no-print">
        <Select
          mode="multiple"
          aria-label={t.file.evidenceAbout}
          placeholder={t.file.evidenceAbout}
          value={about}
          onChange={setAbout}
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.entries(FACTS).map(([value, def]) => ({ value, label: label(def) }))}
        />
        <input
          ref={input}
          type="file"
          accept={ACCEPT}
          hidden
          onChange={(event) => send(event.target.files?.[0])}
        />
        <ReasonedButton
          icon={<UploadOutlined aria-hidden />}
          loading={upload.isPending}
          unless={unless('addEvidence')}
          onClick={() => input.current?.click()}
        >
          {upload.isPending ? t.file.uploading : t.file.evidenceAdd}
        </ReasonedButton>
      </div>
      {(problem || upload.error) && (
        <Alert type="error" showIcon title={problem ?? failureText(upload.error, t)} />
      )}
      {file.evidence.length === 0 && <Empty title={t.file.evidenceNone} />}
      <ul className="evidence-list">
        {file.evidence.map((item) => (
          <li key={item.id}>
            <PaperClipOutlined aria-hidden />
            <div>
              {mayRead ? (
                <a
                  href={urlOf(readEvidence, { evidence: item.id })}
                  target="_blank"
                  rel="noreferrer"
                  title={t.file.evidenceOpen}
                >
                  {item.name ?? `${t.file.evidence}.${item.kind}`}
                </a>
              ) : (
                item.name
              )}
              <small>
                {[
                  kilobytes(item.bytes),
                  clock(item.addedAt),
                  item.addedBy,
                  item.about.map((key) => label(FACTS[key])).join('、'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
