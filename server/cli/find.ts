import { ChildListQuery, type ChildRow } from '#domain/child/child-api.ts'
import { listChildren } from '#server/child/list-children.ts'
import { defineCommand } from './command.ts'
import { AS, askAs, COUNTY_OPTIONS, withCounty } from './with-county.ts'

const MOST = 100

export const command = defineCommand({
  usage: 'QUERY [--data DIR] [--as USER] [--json]',
  options: { ...COUNTY_OPTIONS, as: AS },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals: [q] }, out) {
    const found = await withCounty(values, (at) =>
      askAs(at, { as: values.as, endpoint: 'cli.find' }, async ({ db, deps, log }) => {
        const list = await listChildren(db, deps, ChildListQuery.parse({ q, size: MOST }))
        log.children = list.rows.map((row) => row.id)
        return list
      }),
    )
    const rows = found.rows.map(({ id, name, area, circumstances }: ChildRow) => ({
      id,
      name,
      village: area.village ?? area.township,
      circumstances,
    }))
    out.answer(
      rows,
      () =>
        rows.map((row) => `${row.id}  ${row.name ?? '—'}  ${row.village ?? ''}`).join('\n') ||
        '没有找到 nothing found',
    )
    return 0
  },
})
