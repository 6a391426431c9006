import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { childHistory } from '#domain/child/child-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Empty, Loader } from '#web/ui/states.tsx'
import { useOpenFile } from './child-file.ts'
import { HistoryItem, nameOfFact } from './HistoryItem.tsx'

/** Everything that was ever written in this file, newest first; nothing is ever taken away. */
export function HistoryPanel() {
  const words = useLanguage()
  const { t } = words
  const { file } = useOpenFile()
  const history = useQuery(queryOf(childHistory, { params: { child: file.id } }))
  const [only, setOnly] = useState<string>()

  return (
    <Loader of={history}>
      {({ entries }) => {
        const facts = new Map(
          entries.flatMap((entry) =>
            entry.changes.map((change) => {
              const name = nameOfFact(entry, change.key, words)
              return [name, name] as const
            }),
          ),
        )
        const shown = entries.filter(
          (entry) => !only || entry.changes.some((change) => nameOfFact(entry, change.key, words) === only),
        )
        if (entries.length === 0) return <Empty title={t.file.historyNone} />
        return (
          <>
            <Select
              className="history-filter no-print"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={t.file.historyFilter}
              placeholder={t.file.historyFilter}
              value={only}
              onChange={setOnly}
              options={[...facts.keys()].map((value) => ({ value, label: value }))}
            />
            <ol className="history">
              {shown.map((entry) => (
                <HistoryItem key={`${entry.act} ${entry.person}`} entry={entry} only={only} />
              ))}
            </ol>
          </>
        )
      }}
    </Loader>
  )
}
