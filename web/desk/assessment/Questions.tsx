import { Radio } from 'antd'
import { useId } from 'react'
import { named } from '#domain/assessment/tell-risk.ts'
import type { Answers, Item, Template } from '#domain/assessment/template.ts'
import { useLanguage } from '#web/messages/language.tsx'

type Props = {
  template: Template
  answers: Answers
  /** Items without an answer are marked. */
  marked: boolean
  /** Answers that come from the file, until somebody says otherwise. */
  fromFile?: readonly string[]
  onAnswer(item: string, option: string): void
}

/** Every item of a template on one page, all options in sight. */
export function Questions({ template, ...props }: Props) {
  const { label } = useLanguage()
  const id = useId()
  return template.sections.map((section) => (
    <section key={section.key} className="block" aria-labelledby={`${id}${section.key}`}>
      <h2 id={`${id}${section.key}`}>{label(named(section))}</h2>
      {section.items.map((item) => (
        <Question key={item.key} item={item} {...props} />
      ))}
    </section>
  ))
}

function Question({ item, answers, marked, fromFile, onAnswer }: Omit<Props, 'template'> & { item: Item }) {
  const { t, label } = useLanguage()
  const id = useId()
  const answer = answers[item.key]
  const missing = marked && answer === undefined
  return (
    <div className={missing ? 'question has-problem' : 'question'}>
      <p id={id}>{label(named(item))}</p>
      <Radio.Group
        className="question-options"
        aria-labelledby={id}
        value={answer}
        options={item.options.map((option) => ({ value: option.key, label: label(named(option)) }))}
        onChange={(event) => onAnswer(item.key, event.target.value)}
      />
      {answer !== undefined && fromFile?.includes(item.key) && (
        <div className="field-hint">{t.assessment.fromFile}</div>
      )}
      {missing && (
        <div className="fact-problem" role="alert">
          {t.common.required}
        </div>
      )}
    </div>
  )
}
