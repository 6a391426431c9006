import type { PlainDate } from '#domain/dates.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { type FactDef, type FactEntries, type FactValue, valueSchema } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { Choice, Field, Many, Problem } from './parts.tsx'
import { useSpeech } from './speak.tsx'

export type Known = { facts: Record<string, FactValue>; none: readonly string[] }
/** What was touched; null: 未采集 again. */
export type Draft = Readonly<Record<string, FactValue | null>>

export const CATALOGUES = { child: CHILD_FACTS, relative: RELATIVE_FACTS } as const satisfies Record<
  string,
  Record<string, FactDef>
>

const isEmpty = (value: FactValue | null | undefined) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** Only what differs from what is known. */
export const learnt = (draft: Draft, known: Known): FactEntries =>
  Object.fromEntries(
    Object.entries(draft).flatMap(([key, value]) => {
      if (JSON.stringify(value ?? null) === JSON.stringify(known.facts[key] ?? null)) return []
      return [
        [
          key,
          isEmpty(value) ? { state: 'notCollected' as const } : { state: 'known' as const, value: value! },
        ],
      ]
    }),
  )

/** Keys whose value the server would refuse. */
export const wrongIn = (catalogue: Record<string, FactDef>, draft: Draft, today: PlainDate): string[] =>
  Object.entries(draft).flatMap(([key, value]) => {
    const def = catalogue[key]
    if (!def || isEmpty(value)) return []
    const late = def.type.kind === 'date' && String(value) > today
    return late || !valueSchema(def.type).safeParse(value).success ? [key] : []
  })

/** A value as people say it. */
export function useFactText() {
  const { t, label } = useSpeech()
  return (def: FactDef, value: FactValue | undefined): string => {
    if (value === undefined) return t.notCollected
    const { type } = def
    if (type.kind === 'code') return label(type.list[String(value)])
    if (type.kind === 'codes') return (value as string[]).map((one) => label(type.list[one])).join('、')
    if (type.kind === 'yesNo') return value ? t.yes : t.no
    if (type.kind === 'number') return `${value} ${type.unit}`
    return Array.isArray(value) ? value.join('、') : String(value)
  }
}

type Props = {
  of: string
  def: FactDef
  known: Known
  draft: Draft
  today: PlainDate
  onDraft(draft: Draft): void
}

/** The control that fits a fact, large enough for a thumb. Values that are shown masked begin empty. */
export function FactControl({ of, def, known, draft, today, onDraft }: Props) {
  const { t, label } = useSpeech()
  const masked = def.privacy === 'identity'
  const value = of in draft ? (draft[of] ?? undefined) : masked ? undefined : known.facts[of]
  const set = (next: FactValue | undefined) => onDraft({ ...draft, [of]: isEmpty(next) ? null : next! })
  const problem = wrongIn({ [of]: def }, draft, today).length > 0 && t.invalid
  const name = label(def)
  const { type } = def
  if (type.kind === 'yesNo')
    return (
      <Choice
        label={name}
        value={value === undefined ? undefined : value ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t.yes },
          { value: 'no', label: t.no },
        ]}
        onChoose={(chosen) => set(chosen === 'yes')}
      />
    )
  if (type.kind === 'codes')
    return (
      <Many
        label={name}
        values={(value as string[] | undefined) ?? []}
        options={Object.entries(type.list).map(([code, entry]) => ({ value: code, label: label(entry) }))}
        onChange={set}
      />
    )
  return (
    <Field label={name}>
      {(id) => (
        <>
          {type.kind === 'code' ? (
            <select id={id} value={String(value ?? '')} onChange={(event) => set(event.target.value)}>
              <option value="">{t.notCollected}</option>
              {Object.entries(type.list).map(([code, entry]) => (
                <option key={code} value={code}>
                  {label(entry)}
                </option>
              ))}
            </select>
          ) : type.kind === 'text' && type.lines ? (
            <textarea
              id={id}
              rows={2}
              maxLength={type.max}
              value={String(value ?? '')}
              onChange={(event) => set(event.target.value)}
            />
          ) : (
            <input
              id={id}
              type={type.kind === 'date' ? 'date' : type.kind === 'phones' ? 'tel' : 'text'}
              inputMode={type.kind === 'number' ? 'decimal' : undefined}
              max={type.kind === 'date' ? today : undefined}
              placeholder={masked ? String(known.facts[of] ?? '') : undefined}
              value={Array.isArray(value) ? value.join(' ') : String(value ?? '')}
              onChange={({ target }) => set(typed(type.kind, target.value))}
            />
          )}
          {problem && <Problem>{problem}</Problem>}
        </>
      )}
    </Field>
  )
}

function typed(kind: FactDef['type']['kind'], text: string): FactValue {
  if (kind === 'phones') return text.split(/[\s,，、;；]+/).filter(Boolean)
  if (kind === 'number') return Number.isFinite(Number(text)) && text.trim() ? Number(text) : text
  return text
}
