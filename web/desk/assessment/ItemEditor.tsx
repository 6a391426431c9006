import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import type { Item, Option, Template } from '#domain/assessment/template.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { newOption, reworded, setItem, setVeto } from './template-edits.ts'

type Props = { template: Template; item: Item; onChange(template: Template): void }

/** One item: its question, its options with points, and options that decide alone. */
export function ItemEditor({ template, item, onChange }: Props) {
  const { t, label } = useLanguage()
  const set = (next: Item | undefined) => onChange(setItem(template, item.key, next))
  const setOption = (key: string, next: Option | undefined) =>
    set({
      ...item,
      options: item.options.flatMap((one) => (one.key === key ? (next ? [next] : []) : [one])),
    })
  const name = item.zh || item.key
  return (
    <fieldset className="item-editor">
      <legend>{name}</legend>
      <div className="item-head">
        <Input
          aria-label={`${t.assessment.item} ${item.key}`}
          placeholder={t.assessment.item}
          maxLength={200}
          value={item.zh}
          onChange={(event) => set(reworded(item, event.target.value))}
        />
        <Button
          icon={<DeleteOutlined aria-hidden />}
          aria-label={`${t.assessment.remove} ${name}`}
          onClick={() => set(undefined)}
        />
      </div>
      {item.options.map((option, i) => {
        const of = `${name} ${t.assessment.optionNo(i + 1)}`
        return (
          <div key={option.key} className="option-line">
            <Input
              aria-label={of}
              placeholder={t.assessment.optionNo(i + 1)}
              maxLength={200}
              value={option.zh}
              onChange={(event) => setOption(option.key, reworded(option, event.target.value))}
            />
            <InputNumber
              aria-label={`${of} ${t.assessment.pointsTitle}`}
              precision={0}
              min={-100}
              max={100}
              value={option.points}
              onChange={(points) => setOption(option.key, { ...option, points: points ?? 0 })}
            />
            <Select
              allowClear
              aria-label={`${of} ${t.assessment.veto}`}
              placeholder={t.assessment.veto}
              value={
                template.vetoes.find((veto) => veto.item === item.key && veto.option === option.key)?.grade
              }
              options={template.grades.map((grade) => ({
                value: grade.n,
                label: t.assessment.vetoTo(label(grade) || grade.zh || String(grade.n)),
              }))}
              onChange={(grade) => onChange(setVeto(template, item.key, option.key, grade))}
            />
            <Button
              icon={<DeleteOutlined aria-hidden />}
              aria-label={`${t.assessment.remove} ${of}`}
              onClick={() => setOption(option.key, undefined)}
            />
          </div>
        )
      })}
      {!item.fact && (
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          aria-label={`${t.assessment.addOption} ${name}`}
          onClick={() => set({ ...item, options: [...item.options, newOption(item.options)] })}
        >
          {t.assessment.addOption}
        </Button>
      )}
      {item.fact && <div className="field-hint">{t.assessment.factItem}</div>}
    </fieldset>
  )
}
