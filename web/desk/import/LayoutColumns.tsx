import { Alert, Button, Select } from 'antd'
import { useMemo } from 'react'
import type { ResultOf } from '#domain/endpoint.ts'
import type { importColumns, ReadLayout } from '#domain/import/import-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { ListBody } from '#web/ui/ListPage.tsx'
import { Mark, type Tone } from '#web/ui/Mark.tsx'
import { clock } from '#web/ui/today.ts'
import { type Drafts, isUnsure, mappingOf, problemOf } from './column-drafts.ts'

type Column = ReadLayout['columns'][number]
export type Choices = ResultOf<typeof importColumns>['targets']

const TONES = {
  said: 'blue',
  exact: 'green',
  part: 'green',
  guess: 'orange',
  none: 'red',
} as const satisfies Record<Column['sureness'], Tone>

type Props = {
  layout: ReadLayout
  choices: Choices
  drafts: Drafts
  onSay(key: string, target: string): void
  onForget(): void
  onSave(): void
}

/** The columns of tables with the same heads: what is not sure first, the rest folded away. */
export function LayoutColumns({ layout, choices, drafts, onSay, onForget, onSave }: Props) {
  const t = useMessages()
  const options = useMemo(() => groupsOf(choices), [choices])
  const mapping = mappingOf(layout, drafts)
  const problem = problemOf(layout, drafts)
  const unsure = layout.columns.filter(isUnsure)
  const sure = layout.columns.filter((column) => !isUnsure(column))
  const where = tablesIn(layout, t)
  const list = (columns: Column[], label: string) => (
    <ListBody
      label={`${where} ${label}`}
      list={{ data: columns, error: null, isFetching: false, refetch: () => {} }}
      rowKey={({ key }) => key}
      empty={t.state.empty}
      columns={[
        {
          key: 'head',
          title: t.imports.head,
          main: true,
          width: 200,
          cell: ({ head, column }) => (
            <>
              <b>{head}</b> <small>{t.imports.columnIn(column)}</small>
            </>
          ),
        },
        {
          key: 'sureness',
          title: t.imports.sureness,
          width: 90,
          cell: ({ key, target, sureness }) =>
            mapping[key] === target ? (
              <Mark tone={TONES[sureness]}>{t.imports.surenesses[sureness]}</Mark>
            ) : (
              <Mark tone="blue">{t.imports.saidNow}</Mark>
            ),
        },
        {
          key: 'target',
          title: t.imports.target,
          width: 260,
          cell: ({ key, head }) => (
            <Select
              className="target-select"
              aria-label={t.imports.targetOf(head)}
              value={mapping[key]}
              options={options}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(target) => onSay(key, target)}
            />
          ),
        },
        {
          key: 'samples',
          title: t.imports.samples,
          cell: ({ samples }) => samples.join(' · ') || t.imports.noSamples,
        },
      ]}
    />
  )
  return (
    <section className="layout-columns">
      <h2>{where}</h2>
      {layout.said && (
        <Alert
          type="info"
          showIcon
          title={t.imports.asBefore(layout.said.by, clock(layout.said.at))}
          action={
            <Button size="small" onClick={onForget}>
              {t.imports.forget}
            </Button>
          }
        />
      )}
      {unsure.length > 0 ? (
        list(unsure, t.imports.unsureColumns(unsure.length))
      ) : (
        <p className="block-hint">{t.imports.allSure}</p>
      )}
      {problem && <Alert type="warning" showIcon title={problemText(problem, choices, t)} />}
      <details>
        <summary>{t.imports.sureColumns(sure.length)}</summary>
        {list(sure, t.imports.sureColumns(sure.length))}
        <Button size="small" onClick={onSave}>
          {t.imports.saveMap}
        </Button>
      </details>
    </section>
  )
}

const groupsOf = (choices: Choices) =>
  [...Map.groupBy(choices, ({ group }) => group)].map(([label, all]) => ({
    label,
    options: all.map((choice) => ({ value: choice.name, label: choice.label })),
  }))

const MOST_TABLES = 6

function tablesIn({ tables }: ReadLayout, t: Messages): string {
  const several = new Set(tables.map(({ file }) => file)).size > 1
  const told = tables
    .slice(0, MOST_TABLES)
    .map(
      ({ file, sheet, headRows }) =>
        `${(several && sheet ? `${file} · ${sheet}` : sheet || file) || file} ${t.imports.headRow(headRows.at(-1) ?? 1)}`,
    )
  const more = tables.length - told.length
  return told.join(t.common.list) + (more > 0 ? ` ${t.imports.moreTables(more)}` : '')
}

export function problemText(
  problem: NonNullable<ReturnType<typeof problemOf>>,
  choices: Choices,
  t: Messages,
): string {
  if (problem.why === 'nameless') return t.imports.nameless
  return t.imports.twice(
    problem.targets
      .map((name) => choices.find((one) => one.name === name)?.label ?? name)
      .join(t.common.list),
  )
}
