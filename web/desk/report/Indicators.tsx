import { INDICATORS, indicator, UNITS } from '#domain/indicator/indicators.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { RowCards } from '#web/ui/RowCards.tsx'
import { RowTable } from '#web/ui/RowTable.tsx'
import { useNarrow } from '#web/ui/use-narrow.ts'
import { figureLabel } from './figure-label.ts'

/** 指标目录: what can be counted, in which unit, as a part of what, by which definition. */
export function Indicators() {
  const { t, label, language } = useLanguage()
  const Rows = useNarrow() ? RowCards : RowTable
  return (
    <details className="block no-print">
      <summary>{t.reports.indicators(INDICATORS.length)}</summary>
      <p className="block-hint">{t.reports.indicatorsHint}</p>
      <Rows
        label={t.reports.indicators(INDICATORS.length)}
        rows={INDICATORS}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'name',
            title: t.reports.indicator,
            main: true,
            cell: (one) => figureLabel({ key: one.key, label: null }, label, language === 'zh' || undefined),
          },
          { key: 'unit', title: t.reports.unit, cell: ({ unit }) => label(UNITS[unit]) },
          {
            key: 'qualifier',
            title: t.reports.qualifier,
            cell: ({ qualifier }) => t.reports.qualifiers[qualifier],
          },
          { key: 'time', title: t.reports.time, cell: ({ time }) => t.reports.times[time] },
          {
            key: 'subset',
            title: t.reports.subsetOf,
            cell: ({ subsetOf }) => (subsetOf ? label(indicator(subsetOf)) : '—'),
          },
          {
            key: 'definition',
            title: t.tables.definition,
            cell: ({ definition }) => t.tables.definitions[definition] ?? definition,
          },
        ]}
      />
    </details>
  )
}
