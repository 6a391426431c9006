import { Alert } from 'antd'
import { TEMPLATE_PROBLEMS, type TemplateProblem } from '#domain/report/report-api.ts'
import { useLanguage } from '#web/messages/language.tsx'

/** Why an uploaded template was not kept, with the places to mend; or that it was. */
export function TemplateProblems({ problems }: { problems: readonly TemplateProblem[] }) {
  const { t, label } = useLanguage()
  if (problems.length === 0) return <Alert type="success" showIcon title={t.reports.kept} />
  return (
    <Alert
      type="error"
      showIcon
      title={t.reports.notKept}
      description={
        <ul>
          {problems.map(({ problem, tag, part, paragraph, text }) => (
            <li key={`${tag} ${part} ${paragraph}`}>
              {part && paragraph
                ? `${t.reports.place(t.reports.parts[part], paragraph)}${t.common.colon}`
                : ''}
              {tag && <code>{`{${tag}}`}</code>} {label(TEMPLATE_PROBLEMS[problem])}
              {text && <div className="field-hint">{text}</div>}
            </li>
          ))}
        </ul>
      }
    />
  )
}
