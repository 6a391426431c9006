import type { z } from 'zod'
import type { ImportItem } from '#domain/import/import-api.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { columnLabel } from './column-label.ts'

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
              {Object.entries(sheet.columns).map(([place, meaning]) => {
                const label = columnLabel(meaning, words)
                return (
                  <li key={place} className={label ? undefined : 'is-unmapped'}>
                    <span>{place}</span>
                    <span aria-hidden> → </span>
                    <b>{label ?? t.imports.unmapped}</b>
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
