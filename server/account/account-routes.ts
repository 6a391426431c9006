import { randomBytes } from 'node:crypto'
import * as api from '#domain/account/account-api.ts'
import { uuidv7 } from '#domain/ids.ts'
import { Refusal } from '#domain/refusals.ts'
import { type AreaNames, areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import { type Before, type Serving, serve } from '../http/serve.ts'
import { type AccountRow, findByLogin, listAccountRows } from './account-queries.ts'
import { disable, grant, reset } from './change-account.ts'
import { inPerson } from './in-person.ts'
import { ownAccountRoutes } from './own-account-routes.ts'
import { type Fresh, freshPassword } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'
import { tokenRoutes } from './token-routes.ts'

/** Every endpoint of account-api.ts: one's own account, one's tokens, and the accounts of others. */
export function accountRoutes(serving: Serving, sessions: Sessions, signIn: SignIn): void {
  ownAccountRoutes(serving, sessions, signIn)
  tokenRoutes(serving, sessions, signIn)
  othersRoutes(serving, sessions)
}

export const accountItem = (row: AccountRow, names: AreaNames, now: Date): api.AccountItem => ({
  id: row.id as api.AccountItem['id'],
  login: row.login,
  name: row.name,
  role: row.role,
  area: row.area ? { code: row.area, name: names.name(row.area) } : null,
  villages: (row.villages ?? []).map((code) => ({ code, name: names.village(code) ?? code })),
  status: row.status,
  secondFactor: row.hasSecondFactor,
  holder: row.holder,
  locked: row.lockedUntil !== null && row.lockedUntil > now,
})

function othersRoutes(serving: Serving, sessions: Sessions): void {
  const { deps } = serving
  const county = deps.county.code
  const item = async (db: Db, row: AccountRow) =>
    accountItem(row, await areaNames(deps.pool, db, county), deps.now())

  serve(serving, api.listAccounts, async ({ db }) => {
    const names = await areaNames(deps.pool, db, county)
    return { accounts: (await listAccountRows(db, county)).map((row) => accountItem(row, names, deps.now())) }
  })

  const forNew: Before<typeof api.createAccount, Fresh> = ({ actor }) => {
    inPerson(actor)
    return freshPassword()
  }
  serve(
    serving,
    api.createAccount,
    async ({ db, body: { login, name }, before: { password, hash }, log }) => {
      if (await db.one('select from account where login = $1', [login])) throw new Refusal('loginTaken')
      const id = uuidv7(deps.now().getTime(), randomBytes(10))
      await db.run(
        `insert into account (id, county, login, name, password_hash, created_at) values ($1, $2, $3, $4, $5, $6)`,
        [id, county, login, name, hash, deps.now()],
      )
      log.details = id
      return { ...(await item(db, (await findByLogin(db, county, login))!)), password }
    },
    forNew,
  )

  serve(serving, api.grantRole, async ({ db, actor, params: { account }, body, log }) => {
    inPerson(actor)
    log.details = `${account} ${body.role} ${body.area ?? body.villages.join(' ')}${body.holder ? ' holder' : ''}`
    const granted = await grant({ db, deps }, account, { ...body, by: actor.account })
    sessions.forget(account)
    return item(db, granted)
  })

  serve(serving, api.disableAccount, async ({ db, actor, params: { account }, log }) => {
    inPerson(actor)
    log.details = account
    const disabled = await disable({ db, deps }, account)
    sessions.forget(account)
    return item(db, disabled)
  })

  const forReset: Before<typeof api.resetPassword, Fresh> = ({ actor }) => {
    inPerson(actor)
    return freshPassword()
  }
  serve(
    serving,
    api.resetPassword,
    async ({ db, actor, params: { account }, before: { password, hash }, log }) => {
      log.details = account
      await reset({ db, deps }, account, { hash, by: actor.account })
      sessions.forget(account)
      return { password }
    },
    forReset,
  )
}
