import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { DEPARTMENTS } from '#domain/area/departments.ts'
import { LOCAL_OFFICES, MEASURE, type Measure, type Responsible } from '#domain/assessment/needs.ts'
import { addDays, type PlainDate } from '#domain/dates.ts'
import type { ChildId } from '#domain/ids.ts'
import { PROBLEM, type Problem } from '#domain/service/problems.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useRecordActs } from '../child/record-acts.ts'

const RESPONSIBLE = { ...LOCAL_OFFICES, ...DEPARTMENTS }
const MOST = 6
const YEAR = 366

type Line = { id: number; measure?: Measure; responsible?: Responsible; due?: PlainDate }

/** What a child needs, and what is done about it by whom until when. */
export function NeedDialog({ child, onClose }: { child: ChildId; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  const [need, setNeed] = useState<Problem>()
  const [note, setNote] = useState('')
  const [lines, setLines] = useState<Line[]>([{ id: 0 }])
  const set = (id: number, change: Partial<Line>) =>
    setLines((before) => before.map((line) => (line.id === id ? { ...line, ...change } : line)))
  const whole = lines.every(({ measure, responsible, due }) => measure && responsible && due)
  const options = (list: Record<string, { zh: string; en: string }>, without: readonly unknown[] = []) =>
    Object.entries(list)
      .filter(([value]) => !without.includes(value))
      .map(([value, entry]) => ({ value, label: label(entry) }))
  return (
    <ReasonDialog
      title={t.assessment.newNeed}
      noReason
      ready={need !== undefined && whole}
      onClose={onClose}
      onSubmit={async () => {
        const body = {
          day: today,
          need: need!,
          measures: lines.map(({ measure, responsible, due }) => ({
            measure: measure!,
            responsible: responsible!,
            due: due!,
          })),
          words: { note: note.trim() || undefined },
        }
        await record([{ kind: 'need.record', child, body }])
        message.success(t.common.saved)
      }}
    >
      <Field label={t.assessment.need}>
        <Select<Problem> value={need} options={options(PROBLEM) as never} onChange={setNeed} />
      </Field>
      <Field label={t.assessment.needNote}>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      {lines.map(({ id, measure, responsible, due }, i) => (
        <fieldset key={id} className="measure-line">
          <legend>{t.assessment.measureNo(i + 1)}</legend>
          <Field label={t.assessment.measure}>
            <Select<Measure>
              value={measure}
              options={
                options(
                  MEASURE,
                  lines.filter((line) => line.id !== id).map((line) => line.measure),
                ) as never
              }
              onChange={(next) => set(id, { measure: next })}
            />
          </Field>
          <Field label={t.assessment.responsible}>
            <Select<Responsible>
              value={responsible}
              options={options(RESPONSIBLE) as never}
              onChange={(next) => set(id, { responsible: next })}
            />
          </Field>
          <Field label={t.assessment.due}>
            <DayPicker
              value={due}
              min={today}
              max={addDays(today, YEAR)}
              onChange={(day) => set(id, { due: day })}
            />
          </Field>
          {lines.length > 1 && (
            <Button
              icon={<DeleteOutlined aria-hidden />}
              aria-label={`${t.assessment.remove} ${t.assessment.measureNo(i + 1)}`}
              onClick={() => setLines((before) => before.filter((line) => line.id !== id))}
            />
          )}
        </fieldset>
      ))}
      {lines.length < MOST && (
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setLines((before) => [...before, { id: Math.max(...before.map((l) => l.id)) + 1 }])}
        >
          {t.assessment.addMeasure}
        </Button>
      )}
    </ReasonDialog>
  )
}
