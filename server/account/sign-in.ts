import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#domain/refusals.ts'
import { withoutReach } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { type AccountRow, findByLogin, type Secrets } from './account-queries.ts'
import { createAttempts } from './attempts.ts'
import { hashPassword, passwordFits } from './passwords.ts'
import { spendStep, stepOf } from './second-factor.ts'

/** Refusals leave at multiples of this, longer than any takes by itself, so that the time does not say which it was. */
const REFUSED_EVERY_MS = 250

export type SignedIn = { account: AccountRow; secondFactor: boolean }
type Given = { login: string; password: string; code?: string }

export type SignIn = ReturnType<typeof createSignIn>

/** Judges passwords and codes. Writes at once and not in the request's transaction: a refusal would undo the counting. */
export function createSignIn(deps: Deps) {
  const db = withoutReach(deps.pool)
  const attempts = createAttempts(deps)
  // Unknown names are compared too, with what nobody can know.
  const nobodys = hashPassword(randomBytes(24).toString('base64'))

  async function fits(login: string, account: Secrets | undefined, password: string): Promise<boolean> {
    await attempts.admit(login)
    return passwordFits(account?.passwordHash ?? (await nobodys), password)
  }

  async function judgeCode(account: AccountRow & Secrets, code: string | undefined): Promise<boolean> {
    if (!account.totpSecret) return false
    if (!code) {
      await attempts.takeBack(account.id)
      throw new Refusal('codeNeeded')
    }
    const secret = deps.vault.openForCounty(account.totpSecret).toString()
    const step = stepOf(secret, code, deps.now())
    if (step === undefined || !(await spendStep(db, account.id, step))) throw new Refusal('wrongPassword')
    return true
  }

  return {
    /**
     * Wrong, unknown, pending and disabled are one answer. `log` learns whose account was tried, also where it
     * is refused, so that the security administrator sees the guessing.
     */
    signIn: ({ login, password, code }: Given, log: { account?: string; role?: string }) =>
      slowToRefuse(async (): Promise<SignedIn> => {
        const account = await findByLogin(db, deps.county.code, login)
        log.account = account?.id
        const right = await fits(login, account, password)
        if (!right || account?.status !== 'active' || !account.role) throw new Refusal('wrongPassword')
        const secondFactor = await judgeCode(account, code)
        await attempts.clear(account.id)
        log.role = account.role
        return { account, secondFactor }
      }),

    /** Somebody signed in proves that it is still he; wrong answers count as at the door. */
    confirmPassword: (actor: Actor, password: string) =>
      slowToRefuse(async (): Promise<void> => {
        const account = await findByLogin(db, deps.county.code, actor.login)
        if (!(await fits(actor.login, account, password)) || !account) throw new Refusal('wrongPassword')
        await attempts.clear(account.id)
      }),
  }
}

async function slowToRefuse<T>(work: () => Promise<T>): Promise<T> {
  const since = performance.now()
  try {
    return await work()
  } catch (error) {
    await sleep(REFUSED_EVERY_MS - ((performance.now() - since) % REFUSED_EVERY_MS))
    throw error
  }
}
