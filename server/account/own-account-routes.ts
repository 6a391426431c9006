import type { z } from 'zod'
import * as api from '#domain/account/account-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { type Before, type Serving, serve } from '../http/serve.ts'
import { setPassword } from './account-queries.ts'
import { takeCookie } from './credentials.ts'
import { demoAccounts } from './first-accounts.ts'
import { inPerson } from './in-person.ts'
import { meNow, meOf } from './me.ts'
import { checkStrength, hashPassword } from './passwords.ts'
import { createPendingSecrets } from './second-factor.ts'
import { listLivingSessions } from './session-rows.ts'
import type { Sessions } from './sessions.ts'
import type { SignedIn, SignIn } from './sign-in.ts'

export function ownAccountRoutes(serving: Serving, sessions: Sessions, signIn: SignIn): void {
  const { deps } = serving
  const pending = createPendingSecrets(deps)

  const checkSignIn: Before<typeof api.signIn, SignedIn> = ({ body, log }) => signIn.signIn(body, log)
  serve(
    serving,
    api.signIn,
    async ({ db, before: { account, secondFactor }, actor, request, reply }) => {
      // The same browser, another person or the same again: the session that it had is over.
      if (actor?.session) await sessions.end(db, actor.account, { only: actor.session })
      const started = await sessions.start(db, { account: account.id, secondFactor, request, reply })
      return meNow(db, deps, { account: account.id, ...started })
    },
    checkSignIn,
  )

  serve(serving, api.demoAccounts, async ({ db }) => ({
    county: { name: deps.county.name, demo: deps.county.demo },
    accounts: await demoAccounts(db, deps),
  }))

  serve(serving, api.me, ({ db, actor }) => meOf(db, deps, actor))

  serve(serving, api.signOut, async ({ db, actor, reply }) => {
    await sessions.end(db, actor.account, { only: inPerson(actor) })
    takeCookie(reply)
    return {}
  })

  const newPassword: Before<typeof api.changePassword, string> = async ({ actor, body }) => {
    inPerson(actor)
    await signIn.confirmPassword(actor, body.current)
    if (body.next === body.current) throw new Refusal('weakPassword')
    checkStrength(body.next, actor.login)
    return hashPassword(body.next)
  }
  serve(
    serving,
    api.changePassword,
    async ({ db, actor, before: hash }) => {
      const session = inPerson(actor)
      await setPassword(db, actor.account, { hash, mustChange: false })
      await sessions.end(db, actor.account, { except: session })
      return meNow(db, deps, { ...actor, session })
    },
    newPassword,
  )

  const samePerson: Before<typeof api.beginSecondFactor, void> = async ({ actor, body }) => {
    inPerson(actor)
    await signIn.confirmPassword(actor, body.password)
  }
  serve(
    serving,
    api.beginSecondFactor,
    async ({ actor }) => pending.begin(inPerson(actor), actor.login),
    samePerson,
  )

  serve(serving, api.confirmSecondFactor, async ({ db, actor, body }) => {
    const session = inPerson(actor)
    const { secret, step } = pending.confirm(session, body.code)
    await db.run('update account set totp_secret = $2, totp_last_step = $3 where id = $1', [
      actor.account,
      deps.vault.sealForCounty(secret),
      step,
    ])
    await db.run('update session set second_factor = true where id = $1', [session])
    await sessions.end(db, actor.account, { except: session })
    return meNow(db, deps, { account: actor.account, session, secondFactor: true })
  })

  serve(serving, api.listSessions, async ({ db, actor }) => ({
    sessions: (await listLivingSessions(db, actor.account, deps.now())).map(
      (row): z.output<typeof api.SessionItem> => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
        current: row.id === actor.session,
      }),
    ),
  }))

  serve(serving, api.revokeSession, async ({ db, actor, params }) => {
    inPerson(actor)
    if ((await sessions.end(db, actor.account, { only: params.session })) === 0) throw new Refusal('notFound')
    return {}
  })
}
