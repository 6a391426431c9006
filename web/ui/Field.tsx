import { cloneElement, type ReactElement, type ReactNode, useId } from 'react'

type Props = { label: string; hint?: ReactNode; problem?: string; children: ReactElement<{ id?: string }> }

/** A labelled control of a small form or dialog. */
export function Field({ label, hint, problem, children }: Props) {
  const id = useId()
  return (
    <div className={problem ? 'field has-problem' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id })}
      {problem ? (
        <div className="fact-problem" role="alert">
          {problem}
        </div>
      ) : (
        hint && <div className="field-hint">{hint}</div>
      )}
    </div>
  )
}
