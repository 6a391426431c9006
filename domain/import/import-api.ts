import { z } from 'zod'
import { PlainDate } from '../dates.ts'
import { endpoint, FileAnswer } from '../endpoint.ts'
import { ChildId, DuplicateId, ImportId } from '../ids.ts'
import { ColumnMapping, givenTwice } from './column-mapping.ts'
import { SURENESS } from './read-columns.ts'

/** Days after which a preview that nobody decided on is given up, and refused rows that nobody fetched with it. */
export const KEPT_DAYS = 14

/** A remark on a row. `code` is of a closed list (domain/import/issues.ts); `message` names no child. */
export const RowIssue = z.object({
  file: z.string(),
  sheet: z.string(),
  row: z.number().int(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
})
export type RowIssue = z.infer<typeof RowIssue>

const RowPlace = z.object({ file: z.string(), sheet: z.string(), row: z.number().int() })

/** What an import will do or has done. The command line prints the same. */
export const ImportReport = z.object({
  importId: ImportId,
  files: z.array(
    z.object({
      file: z.string(),
      sheets: z.array(
        z.object({ name: z.string(), headRow: z.number().int(), columns: z.record(z.string(), z.string()) }),
      ),
    }),
  ),
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  refused: z.array(RowIssue),
  flagged: z.array(RowIssue),
  noted: z.array(RowIssue),
  /** Rows that wait for somebody to decide whether they are a known child. */
  held: z.number().int(),
  duplicates: z.array(
    RowPlace.extend({
      /** `childId` is null for a child out of reach: the county decides. */
      other: z.union([z.object({ childId: ChildId.nullable() }), RowPlace]),
      /** Codes of domain/duplicate/likeness.ts. */
      reasons: z.array(z.string()),
      /** To decide on; null for a row that repeats another one for certain and is left out. */
      id: DuplicateId.nullable(),
    }),
  ),
})
export type ImportReport = z.infer<typeof ImportReport>

export const ImportStatus = z.enum([
  'previewed',
  'committing',
  'stopped',
  'committed',
  'discarded',
  'undoing',
  'undone',
])
export const ImportItem = ImportReport.extend({
  status: ImportStatus,
  asOf: PlainDate,
  createdAt: z.string(),
  by: z.string(),
  /** Rows to be written, and how many of them are done with. */
  progress: z.object({ total: z.number().int(), done: z.number().int() }),
  /** Rows left out because their files changed after the preview. */
  outdated: z.number().int(),
  /** Why writing stopped, in the reader's language. */
  problem: z.string().nullable(),
  /** The asker uploaded it: the files are read again, and refused rows handed back, for nobody else. */
  own: z.boolean(),
  /** Its refused rows can still be downloaded. */
  refusedKept: z.boolean(),
})
export type ImportItem = z.infer<typeof ImportItem>

const RowOutcome = z.enum(['create', 'update', 'unchanged', 'refused', 'held', 'outdated'])

/** One row of the preview: what would happen to whom, old and new values side by side. */
export const ImportRow = z.object({
  n: z.number().int(),
  file: z.string(),
  sheet: z.string(),
  row: z.number().int(),
  outcome: RowOutcome,
  name: z.string().nullable(),
  village: z.string().nullable(),
  child: ChildId.nullable(),
  changes: z.array(
    z.object({ key: z.string(), label: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  ),
  issues: z.array(RowIssue),
})
export type ImportRow = z.infer<typeof ImportRow>

export const previewImport = endpoint({
  name: 'previewImport',
  method: 'POST',
  path: '/api/imports',
  access: 'import.run',
  summary: { zh: '上传花名册并预览', en: 'Upload rosters and see what they would do; writes no child' },
  params: z.object({ asOf: PlainDate.optional().describe('名册所反映的日期，默认今日') }),
  upload: { maxBytes: 30 * 1024 * 1024 },
  result: ImportItem,
})
export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  access: 'import.run',
  summary: { zh: '导入记录', en: 'Imports so far' },
  result: z.object({
    imports: z.array(
      ImportItem.pick({
        importId: true,
        status: true,
        asOf: true,
        createdAt: true,
        by: true,
        rows: true,
        created: true,
        updated: true,
        unchanged: true,
        held: true,
      }).extend({ refused: z.number().int(), files: z.array(z.string()) }),
    ),
  }),
})
const AtImport = z.object({ import: ImportId })
export const openImport = endpoint({
  name: 'openImport',
  method: 'GET',
  path: '/api/imports/:import',
  access: 'import.run',
  summary: { zh: '导入的结果', en: 'One import' },
  params: AtImport,
  result: ImportItem,
})
export const importProgress = endpoint({
  name: 'importProgress',
  method: 'GET',
  path: '/api/imports/:import/progress',
  access: 'import.run',
  summary: { zh: '导入的进度', en: 'How far writing, or taking back, has come; to be asked again and again' },
  params: AtImport,
  result: ImportItem.pick({ status: true, progress: true }),
})
const OfGroup = AtImport.extend({
  outcome: RowOutcome.optional(),
  flagged: z.stringbool().optional().describe('只要有提醒的行，不论结果'),
})
export const importRows = endpoint({
  name: 'importRows',
  method: 'GET',
  path: '/api/imports/:import/rows',
  access: 'import.run',
  summary: { zh: '预览的逐行内容', en: 'Rows of a preview' },
  params: OfGroup.extend({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), rows: z.array(ImportRow) }),
})
export const exportImportRows = endpoint({
  name: 'exportImportRows',
  method: 'GET',
  path: '/api/imports/:import/rows/export',
  access: 'import.run',
  summary: { zh: '下载预览的逐行内容（.xlsx）', en: 'Rows of a preview as .xlsx, identity data masked' },
  effect: 'export',
  params: OfGroup,
  binary: 'streamed',
  result: FileAnswer,
})
export const exportRefusedRows = endpoint({
  name: 'exportRefusedRows',
  method: 'GET',
  path: '/api/imports/:import/refused',
  access: 'import.run',
  summary: {
    zh: '下载拒收的行：原表头、原内容和原因，改好后可再导入',
    en: 'Refused rows as they are written, under their heads and with the reason, to be mended and imported',
  },
  effect: 'export',
  params: AtImport,
  binary: 'streamed',
  result: FileAnswer,
})

/** Tables with the same heads, as they are understood together. */
export const ReadLayout = z.object({
  layout: z.string(),
  tables: z.array(z.object({ file: z.string(), sheet: z.string(), headRows: z.array(z.number().int()) })),
  /** Whose words of an earlier time hold here, unless the columns are only proposed. */
  said: z.object({ by: z.string(), at: z.string() }).nullable(),
  columns: z.array(
    z.object({
      /** Names the column in a mapping, here and on the command line. */
      key: z.string(),
      column: z.string(),
      head: z.string(),
      /** Some values, identity data masked. */
      samples: z.array(z.string()),
      target: z.string(),
      sureness: z.enum(SURENESS),
    }),
  ),
})
export type ReadLayout = z.infer<typeof ReadLayout>
export const importColumns = endpoint({
  name: 'importColumns',
  method: 'GET',
  path: '/api/imports/:import/columns',
  access: 'import.run',
  summary: { zh: '待确认的导入中各列的含义', en: 'What the columns of a preview are taken for, and may be' },
  params: AtImport,
  result: z.object({
    layouts: z.array(ReadLayout),
    targets: z.array(z.object({ name: z.string(), label: z.string(), group: z.string() })),
  }),
})
export const remapImport = endpoint({
  name: 'remapImport',
  method: 'POST',
  path: '/api/imports/:import/columns',
  access: 'import.run',
  summary: {
    zh: '更正各列的含义并重新读取；本单位以后沿用',
    en: 'Say what columns mean and read the files again, as a new preview; remembered for the office',
  },
  params: AtImport,
  body: z.object({
    layouts: z
      .record(
        z.string().max(64),
        ColumnMapping.refine((mapping) => givenTwice(mapping).length === 0, { message: 'target' }).nullable(),
      )
      .describe('按版式给出全部列的含义；null 表示不再沿用以前的更正'),
  }),
  result: ImportItem,
})
export const commitImport = endpoint({
  name: 'commitImport',
  method: 'POST',
  path: '/api/imports/:import/commit',
  access: 'import.run',
  summary: {
    zh: '执行导入；写入在后台进行，可随时查看进度',
    en: 'Begin to write the previewed rows, or go on with them; openImport tells how far it is',
  },
  params: AtImport,
  result: ImportItem,
})
export const undoImport = endpoint({
  name: 'undoImport',
  method: 'POST',
  path: '/api/imports/:import/undo',
  access: 'import.run',
  summary: {
    zh: '撤销整次导入；之后又有新记录的不能撤销',
    en: 'Take a whole import back, in the background; refused when anything was written on it since (importStandsUnder)',
  },
  params: AtImport,
  result: z.object({}),
})
export const importStandsUnder = endpoint({
  name: 'importStandsUnder',
  method: 'GET',
  path: '/api/imports/:import/later',
  access: 'import.run',
  summary: { zh: '导入之后在其上新增的记录', en: 'What was written later on what an import wrote' },
  params: AtImport,
  result: z.object({
    total: z.number().int(),
    /** The first of them; `child` is null where it is out of reach. */
    acts: z.array(
      z.object({
        kind: z.string(),
        child: ChildId.nullable(),
        name: z.string().nullable(),
        by: z.string(),
        at: z.string(),
      }),
    ),
  }),
})
export const discardImport = endpoint({
  name: 'discardImport',
  method: 'DELETE',
  path: '/api/imports/:import',
  access: 'import.run',
  summary: { zh: '放弃这次导入', en: 'Give up a preview; its rows are destroyed' },
  params: AtImport,
  result: z.object({}),
})
