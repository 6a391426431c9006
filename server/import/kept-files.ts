import type { ReadColumn } from '#domain/import/read-columns.ts'
import type { ReadTable, WrittenHeads } from '#domain/import/read-roster.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import type { SaidLayout } from './column-layouts.ts'
import type { ReadImport } from './preview-import.ts'
import type { ReadTables } from './read-files.ts'
import type { UploadedFile } from './read-worker.ts'
import type { Importing } from './stage-import.ts'

/** How a table of a kept file was understood. `said` is what the office had said of its layout before. */
export type KeptTable = Pick<ReadTable, 'sheet' | 'headRows' | 'layout'> & {
  columns: (ReadColumn & { samples: string[] })[]
  said?: Pick<SaidLayout, 'by' | 'at'>
}
type Sealed = { n: number; name: Buffer; content: Buffer | null; columns: Buffer | null; heads: Buffer }

/** The files wait with the rows, sealed with the same key, and end with them. */
export async function keepFiles(
  { db, deps, actor }: Importing,
  { importId, files, said }: ReadImport,
  read: ReadTables,
): Promise<void> {
  const { keys } = await deps.keys.forWriting(db, [importId])
  const key = keys.get(importId)!
  const seal = (plain: string | Buffer) => deps.vault.seal(key, plain)
  for (const [n, { name, bytes }] of files.entries()) {
    const { tables } = read.files[n]!
    await db.run(
      `insert into import_file (county, import, n, area_code, name, content, columns, heads)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        deps.county.code,
        importId,
        n,
        actor.area,
        seal(name),
        seal(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
        seal(JSON.stringify(tables.map((table) => keptTable(table, said)))),
        seal(JSON.stringify(tables.map(({ sheet, written }) => ({ sheet, ...written })))),
      ],
    )
  }
}

function keptTable({ sheet, headRows, layout, proposed, samples }: ReadTable, said: SaidLayout[]): KeptTable {
  const before = said.find((one) => one.layout === layout)
  return {
    sheet,
    headRows,
    layout,
    columns: proposed.map((column, i) => ({ ...column, samples: samples[i]?.values ?? [] })),
    ...(before && { said: { by: before.by, at: before.at } }),
  }
}

type Opened = { row: Sealed; open(sealed: Buffer): Buffer }

/** Nothing once the key is destroyed. `columns` of the row are named by the caller, since content is large. */
async function sealedFiles(
  { db, deps }: { db: Db; deps: Deps },
  importId: string,
  columns: string,
): Promise<Opened[]> {
  const key = (await deps.keys.of(db, [importId])).get(importId)
  if (!key) return []
  const rows = await db.rows<Sealed>(
    `select n, name, ${columns} from import_file where county = $1 and import = $2 order by n`,
    [deps.county.code, importId],
  )
  return rows.map((row) => ({ row, open: (sealed) => deps.vault.open(key, sealed) }))
}

/** The files as they were uploaded, while the preview waits. */
export const keptFiles = async (on: { db: Db; deps: Deps }, importId: string): Promise<UploadedFile[]> =>
  (await sealedFiles(on, importId, 'content')).flatMap(({ row, open }) =>
    row.content ? [{ name: open(row.name).toString(), bytes: open(row.content) }] : [],
  )

export const keptTables = async (
  on: { db: Db; deps: Deps },
  importId: string,
): Promise<{ file: string; tables: KeptTable[] }[]> =>
  (await sealedFiles(on, importId, 'columns')).flatMap(({ row, open }) =>
    row.columns
      ? [{ file: open(row.name).toString(), tables: JSON.parse(open(row.columns).toString()) as KeptTable[] }]
      : [],
  )

/** The heads of each table of each file. */
export const keptHeads = async (
  on: { db: Db; deps: Deps },
  importId: string,
): Promise<{ file: string; tables: ({ sheet: string } & WrittenHeads)[] }[]> =>
  (await sealedFiles(on, importId, 'heads')).map(({ row, open }) => ({
    file: open(row.name).toString(),
    tables: JSON.parse(open(row.heads).toString()) as ({ sheet: string } & WrittenHeads)[],
  }))
