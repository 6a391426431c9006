import { generateSecret, generateURI, verifySync } from 'otplib'
import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

const STEP_SECONDS = 30
/** How long a secret that was shown waits for its first code. Project default. */
const PENDING_MS = 10 * 60_000

/** The time step that a code belongs to: now, or the one before or after, since clocks of phones differ. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const digits = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token: digits, epoch, epochTolerance: STEP_SECONDS })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** A code opens once: its step, and all before it, are used up by one statement, so two at a time cannot both. */
export const spendStep = async (db: Db, account: string, step: number): Promise<boolean> =>
  (await db.run(
    'update account set totp_last_step = $2 where id = $1 and (totp_last_step is null or totp_last_step < $2)',
    [account, step],
  )) === 1

/**
 * Secrets shown and not yet confirmed wait in memory: a row would put them in force, or the old one out of
 * force, before the phone has proved that it holds them.
 */
export function createPendingSecrets({ now, county }: Deps) {
  const waiting = new Map<string, { secret: string; until: number }>()
  return {
    begin(session: string, login: string): { secret: string; uri: string } {
      for (const [key, { until }] of waiting) if (until <= now().getTime()) waiting.delete(key)
      const secret = generateSecret()
      waiting.set(session, { secret, until: now().getTime() + PENDING_MS })
      return { secret, uri: generateURI({ issuer: `童护 ${county.name}`, label: login, secret }) }
    },
    /** The secret that the code proves to be on the phone. */
    confirm(session: string, code: string): { secret: string; step: number } {
      const found = waiting.get(session)
      if (!found || found.until <= now().getTime()) throw new Refusal('stale')
      const step = stepOf(found.secret, code, now())
      if (step === undefined) throw new Refusal('wrongPassword')
      return { secret: found.secret, step }
    },
  }
}
