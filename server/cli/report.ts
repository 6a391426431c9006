import { may } from '#domain/access/access.ts'
import { PlainDate } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { ReportWish } from '#domain/report/report-api.ts'
import { Counted } from '#domain/table/table-api.ts'
import { countReport, makeReport } from '#server/report/make-report.ts'
import { reportDocument } from '#server/report/read-report.ts'
import { writeFileSafely } from '#server/write-file.ts'
import { defineCommand, UsageError } from './command.ts'
import { readOption } from './table.ts'
import { AS, askAs, COUNTY_OPTIONS, withCounty } from './with-county.ts'

export const command = defineCommand({
  usage:
    'work --as-of DATE [--base DATE] [--title TEXT] [--counted computed|listed] [--public] --out FILE.docx [--data DIR] [--as USER] [--json]',
  options: {
    ...COUNTY_OPTIONS,
    as: AS,
    'as-of': { type: 'string', value: 'DATE', help: '统计截止日\nday of the figures' },
    base: {
      type: 'string',
      value: 'DATE',
      help: '比较的基期，默认上年同日\nday to compare with, by default a year before',
    },
    title: { type: 'string', value: 'TEXT', help: '标题\ntitle' },
    counted: { type: 'string', value: 'WHO', help: 'computed 或 listed，同 table\nas of ./tonghu table' },
    public: {
      type: 'boolean',
      help: '对外公开：隐去小数目，不得有儿童姓名\nfor the public: small numbers withheld, no name of a child',
    },
    out: { type: 'string', value: 'FILE.docx', help: '写入的文件\nfile to write' },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals: [name] }, out) {
    if (name !== 'work')
      throw new UsageError(`没有这种报告：${name}。现有：work\nNo such report: ${name}. There is work.`)
    const asOf = readOption(PlainDate, values['as-of'], '--as-of', '2024-09-30')
    const { out: path } = values
    if (!asOf || !path) throw new UsageError('须指定 --as-of 和 --out。\n--as-of and --out have to be given.')
    const base = readOption(PlainDate, values.base, '--base', '2023-09-30')
    const counted = readOption(Counted, values.counted, '--counted', 'listed')
    const made = await withCounty(values, (at) =>
      askAs(at, { as: values.as, endpoint: 'cli.report' }, async ({ db, deps, actor, log }) => {
        if (!may(actor.role, 'report.make')) throw new Refusal('notAllowed')
        const title = values.title ?? `${deps.county.name}农村留守儿童关爱保护工作情况`
        const wish = ReportWish.parse({ title, asOf, base, counted, isPublic: values.public })
        log.details = `${asOf} ${wish.isPublic ? 'public' : 'internal'}`
        const counts = await countReport(deps, actor, wish)
        const id = await makeReport({ db, deps, actor, language: 'zh' }, wish, counts)
        return { id, ...(await reportDocument(db, deps, id)) }
      }),
    )
    await writeFileSafely(path, made.file)
    out.answer({ report: made.id, file: path }, () => path)
    return 0
  },
})
