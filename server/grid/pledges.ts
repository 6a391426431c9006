import { contains } from '#domain/area/area.ts'
import { DEPARTMENT_KINDS } from '#domain/area/departments.ts'
import { chinaDay, chinaMinute, type PlainDate } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import type { Pledge, PledgeParty, pledgePdf, savePledge } from '#domain/grid/grid-api.ts'
import { PLEDGE_TEMPLATE, PLEDGE_TIER, type PledgeTier } from '#domain/grid/responsibilities.ts'
import { Refusal } from '#domain/refusals.ts'
import { type AreaNames, areaNames } from '../area/area-names.ts'
import { typeset } from '../form/typeset.ts'
import { inSight, mustGovern, type On } from './cadres.ts'

type Office = { id: string; kind: string; name: string }
type Row = {
  id: string
  tier: number
  place: string
  office: string | null
  from_day: string
  last_day: string
  signed_on: string
  upper_signer: string
  lower_signer: string
  note: string | null
}

const TIERS = Object.keys(PLEDGE_TIER) as PledgeTier[]
const LEVEL: Record<Exclude<PledgeTier, 'countyDepartment'>, number> = {
  countyTownship: 4,
  townshipVillage: 5,
}

const departments = async ({ db, deps }: Pick<On, 'db' | 'deps'>): Promise<Office[]> =>
  db.rows<Office>(
    `select id, kind, name from office where county = $1 and kind = any($2) and until is null order by name`,
    [deps.county.code, DEPARTMENT_KINDS],
  )

/** Who has to sign on a tier, in sight of the asker. */
function partiesOf(on: On, tier: PledgeTier, names: AreaNames, offices: readonly Office[]): PledgeParty[] {
  const whole = `${on.deps.county.code}000000`
  if (tier === 'countyDepartment')
    // Only the county sees to its departments.
    return on.actor.area === whole ? offices.map(({ id, name }) => ({ place: whole, office: id, name })) : []
  return names.all
    .filter(({ level, until, code }) => level === LEVEL[tier] && !until && inSight(on.actor, code))
    .map(({ code, name }) => ({
      place: code,
      office: null,
      name: tier === 'townshipVillage' ? [names.township(code), name].filter(Boolean).join(' ') : name,
    }))
}

const same = (a: { place: string; office: string | null }) => (b: typeof a) =>
  a.place === b.place && a.office === b.office

/** By tier: who has to sign, whose pledge holds on the day, and who has none. */
export async function listPledges(on: On, asked: { on?: PlainDate }) {
  const { db, deps } = on
  const day = asked.on ?? chinaDay(deps.now())
  const [rows, names, offices] = await Promise.all([
    db.rows<Row>(
      `select id, tier, place, office, from_day, last_day, signed_on, upper_signer, lower_signer, note from pledge
        where county = $1 and cancelled_at is null and from_day <= $2 and last_day >= $2 order by place, signed_on, id`,
      [deps.county.code, day],
    ),
    areaNames(deps.pool, db, deps.county.code),
    departments(on),
  ])
  return {
    on: day,
    tiers: TIERS.map((tier) => {
      const parties = partiesOf(on, tier, names, offices)
      const here = rows.filter((row) => row.tier === PLEDGE_TIER[tier].n && parties.some(same(row)))
      return {
        tier,
        all: parties.length,
        signed: here.map(
          (row): Pledge => ({
            id: row.id,
            tier,
            place: row.place,
            office: row.office,
            lower: parties.find(same(row))!.name,
            from: row.from_day,
            lastDay: row.last_day,
            signedOn: row.signed_on,
            upperSigner: row.upper_signer,
            lowerSigner: row.lower_signer,
            note: row.note,
          }),
        ),
        without: parties.filter((party) => !here.some(same(party))),
      }
    }),
  }
}

/** The party, if the asker's tier is the upper one of it. */
async function mustBeParty(on: On, tier: PledgeTier, at: { place: string; office: string | null }[]) {
  const { db, deps, actor } = on
  if (tier !== 'townshipVillage' && actor.role !== 'countyOfficer') throw new Refusal('notAllowed')
  const [names, offices] = await Promise.all([areaNames(deps.pool, db, deps.county.code), departments(on)])
  const parties = partiesOf(on, tier, names, offices)
  return {
    names,
    found: at.map((one) => {
      mustGovern(actor, one.place)
      const party = parties.find(same(one))
      if (!party) throw new Refusal('areaNotFound')
      return party
    }),
  }
}

export async function save(on: On, wish: BodyOf<typeof savePledge>): Promise<void> {
  const { db, deps, actor } = on
  if (wish.signedOn > chinaDay(deps.now())) throw new Refusal('invalidInput', { problem: 'signedOn' })
  await mustBeParty(on, wish.tier, [wish])
  await db.run(
    `insert into pledge (county, id, tier, place, office, from_day, last_day, signed_on, upper_signer, lower_signer, note, written_by, written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (county, id) do nothing`,
    [
      deps.county.code,
      wish.id,
      PLEDGE_TIER[wish.tier].n,
      wish.place,
      wish.office,
      wish.from,
      wish.lastDay,
      wish.signedOn,
      wish.upperSigner,
      wish.lowerSigner,
      wish.note ?? null,
      actor.account,
      deps.now(),
    ],
  )
}

export async function cancel(on: On, id: string): Promise<boolean> {
  const { db, deps, actor } = on
  const row = await db.one<{ place: string; tier: number }>(
    'select place, tier from pledge where county = $1 and id = $2',
    [deps.county.code, id],
  )
  if (!row) throw new Refusal('notFound')
  mustGovern(actor, row.place)
  if (row.tier !== PLEDGE_TIER.townshipVillage.n && actor.role !== 'countyOfficer')
    throw new Refusal('notAllowed')
  const written = await db.run(
    'update pledge set cancelled_by = $3, cancelled_at = $4 where county = $1 and id = $2 and cancelled_at is null',
    [deps.county.code, id, actor.account, deps.now()],
  )
  return written > 0
}

/** A page for each party, to be signed by hand. */
export async function pledgePaper(on: On, { tier, parties, year }: BodyOf<typeof pledgePdf>) {
  const { deps, actor } = on
  const { names, found } = await mustBeParty(on, tier, parties)
  const upper = (place: string) =>
    tier === 'townshipVillage'
      ? (names.all.find(({ code }) => code !== place && contains(code, place) && code.slice(6, 9) !== '000')
          ?.name ?? '')
      : deps.county.name
  const pdf = await typeset({
    template: 'pledge',
    data: {
      ...PLEDGE_TEMPLATE,
      duties: PLEDGE_TEMPLATE.duties[tier],
      year,
      papers: found.map(({ place, name }) => ({ upper: upper(place), lower: name })),
      note: [`打印：${actor.name}`, chinaMinute(deps.now()), deps.county.name].join('　'),
    },
  })
  return { name: `${PLEDGE_TEMPLATE.title}${year}（${PLEDGE_TIER[tier].zh}）.pdf`, pdf }
}
