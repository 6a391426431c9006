import type { z } from 'zod'
import type { importColumns, ReadLayout } from '#domain/import/import-api.ts'
import { maskSample } from '#domain/import/mask-sample.ts'
import { targetOf } from '#domain/import/target.ts'
import { targetChoices } from '#domain/import/target-label.ts'
import { type Language, Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { layoutKey } from './column-layouts.ts'
import { type KeptTable, keptTables } from './kept-files.ts'

const SAMPLES = 5

type Told = KeptTable & { file: string }

/** What the columns of a preview are taken for. Tables with the same heads are told once. */
export async function showColumns(
  { db, deps, language }: { db: Db; deps: Deps; language: Language },
  importId: string,
): Promise<z.output<typeof importColumns.result>> {
  const known = await db.one('select from import where county = $1 and id = $2', [deps.county.code, importId])
  if (!known) throw new Refusal('notFound')
  const told = (await keptTables({ db, deps }, importId)).flatMap(({ file, tables }) =>
    tables.map((table): Told => ({ file, ...table })),
  )
  return {
    layouts: [...Map.groupBy(told, ({ layout }) => layout)].map(([layout, same]) => ({
      layout: layoutKey(deps, layout).toString('hex'),
      tables: same.map(({ file, sheet, headRows }) => ({ file, sheet, headRows })),
      said: same[0]!.said ?? null,
      columns: columnsOf(same),
    })),
    targets: targetChoices(language),
  }
}

function columnsOf(same: Told[]): ReadLayout['columns'] {
  return same[0]!.columns.map(({ samples: _, ...column }, i) => {
    const samples = new Set(same.flatMap(({ columns }) => columns[i]?.samples ?? []))
    const target = targetOf(column.target)
    return { ...column, samples: [...samples].slice(0, SAMPLES).map((text) => maskSample(text, target)) }
  })
}
