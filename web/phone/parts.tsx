import { type ReactNode, useEffect, useId } from 'react'
import { back, type Place } from './nav.ts'
import { useSpeech } from './speak.tsx'

const PATHS = {
  today: 'M5 4h14v16H5zM5 9h14M9 2v4M15 2v4',
  children: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-5 3.5-8 8-8s8 3 8 8',
  records: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7',
  me: 'M4 12a8 8 0 0 1 14-5.3L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.3L4 15M4 20v-5h5',
  back: 'M15 4l-8 8 8 8',
  visit: 'M3 11l9-8 9 8v10h-6v-6H9v6H3z',
  edit: 'M4 20h4L20 8l-4-4L4 16z',
  phone: 'M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4c0 1-1 2-2 2A17 17 0 0 1 4 5c0-1 1-2 2-2z',
  camera: 'M4 7h4l2-3h4l2 3h4v13H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
  place: 'M12 21c-4-5-7-8-7-12a7 7 0 0 1 14 0c0 4-3 7-7 12zM12 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  done: 'M4 12l6 6L20 6',
  wait: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l4 2',
  wrong: 'M12 3l10 18H2zM12 10v5M12 18v.5',
} as const
export type IconName = keyof typeof PATHS

/** Beside words, never instead of them. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
)

type PageProps = { title: string; lead?: ReactNode; from?: Place; children: ReactNode }

export function Page({ title, lead, from, children }: PageProps) {
  const { t } = useSpeech()
  // The page before may have been scrolled down.
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [])
  return (
    <main>
      <header>
        {from && (
          <button type="button" className="plain" onClick={() => back(from)}>
            <Icon name="back" />
            {t.back}
          </button>
        )}
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </header>
      {children}
    </main>
  )
}

type Option<V extends string> = { value: V; label: string }
type ChoiceProps<V extends string> = {
  label: string
  options: readonly Option<V>[]
  value: V | undefined
  onChoose(value: V): void
  problem?: string | false
}

/** One of a few, as large buttons. */
export function Choice<V extends string>({ label, options, value, onChoose, problem }: ChoiceProps<V>) {
  const id = useId()
  return (
    <fieldset className={problem ? 'choice has-problem' : 'choice'}>
      <legend>{label}</legend>
      <div className="chips">
        {options.map((option) => (
          <label key={option.value} className={option.value === value ? 'chip on' : 'chip'}>
            <input
              type="radio"
              name={id}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {problem && <Problem>{problem}</Problem>}
    </fieldset>
  )
}

type ManyProps<V extends string> = {
  label: string
  options: readonly Option<V>[]
  values: readonly V[]
  onChange(values: V[]): void
}

/** Any of a few. */
export function Many<V extends string>({ label, options, values, onChange }: ManyProps<V>) {
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div className="chips">
        {options.map(({ value, label: name }) => (
          <label key={value} className={values.includes(value) ? 'chip on' : 'chip'}>
            <input
              type="checkbox"
              checked={values.includes(value)}
              onChange={(event) =>
                onChange(event.target.checked ? [...values, value] : values.filter((one) => one !== value))
              }
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export const Problem = ({ children }: { children: ReactNode }) => (
  <p className="problem" role="alert">
    <Icon name="wrong" />
    {children}
  </p>
)

type FieldProps = { label: string; children: (id: string) => ReactNode }
export function Field({ label, children }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

type WordsProps = { label: string; value: string; max: number; onChange(value: string): void }
export const Words = ({ label, value, max, onChange }: WordsProps) => (
  <Field label={label}>
    {(id) => (
      <textarea
        id={id}
        rows={2}
        maxLength={max}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
)
