import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import {
  CALENDAR_KEYS,
  type CalendarKey,
  type CalendarPart,
  DAY_MARKS,
  type DayMark,
  isCalendarValue,
  partText,
  YEAR_OUTLINE,
} from '#domain/calendar/calendar.ts'
import { listPolicy, proposePolicy } from '#domain/policy/policy-api.ts'
import { POLICY_KEYS } from '#domain/policy/policy-keys.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useMe } from '../account/session.ts'

type Draft = Partial<CalendarPart> & { id: string; mark: DayMark }
type Props = {
  calendarKey: CalendarKey
  year: number
  now: readonly CalendarPart[] | undefined
  onClose(): void
}

const textOf = ({ mark, from, until, name }: Draft) =>
  partText({ mark, from: from ?? '', until: until ?? from ?? '', name: name?.trim() ?? '' })

/** The days of one year, proposed as any other policy: a second person approves after its effect was counted. */
export function CalendarDialog({ calendarKey, year, now, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const { county } = useMe()
  const propose = useCall(proposePolicy, [listPolicy])
  const [id] = useState(newId)
  const [parts, setParts] = useState<Draft[]>(() =>
    (now ?? YEAR_OUTLINE[calendarKey]).map((part) => ({ ...part, id: newId() })),
  )
  const [document, setDocument] = useState('')
  const [clause, setClause] = useState('')
  const value = parts.map(textOf)
  const change = (one: Draft, to: Partial<Draft>) =>
    setParts(parts.map((part) => (part.id === one.id ? { ...part, ...to } : part)))
  return (
    <ReasonDialog
      title={t.calendar.proposeTitle(year, label(POLICY_KEYS[calendarKey]))}
      hint={t.policy.proposeHint}
      okText={t.policy.propose}
      width={760}
      ready={isCalendarValue(calendarKey, value) && document.trim().length >= 2 && clause.trim().length >= 2}
      onClose={onClose}
      onSubmit={async (reason) => {
        await propose.mutateAsync({
          body: {
            id,
            key: calendarKey,
            scope: `${county.code}000000`,
            from: `${year}-01-01`,
            value,
            document,
            clause,
            reason,
          },
        })
        message.success(t.policy.proposed)
      }}
    >
      {parts.map((part, i) => (
        <fieldset key={part.id} className="calendar-part" aria-label={t.calendar.part(i + 1)}>
          <Select
            aria-label={t.calendar.mark}
            value={part.mark}
            onChange={(mark) => change(part, { mark })}
            options={CALENDAR_KEYS[calendarKey].map((mark) => ({
              value: mark,
              label: label(DAY_MARKS[mark]),
            }))}
          />
          <DayPicker
            aria-label={t.calendar.firstDay}
            placeholder={t.calendar.firstDay}
            value={part.from}
            min={`${year}-01-01`}
            max={`${year}-12-31`}
            onChange={(from) => change(part, { from })}
          />
          <DayPicker
            aria-label={t.calendar.lastDay}
            placeholder={t.calendar.lastDay}
            value={part.until}
            min={`${year}-01-01`}
            max={`${year}-12-31`}
            onChange={(until) => change(part, { until })}
          />
          <Input
            aria-label={t.calendar.name}
            placeholder={t.calendar.name}
            maxLength={20}
            value={part.name ?? ''}
            onChange={(event) => change(part, { name: event.target.value })}
          />
          <Button onClick={() => setParts(parts.filter((one) => one.id !== part.id))}>
            {t.calendar.remove}
          </Button>
        </fieldset>
      ))}
      <Button onClick={() => setParts([...parts, { id: newId(), mark: CALENDAR_KEYS[calendarKey].at(-1)! }])}>
        {t.common.add}
      </Button>
      {!isCalendarValue(calendarKey, value) && <span className="form-note">{t.calendar.notRight(year)}</span>}
      <Field label={t.policy.documentName}>
        <Input value={document} maxLength={300} onChange={(event) => setDocument(event.target.value)} />
      </Field>
      <Field label={t.policy.clause}>
        <Input value={clause} maxLength={300} onChange={(event) => setClause(event.target.value)} />
      </Field>
    </ReasonDialog>
  )
}
