import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import { GRADE_COLOURS } from '#domain/assessment/check-template.ts'
import { COLOUR, type Colour, type Grade, type Template } from '#domain/assessment/template.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { addGrade, reworded } from './template-edits.ts'

type Props = { template: Template; onChange(template: Template): void }

/** Grades with their cut-offs, both ends counted. */
export function GradeEditor({ template, onChange }: Props) {
  const { t, label } = useLanguage()
  const set = (n: number, next: Grade | undefined) =>
    onChange({
      ...template,
      grades: template.grades.flatMap((one) => (one.n === n ? (next ? [next] : []) : [one])),
      vetoes: next ? template.vetoes : template.vetoes.filter(({ grade }) => grade !== n),
    })
  return (
    <>
      {template.grades.map((grade) => {
        const of = `${t.assessment.grade} ${grade.n}`
        const end = (key: 'from' | 'to') => (
          <InputNumber
            aria-label={`${of} ${t.assessment.ends[key]}`}
            precision={0}
            value={grade[key]}
            onChange={(value) => set(grade.n, { ...grade, [key]: value ?? 0 })}
          />
        )
        return (
          <div key={grade.n} className="option-line">
            <Input
              aria-label={of}
              placeholder={of}
              maxLength={200}
              value={grade.zh}
              onChange={(event) => set(grade.n, reworded(grade, event.target.value))}
            />
            {end('from')}
            {end('to')}
            <Select<Exclude<Colour, 'none'>>
              allowClear
              aria-label={`${of} ${t.assessment.colour}`}
              placeholder={t.assessment.colour}
              value={grade.colour}
              options={GRADE_COLOURS.map((value) => ({ value, label: label(COLOUR[value]) }))}
              onChange={(colour) => {
                const { colour: _, ...rest } = grade
                set(grade.n, colour ? { ...rest, colour } : rest)
              }}
            />
            <Button
              icon={<DeleteOutlined aria-hidden />}
              aria-label={`${t.assessment.remove} ${of}`}
              onClick={() => set(grade.n, undefined)}
            />
          </div>
        )
      })}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        disabled={template.grades.length >= 9}
        onClick={() => onChange(addGrade(template))}
      >
        {t.assessment.addGrade}
      </Button>
    </>
  )
}
