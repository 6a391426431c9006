import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint, FileAnswer } from '../endpoint.ts'
import { ReportId } from '../ids.ts'
import { Counted } from '../table/table-api.ts'
import { Figure } from './figure.ts'

/** A report's template: a Word document with words in braces. */
export const REPORT_TEMPLATE_BYTES = 2 * 1024 * 1024

export const ReportItem = z.object({
  id: ReportId,
  title: z.string(),
  area: AreaCode,
  areaName: z.string(),
  asOf: PlainDate,
  base: PlainDate,
  counted: Counted,
  isPublic: z.boolean().describe('对外公开'),
  madeBy: z.string(),
  madeAt: z.string(),
  total: z.number().int(),
})
export type ReportItem = z.infer<typeof ReportItem>

export const ReportWish = z
  .object({
    id: ReportId.optional().describe('由请求方给出时，重复发送只生成一份'),
    title: z.string().trim().min(2).max(100),
    asOf: PlainDate,
    base: PlainDate.optional().describe('比较的基期，默认上年同日'),
    counted: Counted.default('computed'),
    isPublic: z.boolean().default(false).describe('对外公开：隐去小数目，模板和标题中不得有儿童姓名'),
  })
  .refine(({ asOf, base }) => base === undefined || base < asOf, { path: ['base'] })
export type ReportWish = z.infer<typeof ReportWish>

export const listReports = endpoint({
  name: 'listReports',
  method: 'GET',
  path: '/api/reports',
  summary: { zh: '报告', en: 'Reports that were made' },
  access: 'report.read',
  result: z.object({ reports: z.array(ReportItem) }),
})

export const makeReport = endpoint({
  name: 'makeReport',
  method: 'POST',
  path: '/api/reports',
  summary: {
    zh: '生成工作报告',
    en: 'Make a work report: its figures are frozen with the children behind them',
  },
  access: 'report.make',
  body: ReportWish,
  result: z.object({ id: ReportId }),
})

const AtReport = z.object({ report: ReportId })

export const openReport = endpoint({
  name: 'openReport',
  method: 'GET',
  path: '/api/reports/:report',
  summary: { zh: '报告的数字', en: 'A report and its figures, as they were frozen' },
  access: 'report.read',
  params: AtReport,
  result: ReportItem.extend({ figures: z.array(Figure.extend({ hidden: z.boolean().describe('不公开') })) }),
})

export const reportFile = endpoint({
  name: 'reportFile',
  method: 'GET',
  path: '/api/reports/:report/file',
  summary: { zh: '报告（.docx）', en: 'The report as a Word document' },
  access: 'report.read',
  effect: 'export',
  params: AtReport,
  binary: 'whole',
  result: FileAnswer,
})

export const reportChildren = endpoint({
  name: 'reportChildren',
  method: 'GET',
  path: '/api/reports/:report/children',
  summary: { zh: '报告某一数字的儿童', en: 'The children behind a figure, as far as they are in reach' },
  access: 'report.read',
  params: AtReport.extend({
    figure: z.coerce.number().int().min(0),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({
    figure: Figure,
    shown: z.number().int().describe('管辖范围内的人数'),
    rows: z.array(ChildRow),
  }),
})

export const TEMPLATE_PROBLEMS = {
  notWord: { zh: '不是 Word 文档（.docx）', en: 'not a Word document (.docx)' },
  unknown: { zh: '没有这个占位符', en: 'no such placeholder' },
  unclosed: { zh: '括号或循环没有成对', en: 'braces or a loop without their other half' },
} as const

/** Where something is wrong in a template: in which part, in which of its paragraphs, and what it says there. */
export const TemplateProblem = z.object({
  problem: z.enum(Object.keys(TEMPLATE_PROBLEMS) as (keyof typeof TEMPLATE_PROBLEMS)[]),
  tag: z.string().optional(),
  part: z.enum(['body', 'header', 'footer']).optional(),
  paragraph: z.number().int().optional(),
  text: z.string().optional(),
})
export type TemplateProblem = z.infer<typeof TemplateProblem>

export const reportTemplate = endpoint({
  name: 'reportTemplate',
  method: 'GET',
  path: '/api/reports/template',
  summary: { zh: '报告模板', en: 'Which template new reports are made from' },
  access: 'report.read',
  result: z.object({
    name: z.string().nullable().describe('本县上传的模板；空为自带模板'),
    addedBy: z.string().nullable(),
    addedAt: z.string().nullable(),
  }),
})

export const reportTemplateFile = endpoint({
  name: 'reportTemplateFile',
  method: 'GET',
  path: '/api/reports/template/file',
  summary: { zh: '下载报告模板（.docx）', en: 'The template as a Word document' },
  access: 'report.read',
  binary: 'whole',
  result: FileAnswer,
})

/** Without content: back to the template that comes with the program. */
export const replaceTemplate = endpoint({
  name: 'replaceTemplate',
  method: 'PUT',
  path: '/api/reports/template',
  summary: { zh: '更换报告模板', en: 'Replace the template; one with problems is not kept' },
  access: 'report.template',
  body: z.object({
    name: z.string().trim().min(1).max(100),
    content: z
      .string()
      .max(Math.ceil(REPORT_TEMPLATE_BYTES / 3) * 4)
      .nullable()
      .describe('.docx（base64）；空为恢复自带模板'),
  }),
  result: z.object({ problems: z.array(TemplateProblem) }),
})
