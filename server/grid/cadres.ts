import { contains } from '#domain/area/area.ts'
import { chinaDay } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import { maskPhone } from '#domain/fact/mask.ts'
import type { Cadre, CadreWithLoad, saveCadre as Save } from '#domain/grid/grid-api.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

export type On = { db: Db; deps: Deps; actor: Actor }
export type CadreRow = {
  id: string
  name: string
  office: string
  post: string
  phone: Buffer | null
  place: string
  account: string | null
}

const own = ({ reach, area }: Actor): readonly string[] =>
  reach.role === 'tonghu_village' ? reach.villages : area ? [area] : []

/** Whether a place is within what the asker answers for. */
export const governs = (actor: Actor, place: string): boolean =>
  own(actor).some((area) => contains(area, place))

/** Also what lies above: who answers for a village may sit in the county. */
export const inSight = (actor: Actor, place: string): boolean =>
  own(actor).some((area) => contains(area, place) || contains(place, area))

export function mustGovern(actor: Actor, place: string): void {
  if (!governs(actor, place)) throw new Refusal('areaNotFound')
}

export const CADRE = 'c.id, c.name, c.office, c.post, c.phone, c.place, c.account'

export const showCadre = (deps: Pick<Deps, 'vault'>, row: CadreRow): Cadre => ({
  id: row.id as Cadre['id'],
  name: row.name,
  office: row.office,
  post: row.post,
  phone: row.phone && maskPhone(deps.vault.openForCounty(row.phone).toString()),
  place: row.place,
  account: row.account as Cadre['account'],
})

export const findCadre = ({ db, deps }: Pick<On, 'db' | 'deps'>, id: string) =>
  db.one<CadreRow>(`select ${CADRE} from cadre c where c.county = $1 and c.id = $2`, [deps.county.code, id])

/** Somebody whom the asker may name. */
export async function mustFindCadre(on: On, id: string): Promise<CadreRow> {
  const row = await findCadre(on, id)
  if (!row || !inSight(on.actor, row.place)) throw new Refusal('cadreNotFound')
  return row
}

/** Everybody in sight, with what they answer for today; of children those in reach. */
export async function listCadres(on: On): Promise<CadreWithLoad[]> {
  const { db, deps, actor } = on
  const county = deps.county.code
  const today = chinaDay(deps.now())
  const [rows, places, children] = await Promise.all([
    db.rows<CadreRow>(
      `select ${CADRE} from cadre c where c.county = $1 order by c.place, c.office, c.name, c.id`,
      [county],
    ),
    db.rows<{ cadre: string; place: string; n: number }>(
      `select cadre, place, count(*)::int as n from responsibility
        where county = $1 and from_day <= $2 and until_day > $2 group by 1, 2`,
      [county, today],
    ),
    db.rows<{ cadre: string; n: number }>(
      `select cadre, count(distinct child)::int as n from child_responsible
        where county = $1 and from_day <= $2 and until_day > $2 group by 1`,
      [county, today],
    ),
  ])
  const placesOf = new Map<string, number>()
  for (const { cadre, place, n } of places)
    if (governs(actor, place)) placesOf.set(cadre, (placesOf.get(cadre) ?? 0) + n)
  const childrenOf = new Map(children.map(({ cadre, n }) => [cadre, n]))
  return rows
    .filter(({ place }) => inSight(actor, place))
    .map((row) => ({
      ...showCadre(deps, row),
      places: placesOf.get(row.id) ?? 0,
      children: childrenOf.get(row.id) ?? 0,
    }))
}

/** Entered, or changed by whoever governs where he works. */
export async function saveCadre(on: On, wish: BodyOf<typeof Save>): Promise<Cadre> {
  const { db, deps, actor } = on
  mustGovern(actor, wish.place)
  const county = deps.county.code
  if (
    wish.account &&
    !(await db.one('select from account where county = $1 and id = $2', [county, wish.account]))
  )
    throw new Refusal('notFound')
  const known = await findCadre(on, wish.id)
  if (known && (!governs(actor, known.place) || known.place !== wish.place))
    throw new Refusal('cadreNotFound')
  const phone = wish.phone ? deps.vault.sealForCounty(wish.phone) : null
  await db.run(
    `insert into cadre (county, id, name, office, post, phone, account, place, written_by, written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (county, id) do update set name = excluded.name, office = excluded.office, post = excluded.post,
       phone = coalesce(excluded.phone, cadre.phone), account = excluded.account`,
    [
      county,
      wish.id,
      wish.name,
      wish.office,
      wish.post,
      phone,
      wish.account,
      wish.place,
      actor.account,
      deps.now(),
    ],
  )
  return showCadre(deps, (await findCadre(on, wish.id))!)
}

export async function cadrePhone(on: On, id: string): Promise<string | null> {
  const { phone } = await mustFindCadre(on, id)
  return phone && on.deps.vault.openForCounty(phone).toString()
}
