import { gunzipSync } from 'node:zlib'
import { contains, levelOf, rangeOf } from '#domain/area/area.ts'
import type { CheckCounter, CheckedChild, Draw } from '#domain/check/check-api.ts'
import { CHECKED, type Checked } from '#domain/check/checked.ts'
import type { DrawRule } from '#domain/check/draw.ts'
import { drawFileText } from '#domain/check/draw-file.ts'
import type { PlainDate } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { type AreaNames, areaNames, placeName } from '../area/area-names.ts'
import { listChildren } from '../child/list-children.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { sha256 } from './seed.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Row = {
  id: string
  scope: string
  month: string
  number: number
  name: string | null
  drawn_role: string
  drawn_at: Date
  rule: DrawRule
  secret: string
  public_number: string
  public_source: string
  due: PlainDate
  reason: string | null
  listed: number
  drawn: number
}
type Counts = Record<CheckCounter, number>

const DRAWS = `select d.id, d.scope, d.month, d.number, a.name, d.drawn_role, d.drawn_at, d.rule, d.secret, d.public_number,
    d.public_source, d.due, d.reason, d.listed, d.drawn
  from check_draw d left join account a on a.id = d.drawn_by where d.county = $1`

/**
 * What became of those who were drawn: the first check since the draw on which the child was met, or something did not
 * agree. Nobody who has left the register meanwhile is to be checked any more.
 */
const drawnOf = (
  condition: string,
) => `select d.draw, d.child, d.area_code, d.place, d.stratum, d.due, k.day, k.deviations
  from check_drawn d
  join child c on c.county = d.county and c.id = d.child
  left join lateral (
    select s.day, s.deviations from service s
     where s.county = d.county and s.child = d.child and s.day >= d.drawn_on and s.deviations is not null
       and (s.child_seen or cardinality(s.deviations) > 0)
     order by s.day, s.id limit 1) k on true
 where d.county = $1 and ${condition} and (c.status = 1 or k.day is not null)`
const DRAWN = drawnOf('d.draw = $2')

const COUNTS = `count(*)::int as drawn, count(k.day)::int as done,
  count(*) filter (where cardinality(k.deviations) = 0)::int as agreeing,
  count(*) filter (where cardinality(k.deviations) > 0)::int as deviating,
  count(*) filter (where k.day is null)::int as open`

/** Only those who could have drawn it are told from whom it was drawn. */
const ownsFrame = ({ actor }: Pick<On, 'actor'>, scope: string) =>
  actor.area !== null && contains(actor.area, scope)

const tellDraw = (on: On, names: AreaNames, row: Row): Draw => ({
  id: row.id,
  area: { code: row.scope, name: nameOf(on, names, row.scope) },
  month: row.month,
  number: row.number,
  drawnAt: row.drawn_at.toISOString(),
  by: { name: row.name ?? '', role: row.drawn_role },
  rule: row.rule,
  secret: row.secret,
  commitment: sha256(row.secret),
  publicNumber: row.public_number,
  publicSource: row.public_source,
  due: row.due,
  reason: row.reason,
  listed: row.listed,
  drawn: row.drawn,
  ownFrame: ownsFrame(on, row.scope),
})

const nameOf = ({ deps }: On, names: AreaNames, scope: string) =>
  levelOf(scope) <= 3 ? deps.county.name : placeName(names, scope)

export async function listDraws(on: On, month: string | undefined) {
  const { db, deps } = on
  const names = await areaNames(deps.pool, db, deps.county.code)
  const rows = await db.rows<Row>(
    `${DRAWS} and ($2::text is null or d.month = $2) order by d.drawn_at desc, d.number desc limit 200`,
    [deps.county.code, month ?? null],
  )
  const counted = await db.rows<Counts & { draw: string }>(
    `select k.draw, ${COUNTS} from (${drawnOf('d.draw = any($2::uuid[])')}) k group by 1`,
    [deps.county.code, rows.map(({ id }) => id)],
  )
  const byDraw = new Map(counted.map(({ draw, ...values }) => [draw, values]))
  return {
    rows: rows.map((row) => ({ ...tellDraw(on, names, row), values: byDraw.get(row.id) ?? { ...NONE } })),
  }
}
const NONE: Counts = { drawn: 0, done: 0, agreeing: 0, deviating: 0, open: 0 }

async function drawRow({ db, deps }: On, draw: string): Promise<Row> {
  const row = await db.one<Row>(`${DRAWS} and d.id = $2`, [deps.county.code, draw])
  if (!row) throw new Refusal('notFound')
  return row
}

/** What a draw has come to, by the village in which a child was drawn. */
export async function readDraw(on: On, draw: string) {
  const { db, deps } = on
  const [row, names] = await Promise.all([drawRow(on, draw), areaNames(deps.pool, db, deps.county.code)])
  const [villages, deviations] = await Promise.all([
    db.rows<Counts & { place: string }>(`select k.place, ${COUNTS} from (${DRAWN}) k group by 1 order by 1`, [
      deps.county.code,
      draw,
    ]),
    db.rows<{ n: number; children: number }>(
      `select u.n, count(*)::int as children from (${DRAWN}) k cross join lateral unnest(k.deviations) as u (n) group by 1`,
      [deps.county.code, draw],
    ),
  ])
  const total = { ...NONE }
  for (const { place: _, ...values } of villages)
    for (const key of Object.keys(total) as CheckCounter[]) total[key] += values[key]
  const keys = Object.keys(CHECKED) as Checked[]
  return {
    ...tellDraw(on, names, row),
    rows: villages.map(({ place, ...values }) => ({ area: place, name: placeName(names, place), values })),
    total,
    // Of a draw of the whole county a township sees its own part.
    beyond: ownsFrame(on, row.scope) ? row.drawn - total.drawn : 0,
    deviations: keys.flatMap((key) => {
      const n = deviations.find((one) => one.n === CHECKED[key].n)?.children ?? 0
      return n > 0 ? [{ key, n }] : []
    }),
  }
}

type Asked = { draw: string; area?: string; counter: CheckCounter; page: number; size: number }

/** Who was drawn, with what was found; as they are now. */
export async function drawnChildren(on: On, { draw, area, counter, page, size }: Asked) {
  const { db, deps } = on
  const { scope } = await drawRow(on, draw)
  const { lo, hi } = rangeOf(area ?? scope)
  const found = await db.rows<{
    child: string
    stratum: string
    due: PlainDate
    day: PlainDate | null
    deviations: number[] | null
    total: number
  }>(
    `select k.child, k.stratum, k.due, k.day, k.deviations, count(*) over ()::int as total
       from (${DRAWN}) k join child c on c.county = $1 and c.id = k.child
      where k.place >= $3 and k.place < $4 and ${WHERE[counter]}
      order by k.place, c.name_pinyin, c.id limit $5 offset $6`,
    [deps.county.code, draw, lo, hi, size, (page - 1) * size],
  )
  const rows = await childrenByIds(
    on,
    found.map(({ child }) => child),
  )
  return {
    total: found[0]?.total ?? 0,
    rows: found.flatMap(({ child, stratum, due, day, deviations }): CheckedChild[] => {
      const row = rows.get(child)
      const keys = (Object.keys(CHECKED) as Checked[]).filter((key) => deviations?.includes(CHECKED[key].n))
      const state = day === null ? 'open' : keys.length > 0 ? 'deviating' : 'agreeing'
      return row ? [{ ...row, stratum, due, state, checkedOn: day, deviations: keys }] : []
    }),
  }
}

const WHERE: Record<CheckCounter, string> = {
  drawn: 'true',
  done: 'k.day is not null',
  agreeing: 'cardinality(k.deviations) = 0',
  deviating: 'cardinality(k.deviations) > 0',
  open: 'k.day is null',
}

/** Also those who have left since. */
async function childrenByIds({ db, deps }: On, ids: readonly string[]) {
  const asked = { where: {}, columns: [], sort: 'name', page: 1, size: Math.max(1, ids.length) } as const
  const [registered, left] = await Promise.all(
    (['registered', 'left'] as const).map((status) =>
      listChildren(db, deps, { ...asked, columns: [], status }, ids),
    ),
  )
  return new Map([...registered!.rows, ...left!.rows].map((row) => [row.id as string, row]))
}

/** The file from which anybody can draw again. */
export async function drawFile(on: On, draw: string): Promise<{ name: string; text: string }> {
  const { db, deps } = on
  const row = await drawRow(on, draw)
  if (!ownsFrame(on, row.scope)) throw new Refusal('notFound')
  const names = await areaNames(deps.pool, db, deps.county.code)
  const { frame } = (await db.one<{ frame: Buffer }>(
    'select frame from check_draw where county = $1 and id = $2',
    [deps.county.code, draw],
  ))!
  const { scope, month, number, rule, secret } = row
  const text = drawFileText(
    {
      draw,
      scope,
      month,
      number,
      drawnAt: row.drawn_at.toISOString(),
      rule,
      secret,
      publicNumber: row.public_number,
      publicSource: row.public_source,
    },
    gunzipSync(frame).toString(),
  )
  return { name: `${nameOf(on, names, scope)}随机抽查${month}第${number}次.csv`.replaceAll(' ', ''), text }
}
