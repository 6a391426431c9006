import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import * as api from '#domain/account/account-api.ts'
import { uuidv7 } from '#domain/ids.ts'
import { Refusal } from '#domain/refusals.ts'
import { type Before, type Serving, serve } from '../http/serve.ts'
import { newToken } from './credentials.ts'
import { inPerson } from './in-person.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

type Row = { id: string; label: string; createdAt: Date; expiresAt: Date; lastUsedAt: Date | null }

const item = (row: Row): z.output<typeof api.TokenItem> => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
})

/** API tokens: a person's own rights for his programs, for so many days, shown once. */
export function tokenRoutes(serving: Serving, sessions: Sessions, signIn: SignIn): void {
  const { now } = serving.deps

  serve(serving, api.listTokens, async ({ db, actor }) => {
    const rows = await db.rows<Row>(
      `select id, label, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt"
         from api_token where account = $1 and expires_at > $2 and not phone order by created_at desc`,
      [actor.account, now()],
    )
    return { tokens: rows.map(item) }
  })

  const samePerson: Before<typeof api.createToken, void> = async ({ actor, body }) => {
    inPerson(actor)
    await signIn.confirmPassword(actor, body.password)
  }
  serve(
    serving,
    api.createToken,
    async ({ db, actor, body: { label, days }, log }) => {
      const { token, hash } = newToken('tonghu_')
      const createdAt = now()
      const id = uuidv7(createdAt.getTime(), randomBytes(10))
      const expiresAt = new Date(createdAt.getTime() + days * 86_400_000)
      await db.run('delete from api_token where account = $1 and expires_at <= $2', [
        actor.account,
        createdAt,
      ])
      await db.run(
        `insert into api_token (token_hash, id, account, label, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [hash, id, actor.account, label, createdAt, expiresAt],
      )
      log.details = id
      return { ...item({ id, label, createdAt, expiresAt, lastUsedAt: null }), token }
    },
    samePerson,
  )

  serve(serving, api.revokeToken, async ({ db, actor, params, log }) => {
    inPerson(actor)
    const gone = await db.run('delete from api_token where account = $1 and id = $2', [
      actor.account,
      params.token,
    ])
    if (gone === 0) throw new Refusal('notFound')
    log.details = params.token
    sessions.forget(actor.account)
    return {}
  })
}
