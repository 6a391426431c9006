import { Refusal } from '#domain/refusals.ts'
import { withoutReach } from '../db/db.ts'
import type { Deps } from '../deps.ts'

/** 等保: limit wrong attempts. Both numbers are project defaults. */
export const WRONG_ATTEMPTS = 5
export const LOCKED_MINUTES = 15

const STRANGERS = 10_000

/** What the account's row holds; kept in memory for names that nobody has. */
type State = { failed: number; until: Date | null }

// One statement counts and locks: parallel guesses cannot slip past a number read earlier.
const COUNT = `
  update account
     set failed_count = case when locked_until <= $3 then 1 else failed_count + 1 end,
         locked_until = case when locked_until <= $3 then null
                             when failed_count + 1 = $4 then $5
                             else locked_until end
   where login = $1 and county = $2
  returning failed_count as failed, locked_until as until`

/**
 * Attempts are counted before they are judged, and taken back when they were right. A name that nobody has is
 * counted and locked in the same way, so that a lock tells nothing of whether an account exists. Those counts
 * are in memory and end with the process; those of accounts outlive it.
 */
export function createAttempts({ pool, county, now }: Deps) {
  const db = withoutReach(pool)
  const strangers = new Map<string, State>()

  function countStranger(login: string, at: Date, until: Date): State {
    const before = strangers.get(login) ?? { failed: 0, until: null }
    const over = before.until !== null && before.until <= at
    const failed = over ? 1 : before.failed + 1
    const state = { failed, until: over ? null : failed === WRONG_ATTEMPTS ? until : before.until }
    strangers.delete(login)
    strangers.set(login, state)
    if (strangers.size > STRANGERS) strangers.delete(strangers.keys().next().value!)
    return state
  }

  return {
    /** Counts one attempt; refuses while the name is locked. */
    async admit(login: string): Promise<void> {
      const at = now()
      const until = new Date(at.getTime() + LOCKED_MINUTES * 60_000)
      const row = await db.one<State>(COUNT, [login, county.code, at, WRONG_ATTEMPTS, until])
      const state = row ?? countStranger(login, at, until)
      if (state.failed <= WRONG_ATTEMPTS) return
      const minutes = Math.ceil(((state.until ?? until).getTime() - at.getTime()) / 60_000)
      throw new Refusal('lockedOut', { minutes })
    },
    /** The attempt was no guess (right password, the code not asked for yet): it alone is taken back. */
    async takeBack(account: string): Promise<void> {
      await db.run(
        `update account set failed_count = greatest(failed_count - 1, 0),
                locked_until = case when failed_count > $2 then locked_until end where id = $1`,
        [account, WRONG_ATTEMPTS],
      )
    },
    /** Right in everything: what was wrong before is forgotten. */
    async clear(account: string): Promise<void> {
      await db.run('update account set failed_count = 0, locked_until = null where id = $1', [account])
    },
  }
}
