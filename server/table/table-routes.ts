import * as api from '#domain/table/table-api.ts'
import { type Serving, serve } from '../http/serve.ts'
import { freeze, frozenChildren, listFrozen, readFrozen } from './frozen-tables.ts'
import { readTable } from './read-table.ts'
import { rowsInReach, tableArea } from './table-area.ts'
import { tableBlocks, tableChildren } from './table-children.ts'
import { editHead } from './table-heads.ts'

export function tableRoutes({ app, deps }: Serving): void {
  const on = { app, deps }
  serve(on, api.readTable, async ({ params, db, actor }) => {
    const table = await readTable(db, deps, actor.reach, { ...params, area: tableArea(actor, params.area) })
    return { ...table, rows: rowsInReach(actor, table.rows) }
  })
  serve(on, api.tableChildren, async ({ params, db, actor, log }) => {
    const found = await tableChildren(db, deps, { ...params, area: tableArea(actor, params.area) })
    log.children = found.rows.map((row) => row.id)
    return found
  })
  serve(on, api.tableBlocks, async ({ params, db, actor, log }) => {
    const found = await tableBlocks(db, deps, { ...params, area: tableArea(actor, params.area) })
    log.children = found.rows.map((row) => row.id)
    return found
  })
  serve(on, api.editTableHead, async ({ params, body, db, actor }) => {
    await editHead({ db, deps, actor }, { ...params, ...body })
    return {}
  })
  serve(on, api.freezeTable, ({ body, db, actor }) =>
    freeze({ db, deps, actor }, { ...body, area: tableArea(actor, body.area) }),
  )
  serve(on, api.listFrozenTables, async ({ db, actor }) => ({
    tables: await listFrozen({ db, deps, actor }),
  }))
  serve(on, api.readFrozenTable, ({ params, db, actor }) => readFrozen({ db, deps, actor }, params.frozen))
  serve(on, api.frozenChildren, async ({ params, db, actor, log }) => {
    const found = await frozenChildren({ db, deps, actor }, params)
    log.children = found.rows.map((row) => row.id)
    return found
  })
}
