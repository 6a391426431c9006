import { may } from '#domain/access/access.ts'
import { ROLES, type Role, SECOND_FACTOR } from '#domain/access/roles.ts'
import { rangeOf } from '#domain/area/area.ts'
import { chinaDay } from '#domain/dates.ts'
import type { Db, ReachSetting } from '../db/db.ts'
import type { Actor, County, Deps } from '../deps.ts'
import { ExplainedError } from '../explained-error.ts'
import { ACCOUNT, type AccountRow, findByLogin } from './account-queries.ts'

type ReachOf = { role: Role; area: string | null; villages: string[] | null }

/** What the database lets the role see. An account whose reach is missing sees no child. */
export function reachOf({ role, area, villages }: ReachOf): ReachSetting {
  const { reach } = ROLES[role]
  if (reach === 'village') return { role: 'tonghu_village', villages: villages ?? [] }
  if (reach !== 'none' && area) return { role: 'tonghu_area', ...rangeOf(area) }
  return { role: 'tonghu_app' }
}

/** Her own villages and those that she stands in for on a day: nobody has to wake up for it. */
const villagesOn = ({ role, villages, standIns }: AccountRow, day: string): string[] =>
  role === null || ROLES[role].reach !== 'village'
    ? (villages ?? [])
    : [
        ...new Set([
          ...(villages ?? []),
          ...standIns.filter(({ from, until }) => from <= day && day < until).map((one) => one.village),
        ]),
      ]

/** What stands between signing in and working. A demo county has no second factor, since its passwords are public. */
function firstOf(row: AccountRow & { role: Role }, county: County, secondFactor: boolean): Actor['first'] {
  if (row.mustChange) return 'changePassword'
  return !county.demo && !secondFactor && SECOND_FACTOR.includes(row.role) ? 'secondFactor' : null
}

/** The person behind a session or an API token; nobody as long as the account is pending or disabled. */
export function actorFrom(
  row: AccountRow,
  { county, now }: Pick<Deps, 'county' | 'now'>,
  proof: { session?: string; token?: string; secondFactor: boolean },
): Actor | undefined {
  const { role } = row
  if (!role || row.status !== 'active') return undefined
  const villages = villagesOn(row, chinaDay(now()))
  return {
    account: row.id,
    login: row.login,
    name: row.name,
    role,
    area: row.area,
    villages,
    office: row.office,
    reach: reachOf({ ...row, role, villages }),
    session: proof.session,
    token: proof.token,
    first: firstOf({ ...row, role }, county, proof.secondFactor),
    secondFactor: proof.secondFactor,
    holder: row.holder && may(role, 'restricted.read'),
  }
}

// Whoever holds the data folder needs no password for it; the audit log says whose name was used.
const atTheKeyboard = (
  row: AccountRow | undefined,
  deps: Pick<Deps, 'county' | 'now'>,
): Actor | undefined => {
  const actor = row && actorFrom(row, deps, { secondFactor: false })
  return actor && { ...actor, first: null }
}

/** For `--as LOGIN` on the command line. */
export async function actorNamed(db: Db, deps: Pick<Deps, 'county' | 'now'>, login: string): Promise<Actor> {
  const actor = atTheKeyboard(await findByLogin(db, deps.county.code, login.trim().toLowerCase()), deps)
  if (actor) return actor
  throw new ExplainedError(`没有在用的账号“${login}”。`, `There is no active account "${login}".`)
}

/** For work that goes on without a request; undefined as long as the account is pending or disabled. */
export async function actorWithId(
  db: Db,
  deps: Pick<Deps, 'county' | 'now'>,
  id: string,
): Promise<Actor | undefined> {
  const row = await db.one<AccountRow>(`select ${ACCOUNT} from account a where a.county = $1 and a.id = $2`, [
    deps.county.code,
    id,
  ])
  return atTheKeyboard(row, deps)
}

/** Who acts on the command line when nobody is named: the county's longest-serving officer. */
export async function countyOfficer(db: Db, deps: Pick<Deps, 'county' | 'now'>): Promise<Actor> {
  const row = await db.one<AccountRow>(
    `select ${ACCOUNT} from account a where a.county = $1 and a.role = 'countyOfficer' and a.status = 'active'
      order by a.created_at, a.login limit 1`,
    [deps.county.code],
  )
  const actor = atTheKeyboard(row, deps)
  if (actor) return actor
  throw new ExplainedError(
    '还没有在用的县民政经办人账号，请用 --as 指定登录名。',
    'There is no active county officer; name an account with --as.',
  )
}
