import { may } from '#domain/access/access.ts'
import { ADMINISTRATORS, type Role, SECOND_FACTOR } from '#domain/access/roles.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { type AccountRow, activeHolders, findAccountForUpdate } from './account-queries.ts'
import { insertActive, type NewAccount } from './first-accounts.ts'
import { checkApart, checkReach, type WishedReach } from './reach-rules.ts'
import { deleteSessions } from './session-rows.ts'

type Changing = { db: Db; deps: Pick<Deps, 'county' | 'now'> }

async function mustFind({ db, deps }: Changing, id: string): Promise<AccountRow> {
  const account = await findAccountForUpdate(db, deps.county.code, id)
  if (!account) throw new Refusal('notFound')
  return account
}

/** A county without one of its administrators could not get him back by itself. */
async function checkNotLast({ db, deps }: Changing, id: string, role: Role | null): Promise<void> {
  if (!role || !ADMINISTRATORS.includes(role)) return
  const holders = await activeHolders(db, deps.county.code, role)
  if (holders.includes(id) && holders.length === 1) throw new Refusal('lastAdministrator')
}

/** At the command line, where the machine's owner stands for both administrators: active at once. */
export async function add({ db, deps }: Changing, account: NewAccount & { hash: string }): Promise<string> {
  const { county } = deps
  if (await db.one('select from account where login = $1', [account.login])) throw new Refusal('loginTaken')
  const reach = await checkReach(db, county.code, { ...account, villages: account.villages ?? [] })
  await checkApart(db, county.code, account)
  return insertActive(db, deps, {
    ...account,
    area: reach.area,
    villages: reach.villages ?? [],
    mustChange: true,
  })
}

/** Role and reach, first or anew; the account is active from then on, also one that was disabled. */
export async function grant(
  changing: Changing,
  id: string,
  wish: WishedReach & { by: string; holder?: boolean },
): Promise<AccountRow> {
  const { db, deps } = changing
  if (id === wish.by) throw new Refusal('notOneself')
  const holder = wish.holder === true
  if (holder && !may(wish.role, 'restricted.read')) throw new Refusal('invalidInput', { problem: 'holder' })
  const account = await mustFind(changing, id)
  const reach = await checkReach(db, deps.county.code, wish)
  await checkApart(db, deps.county.code, { id, name: account.name, role: wish.role })
  if (account.role !== wish.role) {
    await checkNotLast(changing, id, account.role)
    // Made in a session without a second factor, perhaps; the new role may need one.
    await db.run('delete from api_token where account = $1', [id])
  }
  await db.run(
    `update account set role = $2, area_code = $3, villages = $4, status = 'active', granted_by = $5, granted_at = $6,
            holder = $7
      where id = $1`,
    [id, wish.role, reach.area, reach.villages, wish.by, deps.now(), holder],
  )
  return { ...account, role: wish.role, ...reach, status: 'active', holder }
}

/** Ends everything that the account has open: sessions and API tokens. */
export async function disable(changing: Changing, id: string): Promise<AccountRow> {
  const account = await mustFind(changing, id)
  await checkNotLast(changing, id, account.role)
  await changing.db.run(`update account set status = 'disabled' where id = $1`, [id])
  await endAll(changing.db, id)
  return { ...account, status: 'disabled' }
}

/**
 * For a lost password or telephone: a new initial password, no second factor, nothing left open. One
 * administrator could take another's place by it, so theirs are reset at the command line only; or a county
 * officer's, so theirs wait for the security administrator's grant.
 */
export async function reset(
  changing: Changing,
  id: string,
  wish: { hash: string; by?: string },
): Promise<void> {
  if (id === wish.by) throw new Refusal('notOneself')
  const { role } = await mustFind(changing, id)
  if (wish.by && role && ADMINISTRATORS.includes(role)) throw new Refusal('administratorReset')
  const waits = wish.by !== undefined && role !== null && SECOND_FACTOR.includes(role)
  await changing.db.run(
    `update account set password_hash = $2, must_change_password = true, totp_secret = null,
            totp_last_step = null, failed_count = 0, locked_until = null,
            status = case when $3 and status = 'active' then 'pending' else status end where id = $1`,
    [id, wish.hash, waits],
  )
  await endAll(changing.db, id)
}

async function endAll(db: Db, account: string): Promise<void> {
  await deleteSessions(db, account)
  await db.run('delete from api_token where account = $1', [account])
}
