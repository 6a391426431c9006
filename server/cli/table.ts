import { AreaCode } from '#domain/area/area.ts'
import { PlainDate } from '#domain/dates.ts'
import { Counted } from '#domain/table/table-api.ts'
import { leftBehindSummary } from '#server/table/summary-query.ts'
import { tableArea } from '#server/table/table-area.ts'
import { defineCommand, UsageError } from './command.ts'
import { AS, askAs, COUNTY_OPTIONS, withCounty } from './with-county.ts'

export const command = defineCommand({
  usage:
    'left-behind-summary [--as-of DATE] [--area CODE] [--counted computed|listed] [--data DIR] [--as USER] [--json]',
  options: {
    ...COUNTY_OPTIONS,
    as: AS,
    'as-of': {
      type: 'string',
      value: 'DATE',
      help: '统计日期，默认今日\nday of the table, by default today',
    },
    counted: {
      type: 'string',
      value: 'WHO',
      help: 'computed 按规则认定（默认，不含父或母在家的）；listed 按名册所列\ncomputed: as the rule says (default); listed: as the lists say',
    },
    area: { type: 'string', value: 'CODE', help: '区划，默认全县\narea, by default the county' },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals: [name] }, out) {
    if (name !== 'left-behind-summary')
      throw new UsageError(
        `没有这张表：${name}。现有：left-behind-summary\nNo such table: ${name}. There is left-behind-summary.`,
      )
    const asOf = readOption(PlainDate, values['as-of'], '--as-of', '2024-09-30')
    const area = readOption(AreaCode, values.area?.padEnd(12, '0'), '--area', '210421101000')
    const counted = readOption(Counted, values.counted, '--counted', 'listed')
    const table = await withCounty(values, (at) =>
      askAs(at, { as: values.as, endpoint: 'cli.table' }, ({ db, deps, actor }) =>
        leftBehindSummary(db, deps, actor.reach, { asOf, counted, area: tableArea(actor, area) }),
      ),
    )
    out.answer(table, () =>
      [
        `${table.asOf}`,
        ...[...table.rows, { name: '合计', values: table.total }].map(
          (row) => `${row.name}\t${row.values.total}\t男 ${row.values.male}\t女 ${row.values.female}`,
        ),
      ].join('\n'),
    )
    return 0
  },
})

/** A value of an option, or a sentence that says how it should look. */
export function readOption<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  value: string | undefined,
  option: string,
  example: string,
): T | undefined {
  if (value === undefined) return undefined
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new UsageError(`${option} 应写成 ${example} 这样。\n${option} looks like ${example}.`)
}
