import { UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useRef } from 'react'
import { PLACEHOLDERS, ROW_PLACEHOLDERS, ROWS } from '#domain/report/placeholders.ts'
import { replaceTemplate, reportTemplate, reportTemplateFile } from '#domain/report/report-api.ts'
import { fetchFile } from '#web/api/client.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DownloadButton } from '#web/ui/DownloadButton.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { asBase64 } from '#web/ui/save-file.ts'
import { clock } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { TemplateProblems } from './TemplateProblems.tsx'

/** The Word document that new reports are made from: look at it, put another in its place, what may stand in it. */
export function ReportTemplate() {
  const { t, language } = useLanguage()
  const mayReplace = useMay('report.template')
  const template = useQuery(queryOf(reportTemplate, {}))
  const replace = useCall(replaceTemplate, [reportTemplate])
  const input = useRef<HTMLInputElement>(null)
  const own = template.data?.name
  const put = async (file: File) =>
    replace.mutate({ body: { name: file.name, content: await asBase64(file) } })
  const word = (key: string, { zh }: { zh: string }) => (language === 'zh' ? zh : key)
  // In Chinese the word says it already.
  const says = ({ en, example }: { en: string; example: string }) =>
    language === 'zh' ? example : `${en}: ${example}`
  const rows = word('rows', ROWS)
  const unless = !mayReplace && t.common.notAllowedHere
  return (
    <section className="block" aria-labelledby="report-template">
      <div className="block-head">
        <h2 id="report-template">{t.reports.template}</h2>
        <div className="page-actions">
          <DownloadButton file={() => fetchFile(reportTemplateFile, {})}>{t.reports.download}</DownloadButton>
          <ReasonedButton
            icon={<UploadOutlined aria-hidden />}
            loading={replace.isPending}
            unless={unless}
            onClick={() => input.current?.click()}
          >
            {t.reports.replace}
          </ReasonedButton>
          {own && mayReplace && (
            <Button onClick={() => replace.mutate({ body: { name: t.reports.shipped, content: null } })}>
              {t.reports.restore}
            </Button>
          )}
        </div>
      </div>
      <input
        ref={input}
        type="file"
        accept=".docx"
        hidden
        aria-label={t.reports.replace}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void put(file)
          event.target.value = ''
        }}
      />
      <p>
        {own ?? t.reports.shipped}
        {template.data?.addedAt && own && ` · ${template.data.addedBy} · ${clock(template.data.addedAt)}`}
      </p>
      {replace.error && <Alert type="error" showIcon title={failureText(replace.error, t)} />}
      {replace.data && <TemplateProblems problems={replace.data.problems} />}
      <details>
        <summary>{t.reports.placeholders}</summary>
        <p className="field-hint">{t.reports.placeholdersHint}</p>
        <dl className="placeholders">
          {Object.entries(PLACEHOLDERS).map(([key, entry]) => (
            <Placeholder key={key} words={`{${word(key, entry)}}`} says={says(entry)} />
          ))}
          <Placeholder words={`{#${rows}} … {/${rows}}`} says={t.reports.aroundRow} />
          {Object.entries(ROW_PLACEHOLDERS).map(([key, entry]) => (
            <Placeholder key={key} words={`{${word(key, entry)}}`} says={t.reports.inRows(says(entry))} />
          ))}
        </dl>
      </details>
    </section>
  )
}

const Placeholder = ({ words, says }: { words: string; says: string }) => (
  <div>
    <dt>
      <code>{words}</code>
    </dt>
    <dd>{says}</dd>
  </div>
)
