import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import type { FactDef, FactValue } from '#domain/fact/fact.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from './DayPicker.tsx'
import { PhonesInput } from './PhonesInput.tsx'

export type ControlProps = {
  id: string
  def: FactDef
  value: FactValue | undefined
  placeholder: string
  disabled: boolean
  invalid: boolean
  onChange(value: FactValue | undefined): void
}

const text = (value: FactValue | undefined) => (typeof value === 'string' ? value : '')

/** The control that fits the type of a fact. */
export function FactControl({ id, def, value, placeholder, disabled, invalid, onChange }: ControlProps) {
  const { t, label } = useLanguage()
  const { type } = def
  const common = {
    id,
    disabled,
    'aria-invalid': invalid,
    'aria-describedby': invalid ? `${id}-problem` : undefined,
  }
  const status = invalid ? ('error' as const) : undefined
  switch (type.kind) {
    case 'yesNo':
      return (
        <Radio.Group
          {...common}
          aria-labelledby={`${id}-label`}
          value={value ?? null}
          onChange={(event) => onChange(event.target.value)}
          options={[
            { value: true, label: t.common.yes },
            { value: false, label: t.common.no },
          ]}
        />
      )
    case 'code':
      return (
        <Select
          {...common}
          status={status}
          value={text(value) || undefined}
          placeholder={placeholder}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(code: string | undefined) => onChange(code)}
          options={Object.entries(type.list).map(([code, entry]) => ({ value: code, label: label(entry) }))}
        />
      )
    case 'codes':
      return (
        <fieldset className="fact-codes" aria-labelledby={`${id}-label`} id={id} disabled={disabled}>
          <Checkbox.Group
            disabled={disabled}
            value={Array.isArray(value) ? value : []}
            onChange={(codes) => onChange(codes as string[])}
            options={Object.entries(type.list).map(([code, entry]) => ({ value: code, label: label(entry) }))}
          />
        </fieldset>
      )
    case 'date':
      return (
        <DayPicker
          {...common}
          status={status}
          value={text(value)}
          placeholder={placeholder}
          onChange={onChange}
        />
      )
    case 'number':
      return (
        <InputNumber
          {...common}
          status={status}
          value={typeof value === 'number' ? value : null}
          min={type.min}
          max={type.max}
          suffix={type.unit}
          placeholder={placeholder}
          onChange={(number) => onChange(number ?? undefined)}
        />
      )
    case 'phones':
      return (
        <PhonesInput
          {...common}
          status={status}
          value={value}
          placeholder={placeholder}
          onChange={onChange}
        />
      )
    case 'text':
    case 'address':
    case 'residentId': {
      const long = type.kind === 'address' || (type.kind === 'text' && type.lines)
      const max = type.kind === 'text' ? type.max : type.kind === 'address' ? 200 : 20
      const Box = long ? Input.TextArea : Input
      return (
        <Box
          {...common}
          {...(long && { autoSize: { minRows: type.kind === 'address' ? 1 : 2, maxRows: 8 } })}
          status={status}
          value={text(value)}
          maxLength={max}
          placeholder={placeholder}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )
    }
  }
}
