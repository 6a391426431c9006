import type { z } from 'zod'
import type { ImportItem } from '#domain/import/import-api.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { columnLabel } from './column-label.ts'

const isUnmapped = (meaning: string) => meaning.startsWith('unmapped')
const recognisedFirst = (columns: Record<string, string>) =>
  Object.entries(columns).sort(([a], [b]) => Number(isUnmapped(a)) - Number(isUnmapped(b)))

/** Which column of each sheet was understood as what. */
export function RecognisedColumns({ item }: { item: z.infer<typeof ImportItem> }) {
  const words = useLanguage()
  const { t } = words
  return (
    <details className="block recognised">
      <summary>{t.imports.columnsTitle}</summary>
      {item.files.flatMap(({ file, sheets }) =>
        sheets.map((sheet) => (
          <section key={`${file}/${sheet.name}`}>
            <h3>
              {[file, sheet.name].filter(Boolean).join(' · ')}{' '}
              <small>{t.imports.headRow(sheet.headRow)}</small>
            </h3>
            <ul className="column-map">
              {recognisedFirst(sheet.columns).map(([meaning, column]) => {
                const known = columnLabel(meaning, words)
                return (
                  <li key={meaning} className={known ? undefined : 'is-unmapped'}>
                    {t.imports.columnIn(column)} → <b>{known ?? t.imports.unmapped}</b>
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
