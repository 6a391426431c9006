import { AreaCode } from '#domain/area/area.ts'
import { PlainDate } from '#domain/dates.ts'
import { Counted, type Table } from '#domain/table/table-api.ts'
import { TABLES, type TableName } from '#domain/table/tables.ts'
import { readTable } from '#server/table/read-table.ts'
import { tableArea } from '#server/table/table-area.ts'
import { tableBlocks, tableChildren } from '#server/table/table-children.ts'
import { defineCommand, UsageError } from './command.ts'
import { AS, askAs, COUNTY_OPTIONS, withCounty } from './with-county.ts'

const NAMES = Object.keys(TABLES).join('|')
/** All of a cell: a machine reads it. */
const EVERY = { page: 1, size: 1_000_000 }

export const command = defineCommand({
  usage: `${NAMES} [--as-of DATE] [--known-at DATE] [--base DATE] [--area CODE] [--counted computed|listed] [--cell KEY | --blocks] [--data DIR] [--as USER] [--json]`,
  options: {
    ...COUNTY_OPTIONS,
    as: AS,
    'as-of': {
      type: 'string',
      value: 'DATE',
      help: '统计日期，默认今日\nday of the table, by default today',
    },
    'known-at': { type: 'string', value: 'DATE', help: '按该日所知\nas known at the end of that day' },
    base: { type: 'string', value: 'DATE', help: '与该日比较\ncompared with that day' },
    counted: {
      type: 'string',
      value: 'WHO',
      help: 'computed 按规则认定（默认）；listed 按名册所列\ncomputed: as the rule says (default); listed: as the lists say',
    },
    area: { type: 'string', value: 'CODE', help: '区划，默认全县\narea, by default the county' },
    cell: { type: 'string', value: 'KEY', help: '某一栏的儿童\nthe children behind a column' },
    blocks: { type: 'boolean', help: '使勾稽关系不成立的儿童\nthe children who break an equality' },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals: [name] }, out) {
    if (!Object.hasOwn(TABLES, name!))
      throw new UsageError(`没有这张表：${name}。现有：${NAMES}\nNo such table: ${name}. There are ${NAMES}.`)
    const asked = {
      table: name as TableName,
      asOf: readOption(PlainDate, values['as-of'], '--as-of', '2024-09-30'),
      knownAt: readOption(PlainDate, values['known-at'], '--known-at', '2024-09-30'),
      base: readOption(PlainDate, values.base, '--base', '2023-09-30'),
      counted: readOption(Counted, values.counted, '--counted', 'listed'),
    }
    const area = readOption(AreaCode, values.area?.padEnd(12, '0'), '--area', '210421101000')
    const { cell, blocks } = values
    if (cell !== undefined && !TABLES[asked.table].columns.some(({ key }) => key === cell))
      throw new UsageError(`这张表没有 ${cell} 这一栏。\nThe table has no column ${cell}.`)
    const read = <T>(ask: Parameters<typeof askAs<T>>[2]) =>
      withCounty(values, (at) => askAs(at, { as: values.as, endpoint: 'cli.table' }, ask))
    if (cell !== undefined || blocks) {
      const found = await read(async ({ db, deps, actor, log }) => {
        const within = { ...asked, ...EVERY, area: tableArea(actor, area) }
        const listed = blocks
          ? await tableBlocks(db, deps, within)
          : await tableChildren(db, deps, { ...within, column: cell! })
        log.children = listed.rows.map(({ id }) => id)
        return listed
      })
      out.answer(found, () => listText(found.rows))
      return 0
    }
    const table = await read(({ db, deps, actor }) =>
      readTable(db, deps, actor.reach, { ...asked, area: tableArea(actor, area) }),
    )
    out.answer(table, () => tableText(table))
    return 0
  },
})

const listText = (rows: readonly { id: string; name: string | null; mend?: string[] }[]): string =>
  rows.length === 0
    ? '没有这样的儿童\nNo such child'
    : rows
        .map(({ id, name, mend }) => `${id}  ${name ?? '—'}${mend ? `  须补登：${mend.join('、')}` : ''}`)
        .join('\n')

/** Every column, by tabs: pasted into a sheet it is the table. */
function tableText({ asOf, knownAt, columns, rows, total, base, checks }: Table): string {
  const line = (name: string, values: Record<string, number>) =>
    [name, ...columns.map(({ key }) => values[key] ?? 0)].join('\t')
  const heads = columns.map(({ group, label, no, inferred, edited }) => {
    const named = !no && group ? `${group}·${label}` : label
    return `${no ? `(${no})` : ''}${named}${inferred && !edited ? '*' : ''}`
  })
  return [
    `${asOf}${knownAt ? ` (${knownAt})` : ''}`,
    ['地区', ...heads].join('\t'),
    ...rows.map(({ name, values }) => line(name, values)),
    line('合计', total),
    ...(base ? [line(`基期 ${base.asOf}`, base.total)] : []),
    ...checks
      .filter(({ holds }) => !holds)
      .map(({ rule, broken }) => `不符：${rule}（涉及 ${broken} 名儿童，见 --blocks）`),
  ].join('\n')
}

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
