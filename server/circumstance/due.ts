import { rangeOf } from '#domain/area/area.ts'
import { isCalendarKey } from '#domain/calendar/calendar.ts'
import { chinaDay, type PlainDate } from '#domain/dates.ts'
import { type Db, inTransaction } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { respell } from './respell.ts'

const AT_A_TIME = 200
const AGES = ['leftBehindAge', 'migrantAge', 'minorAge'] as const
const LOOK_AGAIN = 5_000

/** The program itself, over the whole county: nobody asks, and nothing is shown. */
export const wholeCounty = ({ county }: Deps) => ({
  role: 'tonghu_area' as const,
  ...rangeOf(`${county.code}000000`),
})

/** Tells the spells of some of the children anew that wait for it; answers how many. */
export const respellSome = (deps: Deps): Promise<number> =>
  inTransaction(deps.pool, deps.county.code, wholeCounty(deps), async (db) => {
    const due = await db.rows<{ child: string }>(
      `delete from circumstance_due where county = $1 and child in
         (select child from circumstance_due where county = $1 order by child limit $2 for update skip locked)
       returning child`,
      [deps.county.code, AT_A_TIME],
    )
    if (due.length === 0) return 0
    await deps.policy.reload(db)
    await respell(
      { db, deps },
      due.map(({ child }) => child),
    )
    await db.settled()
    await db.rows('select spells_renewed($1)', [deps.county.code])
    return due.length
  })

/** Once a day, the database knows whether it was this day: of whom something turns without an act. */
export async function newDay(deps: Deps, last: PlainDate | undefined): Promise<PlainDate> {
  const today = chinaDay(deps.now())
  if (last === today) return today
  const book = deps.policy.book()
  // What has to be done may change with policy though no spell does.
  // A calendar is told to everybody when it is approved, and begins nothing by itself.
  const rules = book.entries.filter(({ key }) => !isCalendarKey(key))
  const changes = new Set([...rules, ...book.templates].map(({ from }) => from))
  const ages = new Set(AGES.flatMap((key) => book.values(key, deps.county.code)))
  await inTransaction(deps.pool, deps.county.code, wholeCounty(deps), async (db) => {
    await db.rows('select due_turned($1, $2, $3::integer[], $4::date[])', [
      deps.county.code,
      today,
      [...ages],
      [...changes],
    ])
    await db.rows('select overrides_ended($1, $2)', [deps.county.code, today])
  })
  return today
}

/** How many wait, in the reach of who asks. */
export const waitingIn = async (db: Db, county: string): Promise<number> =>
  (await db.one<{ n: number }>('select count(*)::int as n from circumstance_due where county = $1', [
    county,
  ]))!.n

/** Looks for children whose spells must be told anew, at the start, when told to, and every few seconds; after midnight also for those of whom something turns. */
export function createRespeller(deps: Deps, complain: (problem: unknown) => void) {
  let ending = false
  let running: Promise<void> | undefined
  let again: NodeJS.Timeout | undefined

  let day: PlainDate | undefined

  async function run() {
    day = await newDay(deps, day)
    while (!ending && (await respellSome(deps)) > 0);
  }
  function look(): void {
    clearTimeout(again)
    if (ending || running) return
    running = run()
      .catch(complain)
      .finally(() => {
        running = undefined
        if (!ending) again = setTimeout(look, LOOK_AGAIN).unref()
      })
  }
  return {
    look,
    async stop(): Promise<void> {
      ending = true
      clearTimeout(again)
      await running
    },
  }
}
