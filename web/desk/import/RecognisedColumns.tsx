import { useQuery } from '@tanstack/react-query'
import { type ImportItem, importColumns } from '#domain/import/import-api.ts'
import { targetOf } from '#domain/import/target.ts'
import { targetLabel } from '#domain/import/target-label.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage, useMessages } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Loader } from '#web/ui/states.tsx'
import { ColumnEditor } from './ColumnEditor.tsx'
import { isUnsure } from './column-drafts.ts'

/** Which column of each sheet was understood as what; to be corrected as long as nothing is written. */
export function RecognisedColumns({ item }: { item: ImportItem }) {
  return item.status === 'previewed' && item.own ? <Correctable item={item} /> : <Told item={item} />
}

function Correctable({ item }: { item: ImportItem }) {
  const t = useMessages()
  const query = useQuery(queryOf(importColumns, { params: { import: item.importId } }))
  // Of an older version, or of a child that was erased: the files are not there any more.
  if (query.data?.layouts.length === 0) return <Told item={item} />
  const layouts = query.data?.layouts ?? []
  const unsure = layouts.flatMap(({ columns }) => columns.filter(isUnsure)).length
  const isSaid = layouts.some(({ said }) => said)
  return (
    <details className="block recognised" open={unsure > 0 || isSaid}>
      <summary>
        {t.imports.columnsTitle} {unsure > 0 && <Mark tone="orange">{t.imports.unsureColumns(unsure)}</Mark>}{' '}
        {isSaid && <Mark tone="blue">{t.imports.asBeforeShort}</Mark>}
      </summary>
      <Loader of={query}>
        {({ layouts, targets }) => (
          <ColumnEditor key={item.importId} item={item} layouts={layouts} choices={targets} />
        )}
      </Loader>
    </details>
  )
}

const isUnmapped = (meaning: string) => meaning.startsWith('unmapped')
const recognisedFirst = (columns: Record<string, string>) =>
  Object.entries(columns).sort(([a], [b]) => Number(isUnmapped(a)) - Number(isUnmapped(b)))

function Told({ item }: { item: ImportItem }) {
  const { t, language } = useLanguage()
  return (
    <details className="block recognised">
      <summary>{t.imports.columnsTitle}</summary>
      {item.files.flatMap(({ file, sheets }) =>
        sheets.map((sheet) => (
          <section key={`${file}/${sheet.name}/${sheet.headRow}`}>
            <h2>
              {[file, sheet.name].filter(Boolean).join(' · ')}{' '}
              <small>{t.imports.headRow(sheet.headRow)}</small>
            </h2>
            <ul className="column-map">
              {recognisedFirst(sheet.columns).map(([meaning, column]) => {
                const target = targetOf(meaning)
                return (
                  <li key={meaning} className={target ? undefined : 'is-unmapped'}>
                    {t.imports.columnIn(column)} →{' '}
                    <b>{target ? targetLabel(target, language) : t.imports.unmapped}</b>
                  </li>
                )
              })}
            </ul>
          </section>
        )),
      )}
    </details>
  )
}
