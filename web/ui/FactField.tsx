import type { FactState } from '#domain/fact/fact.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { FactControl } from './FactControl.tsx'
import { useFactForm } from './FactForm.tsx'
import { entryOf, entryShown } from './fact-draft.ts'

const STATES: readonly FactState[] = ['known', 'notCollected', 'notApplicable']

/** One form control for every fact, chosen by the catalogue; with its three states. */
export function FactField({ of }: { of: string }) {
  const { catalogue, shown, draft, problems, needed, marked, idPrefix, set } = useFactForm()
  const { t, label } = useLanguage()
  const def = catalogue[of]!
  const entry = entryShown(draft, shown, of)
  const id = `${idPrefix}${of}`
  const isNeeded = needed.includes(of)
  const missing = isNeeded && marked && entry.state !== 'known'
  const problem = problems[of] ? t.fact[problems[of]] : missing ? t.common.required : undefined

  // Known without a value yet: the control is emptied and waits for one (an empty list of codes is a value).
  const choose = (state: FactState) =>
    set(of, state === 'known' ? { state, value: def.type.kind === 'codes' ? [] : '' } : { state })

  return (
    <div className={`fact-field fact-field-${def.type.kind}${problem ? ' has-problem' : ''}`}>
      <div className="fact-field-head">
        <label htmlFor={id} id={`${id}-label`} className={isNeeded ? 'is-needed' : undefined}>
          {label(def)}
        </label>
        <select
          className={`fact-state is-${entry.state}`}
          aria-label={t.fact.stateOf(label(def))}
          value={entry.state}
          onChange={(event) => choose(event.target.value as FactState)}
        >
          {STATES.map((state) => (
            <option key={state} value={state}>
              {t.fact[state]}
            </option>
          ))}
        </select>
      </div>
      <FactControl
        id={id}
        def={def}
        value={entry.state === 'known' && !entry.masked ? entry.value : undefined}
        placeholder={
          entry.masked ? t.fact.keepMasked : t.fact[entry.state === 'known' ? 'known' : entry.state]
        }
        disabled={entry.state === 'notApplicable'}
        invalid={problem !== undefined}
        onChange={(value) => set(of, entryOf(value))}
      />
      {problem && (
        <div className="fact-problem" id={`${id}-problem`} role="alert">
          {problem}
        </div>
      )}
    </div>
  )
}
