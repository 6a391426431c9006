import { Button } from 'antd'
import { ROLES } from '#domain/access/roles.ts'
import type { ShownAssessment } from '#domain/assessment/assessment-api.ts'
import { optionOf } from '#domain/assessment/score.ts'
import { named } from '#domain/assessment/tell-risk.ts'
import { itemsOf, type Template } from '#domain/assessment/template.ts'
import { RELATION } from '#domain/fact/code-lists.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'

const TONES = { red: 'red', yellow: 'orange', green: 'green' } as const

type Props = {
  one: ShownAssessment
  asked: Template | undefined
  /** Left out: nobody may write here now. */
  onCorrect?(): void
}

/** One assessment with its answers, in the words in which it was asked. */
export function AssessmentItem({ one, asked, onCorrect }: Props) {
  const { t, label } = useLanguage()
  const grade = asked?.grades.find(({ n }) => n === one.grade)
  const lines = [
    [t.visits.asked, [one.asked && label(RELATION[one.asked]), one.askedName].filter(Boolean).join(' ')],
    [t.visits.note, one.note],
  ].filter(([, text]) => text)
  return (
    <li>
      <div className="history-head">
        <strong>
          {one.day} {asked ? label(named(asked)) : one.template}
        </strong>
        {grade && (
          <Mark tone={grade.colour ? TONES[grade.colour] : 'grey'}>
            {label(named(grade))}
            {one.total !== null && ` · ${t.assessment.points(one.total)}`}
          </Mark>
        )}
        {one.vetoed && <Mark tone="red">{t.assessment.vetoed}</Mark>}
        {one.corrected && <Mark>{t.file.corrected}</Mark>}
        <span className="history-who">
          {t.assessment.versionNo(one.version)} ·{' '}
          {t.file.by(one.by.name, label(ROLES[one.by.role as keyof typeof ROLES]))}
        </span>
        {onCorrect && !one.corrected && one.answers && (
          <Button
            size="small"
            type="link"
            className="no-print"
            aria-label={`${t.assessment.correct} ${one.day}`}
            onClick={onCorrect}
          >
            {t.assessment.correct}
          </Button>
        )}
      </div>
      {lines.map(([title, text]) => (
        <p key={title}>
          {title}
          {t.common.colon}
          {text}
        </p>
      ))}
      {asked && one.answers && (
        <details>
          <summary>{t.assessment.answers}</summary>
          <dl className="visit-words">
            {itemsOf(asked).map((item) => {
              const option = optionOf(item, one.answers!)
              return (
                <div key={item.key}>
                  <dt>{label(named(item))}</dt>
                  <dd>{option ? `${label(named(option))} (${t.assessment.points(option.points)})` : '—'}</dd>
                </div>
              )
            })}
          </dl>
        </details>
      )}
    </li>
  )
}
