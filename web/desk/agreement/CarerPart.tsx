import { useId } from 'react'
import { CARER_QUESTIONS, type CarerQuestion } from '#domain/agreement/agreement-acts.ts'
import { useLanguage } from '#web/messages/language.tsx'
import type { AgreementDraft } from '#web/ui/agreement-draft.ts'
import { Choice } from '#web/ui/Choice.tsx'

type Answers = AgreementDraft['answers']
type Props = { answers: Answers; marked: boolean; onChange(answers: Answers): void }

/** 未成年人保护法 art. 22, question by question: each has to be asked, and none is answered beforehand. */
export function CarerPart({ answers, marked, onChange }: Props) {
  const { t, label, language } = useLanguage()
  const id = useId()
  return (
    <section className="block" aria-labelledby={id}>
      <h2 id={id}>{t.agreements.parts.carer}</h2>
      <p className="block-hint">{t.agreements.carerHint}</p>
      {(Object.keys(CARER_QUESTIONS) as CarerQuestion[]).map((key) => {
        const { bars, clause, clauseEn } = CARER_QUESTIONS[key]
        const answer = answers[key]
        const wrong = answer === bars
        return (
          <div key={key} className={wrong || (marked && answer === undefined) ? 'has-problem' : undefined}>
            <Choice<'yes' | 'no'>
              label={label(CARER_QUESTIONS[key])}
              value={answer === undefined ? undefined : answer ? 'yes' : 'no'}
              options={[
                { value: 'yes', label: t.common.yes },
                { value: 'no', label: t.common.no },
              ]}
              onChoose={(chosen) => onChange({ ...answers, [key]: chosen === 'yes' })}
            />
            {wrong && (
              <div className="fact-problem" role="alert">
                {t.agreements.barredBy(language === 'zh' ? clause : clauseEn)}
              </div>
            )}
          </div>
        )
      })}
    </section>
  )
}
