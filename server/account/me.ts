import { rightsOf } from '#domain/access/access.ts'
import type { Me } from '#domain/account/account-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { findAccount } from './account-queries.ts'
import { actorFrom } from './actor-of.ts'
import { IDLE_MINUTES } from './session-rows.ts'

export async function meOf(db: Db, { pool, county }: Deps, actor: Actor): Promise<Me> {
  const names = await areaNames(pool, db, county.code)
  return {
    account: actor.account as Me['account'],
    login: actor.login,
    name: actor.name,
    role: actor.role,
    county: { code: county.code, name: county.name, demo: county.demo },
    area: actor.area ? { code: actor.area, name: names.name(actor.area) } : null,
    villages: actor.villages.map((code) => ({ code, name: names.village(code) ?? code })),
    may: rightsOf(actor.role),
    first: actor.first,
    secondFactor: actor.secondFactor,
    holder: actor.holder === true,
    idleMinutes: IDLE_MINUTES,
  }
}

type Proof = { account: string; session: string; secondFactor: boolean }

/** Of somebody whom this very request changes: signed in, password changed, second factor set up. */
export async function meNow(db: Db, deps: Deps, proof: Proof): Promise<Me> {
  const row = await findAccount(db, deps.county.code, proof.account)
  const actor = row && actorFrom(row, deps, proof)
  if (!actor) throw new Refusal('signedOut')
  return meOf(db, deps, actor)
}
