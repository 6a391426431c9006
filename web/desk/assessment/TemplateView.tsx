import { named } from '#domain/assessment/tell-risk.ts'
import { COLOUR, type Template } from '#domain/assessment/template.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'

/** A version as it is asked: items, options with points, grades. To be read, not filled. */
export function TemplateView({ template }: { template: Template }) {
  const { t, label } = useLanguage()
  const gradeOf = (n: number) => label(template.grades.find((grade) => grade.n === n))
  return (
    <div className="template-view">
      {template.sections.map((section) => (
        <div key={section.key}>
          <h3>{label(named(section))}</h3>
          <dl className="visit-words">
            {section.items.map((item) => (
              <div key={item.key}>
                <dt>{label(named(item))}</dt>
                <dd>
                  {item.options.map((option) => {
                    const veto = template.vetoes.find(
                      (one) => one.item === item.key && one.option === option.key,
                    )
                    return (
                      <span key={option.key} className="template-option">
                        {label(named(option))} ({t.assessment.points(option.points)}){' '}
                        {veto && <Mark tone="red">{t.assessment.vetoTo(gradeOf(veto.grade))}</Mark>}
                      </span>
                    )
                  })}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      <h3>{t.assessment.grades}</h3>
      <p>
        {template.grades.map((grade) => (
          <span key={grade.n} className="template-option">
            {label(named(grade))} {t.assessment.range(grade.from, grade.to)}{' '}
            {grade.colour && <Mark>{label(COLOUR[grade.colour])}</Mark>}
          </span>
        ))}
      </p>
    </div>
  )
}
