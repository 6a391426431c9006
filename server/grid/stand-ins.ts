import { addDays, chinaDay } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import type { giveStandIn as Give, StandIn } from '#domain/grid/grid-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { areaNames } from '../area/area-names.ts'
import { governs, type On } from './cadres.ts'

/** As many as the reach of an account holds (docs/decisions/0004). */
const MOST_VILLAGES = 50

type Director = { id: string; name: string; villages: string[] }
type Row = {
  id: string
  village: string
  account: string
  name: string
  from_day: string
  until_day: string
  reason: Buffer
}

const directorsOf = ({ db, deps }: Pick<On, 'db' | 'deps'>) =>
  db.rows<Director>(
    `select id, name, villages from account
      where county = $1 and role = 'villageDirector' and status = 'active' order by name, id`,
    [deps.county.code],
  )

/** In the asker's townships, newest first, with the directors who could stand in. */
export async function listStandIns(on: On) {
  const { db, deps, actor } = on
  const today = chinaDay(deps.now())
  const [rows, directors, names] = await Promise.all([
    db.rows<Row>(
      `select s.id, s.village, s.account, a.name, s.from_day, s.until_day, s.reason
         from stand_in s join account a on a.id = s.account where s.county = $1 order by s.from_day desc, s.id`,
      [deps.county.code],
    ),
    directorsOf(on),
    areaNames(deps.pool, db, deps.county.code),
  ])
  return {
    rows: rows
      .filter(({ village }) => governs(actor, village))
      .map(
        (row): StandIn => ({
          id: row.id,
          village: row.village,
          villageName: names.name(row.village),
          account: row.account as StandIn['account'],
          name: row.name,
          directors: directors
            .filter(({ villages }) => villages.includes(row.village))
            .map(({ name }) => name),
          from: row.from_day,
          lastDay: addDays(row.until_day, -1),
          reason: deps.vault.openForCounty(row.reason).toString(),
          ended: row.until_day <= today,
        }),
      ),
    directors: directors
      .filter(({ villages }) => villages.some((village) => governs(actor, village)))
      .map(({ id, name, villages }) => ({
        id: id as StandIn['account'],
        name,
        villages: villages
          .filter((village) => governs(actor, village))
          .map((code) => ({ code, name: names.name(code) })),
      })),
  }
}

/** Gives a village to another director of the same township. Who is away keeps her reach, and her phone its acts. */
export async function giveStandIn(on: On, wish: BodyOf<typeof Give>): Promise<void> {
  const { db, deps, actor } = on
  const { id, village, account, from, lastDay, reason } = wish
  const until = addDays(lastDay, 1)
  if (!governs(actor, village)) throw new Refusal('areaNotFound')
  if (until <= chinaDay(deps.now())) throw new Refusal('invalidInput', { problem: 'lastDay' })
  const standing = await db.one('select from area where code = $1 and level = 5 and until is null', [village])
  if (!standing) throw new Refusal('areaNotFound')
  const director = (await directorsOf(on)).find((one) => one.id === account)
  const township = village.slice(0, 9)
  if (
    !director ||
    director.villages.includes(village) ||
    !director.villages.some((one) => one.startsWith(township))
  )
    throw new Refusal('notOfTownship')
  // The account is held, so that two at once do not give it more than it may reach.
  await db.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [account])
  const others = await db.rows<{ village: string }>(
    `select distinct village from stand_in
      where county = $1 and account = $2 and from_day < $4 and until_day > $3 and id <> $5`,
    [deps.county.code, account, from, until, id],
  )
  if (new Set([...director.villages, ...others.map((one) => one.village), village]).size > MOST_VILLAGES)
    throw new Refusal('tooManyAtOnce', { most: MOST_VILLAGES })
  await db.run(
    `insert into stand_in (county, id, account, village, from_day, until_day, reason, given_by, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (county, id) do nothing`,
    [
      deps.county.code,
      id,
      account,
      village,
      from,
      until,
      deps.vault.sealForCounty(reason),
      actor.account,
      deps.now(),
    ],
  )
}

/** Today is the first day on which it does not hold any more. Answers whose reach has changed. */
export async function endStandIn({ db, deps, actor }: On, id: string): Promise<string> {
  const today = chinaDay(deps.now())
  const row = await db.one<{ village: string; account: string }>(
    'select village, account from stand_in where county = $1 and id = $2 for update',
    [deps.county.code, id],
  )
  if (!row || !governs(actor, row.village)) throw new Refusal('notFound')
  await db.run(
    `update stand_in set until_day = greatest(from_day, $3::date), ended_by = $4, ended_at = $5
      where county = $1 and id = $2 and until_day > $3`,
    [deps.county.code, id, today, actor.account, deps.now()],
  )
  return row.account
}
