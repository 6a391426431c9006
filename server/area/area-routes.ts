import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { contains, levelOf, parentOf } from '#domain/area/area.ts'
import * as api from '#domain/area/area-api.ts'
import { type OfficeKind, officeKind } from '#domain/area/offices.ts'
import { uuidv7 } from '#domain/ids.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Actor } from '../deps.ts'
import { type Serving, serve } from '../http/serve.ts'
import { type AreaName, areaNames, forgetAreaNames } from './area-names.ts'

/** Areas that a person sees: the own ones, what lies below, and what they lie in. */
const visible = (actor: Actor, code: string): boolean => {
  if (actor.reach.role === 'tonghu_app') return true
  const own = actor.reach.role === 'tonghu_village' ? actor.reach.villages : [actor.area!]
  return own.some((area) => contains(area, code) || contains(code, area))
}

const item = ({ code, parent, level, name, shortName, until }: AreaName) => ({
  code,
  parent,
  level,
  name,
  shortName,
  until,
})

export function areaRoutes({ app, deps }: Serving): void {
  const county = deps.county.code

  serve({ app, deps }, api.listAreas, async ({ db, actor, params }) => ({
    areas: (await areaNames(deps.pool, db, county)).all
      .filter((area) => params.whole || visible(actor, area.code))
      .map(item),
  }))

  serve({ app, deps }, api.listOffices, async ({ db, actor, params }) => {
    const rows = await db.rows<{ id: string; kind: string; name: string; area: string }>(
      'select id, kind, name, area_code as area from office where county = $1 and until is null order by area_code, name',
      [county],
    )
    return {
      offices: rows.filter(
        (row) => visible(actor, row.area) && (!params.area || contains(params.area, row.area)),
      ),
    }
  })

  serve({ app, deps }, api.addOffice, async ({ db, body }) => {
    const kind = officeKind(body.kind as OfficeKind)
    if (!kind) throw new Refusal('invalidInput', { problem: 'kind' })
    await mustStand(db, county, body.area)
    const id = uuidv7(deps.now().getTime(), randomBytes(10))
    await db.run('insert into office (id, county, area_code, kind, name) values ($1, $2, $3, $4, $5)', [
      id,
      county,
      body.area,
      body.kind,
      body.name,
    ])
    return { id, kind: body.kind, name: body.name, area: body.area }
  })

  serve({ app, deps }, api.changeArea, async ({ db, body, log }) => {
    log.details = `${body.kind} ${body.code}`
    if (body.code.slice(0, 6) !== county) throw new Refusal('areaNotFound')
    const changed = await change(db, county, body, uuidv7(deps.now().getTime(), randomBytes(10)))
    forgetAreaNames()
    return changed
  })

  serve({ app, deps }, api.areaHistory, async ({ db, params, actor }) => {
    if (!visible(actor, params.code)) throw new Refusal('areaNotFound')
    return {
      changes: await db
        .rows(
          `select kind, code, on_day as "onDay", new_name as name, old_name as "oldName", merged_into as "mergedInto", document
           from area_change where code = $1 or merged_into = $1 order by on_day, recorded_at`,
          [params.code],
        )
        .then((rows) =>
          rows.map(
            (row) =>
              Object.fromEntries(
                Object.entries(row).filter(([key, v]) => v !== null || key === 'oldName'),
              ) as never,
          ),
        ),
    }
  })
}

async function mustStand(db: Db, county: string, code: string): Promise<AreaName> {
  const area = await db.one<AreaName>(
    'select code, parent, level, name, short_name as "shortName", until from area where code = $1 and left(code, 6) = $2 and until is null for update',
    [code, county],
  )
  if (!area) throw new Refusal('areaNotFound')
  return area
}

/** Added, renamed, merged or ended: the area keeps its row and its history; children of a merged one are moved by hand-over. */
async function change(db: Db, county: string, body: z.output<typeof api.AreaChange>, id: string) {
  const note = (oldName: string | null) =>
    db.run(
      `insert into area_change (id, code, kind, on_day, old_name, new_name, merged_into, document) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        body.code,
        body.kind,
        body.onDay,
        oldName,
        body.name ?? null,
        body.mergedInto ?? null,
        body.document ?? null,
      ],
    )
  if (body.kind === 'added') {
    if (!body.name) throw new Refusal('invalidInput', { problem: 'name' })
    const parent = parentOf(body.code)
    if (!parent) throw new Refusal('areaNotFound')
    await mustStand(db, county, parent)
    const written = await db.run(
      'insert into area (code, parent, level, name, short_name, since) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
      [body.code, parent, levelOf(body.code), body.name, body.shortName ?? body.name, body.onDay],
    )
    if (written === 0) throw new Refusal('stale')
    await note(null)
    return {
      code: body.code,
      parent,
      level: levelOf(body.code),
      name: body.name,
      shortName: body.shortName ?? body.name,
      until: null,
    }
  }
  const area = await mustStand(db, county, body.code)
  if (body.kind === 'renamed') {
    if (!body.name) throw new Refusal('invalidInput', { problem: 'name' })
    await note(area.name)
    await db.run('update area set name = $2, short_name = $3 where code = $1', [
      body.code,
      body.name,
      body.shortName ?? body.name,
    ])
    return { ...area, name: body.name, shortName: body.shortName ?? body.name }
  }
  if (body.kind === 'merged') {
    if (!body.mergedInto || body.mergedInto === body.code)
      throw new Refusal('invalidInput', { problem: 'mergedInto' })
    await mustStand(db, county, body.mergedInto)
  }
  await note(area.name)
  await db.run('update area set until = $2, merged_into = $3 where code = $1', [
    body.code,
    body.onDay,
    body.mergedInto ?? null,
  ])
  return { ...area, until: body.onDay }
}
