import { z } from 'zod'
import { ChildListQuery } from '../child/child-api.ts'
import { endpoint, FileAnswer } from '../endpoint.ts'
import { ChildId } from '../ids.ts'
import { tableChildren } from '../table/table-api.ts'

/**
 * list: the columns of the list page. roster: those of the registration form. form: the registration form itself, one
 * for each child. template: the columns of an office's own file.
 */
export const LAYOUTS = ['list', 'roster', 'form', 'template'] as const
export type Layout = (typeof LAYOUTS)[number]

export const FILE_KINDS = ['xlsx', 'pdf'] as const
export type FileKind = (typeof FILE_KINDS)[number]
/** Forms are for paper; an office's own file is a workbook. */
export const FILES_OF: Record<Layout, readonly FileKind[]> = {
  list: FILE_KINDS,
  roster: FILE_KINDS,
  form: ['pdf'],
  template: ['xlsx'],
}

/** An empty form; whole rosters of last year are larger and need not be sent. */
export const TEMPLATE_BYTES = 1024 * 1024

/** How a list is to leave, whichever list it is. */
const WISH = {
  columns: ChildListQuery.shape.columns,
  layout: z.enum(LAYOUTS).default('list'),
  file: z.enum(FILE_KINDS).optional().describe('登记表只有 pdf，按模板只有 xlsx；其余默认 xlsx'),
  template: z
    .string()
    .max(Math.ceil(TEMPLATE_BYTES / 3) * 4)
    .optional()
    .describe('模板文件（base64），只读取表头'),
  purpose: z.string().trim().min(2).max(200).describe('用途，写入文件和审计日志'),
  identity: z.boolean().default(false).describe('身份证号、电话、住址不隐藏；须再次输入本人密码'),
  password: z.string().min(1).max(200).optional(),
}
const ExportWish = z.object(WISH)
export type ExportWish = z.infer<typeof ExportWish>

const hasTemplate = ({ layout, template }: ExportWish) => layout !== 'template' || template !== undefined
const isProven = ({ identity, password }: ExportWish) => !identity || password !== undefined
const isMade = ({ layout, file }: ExportWish) => !file || FILES_OF[layout].includes(file)
const complete = <S extends z.ZodType<ExportWish>>(schema: S): S =>
  schema
    .refine(hasTemplate, { path: ['template'] })
    .refine(isProven, { path: ['password'] })
    .refine(isMade, { path: ['file'] })

/** As many as may be named one by one; a list names none and takes what it finds. */
const MOST_CHOSEN = 200
export const ExportQuery = complete(
  ChildListQuery.omit({ page: true, size: true }).extend({
    ...WISH,
    children: z.array(ChildId).min(1).max(MOST_CHOSEN).optional().describe('只导出这些儿童，不论筛选条件'),
  }),
)
export type ExportQuery = z.infer<typeof ExportQuery>

/** POST, since search text and purpose must not stand in a URL. */
export const exportChildren = endpoint({
  name: 'exportChildren',
  method: 'POST',
  path: '/api/children/export',
  summary: { zh: '导出儿童名单（.xlsx、.pdf）', en: 'Export a list of children as .xlsx or .pdf' },
  access: 'child.export',
  effect: 'export',
  body: ExportQuery,
  binary: 'streamed',
  result: FileAnswer,
})

export const exportTableList = endpoint({
  name: 'exportTableList',
  method: 'POST',
  path: '/api/tables/export',
  summary: {
    zh: '导出统计表某一格的儿童（.xlsx、.pdf）',
    en: 'Export the children behind one cell as .xlsx or .pdf',
  },
  access: 'child.export',
  effect: 'export',
  body: complete(tableChildren.params!.omit({ page: true, size: true }).extend(WISH)),
  binary: 'streamed',
  result: FileAnswer,
})

export const blankForm = endpoint({
  name: 'blankForm',
  method: 'GET',
  path: '/api/children/export/blank-form',
  access: 'signedIn',
  summary: { zh: '空白登记表（.pdf）', en: 'The registration form to fill by hand, as .pdf' },
  binary: 'whole',
  result: FileAnswer,
})
