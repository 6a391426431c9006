import { Input } from 'antd'
import { useState } from 'react'
import type { FactValue } from '#domain/fact/fact.ts'
import { useMessages } from '#web/messages/language.tsx'

type Props = {
  id: string
  value: FactValue | undefined
  placeholder: string
  disabled: boolean
  status?: 'error'
  onChange(phones: string[]): void
}

const split = (text: string) => text.split(/[\s,,、;;]+/).filter(Boolean)

/** Several numbers in one box. Keeps the text as typed, since a comma being typed is not yet a number. */
export function PhonesInput({ value, onChange, ...rest }: Props) {
  const t = useMessages()
  const phones = Array.isArray(value) ? value : []
  const [typed, setTyped] = useState(phones.join(', '))
  const shown = split(typed).join() === phones.join() ? typed : phones.join(', ')
  return (
    <Input
      {...rest}
      value={shown}
      inputMode="tel"
      autoComplete="off"
      title={t.fact.phoneHint}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(split(event.target.value))
      }}
    />
  )
}
