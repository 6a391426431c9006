import { Radio } from 'antd'
import { useId } from 'react'

type Props<T> = {
  label: string
  value: T | undefined
  options: { value: T; label: string }[]
  /** One below the other. */
  vertical?: boolean
  onChoose(value: T): void
}

/** One of a few, all of them in sight. */
export function Choice<T extends string>({ label, value, options, vertical = false, onChoose }: Props<T>) {
  const id = useId()
  return (
    <div className="field">
      <span id={id} className="field-title">
        {label}
      </span>
      <Radio.Group
        vertical={vertical}
        aria-labelledby={id}
        value={value}
        options={options}
        onChange={(event) => onChoose(event.target.value)}
      />
    </div>
  )
}
