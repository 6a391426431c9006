import type pg from 'pg'
import { rangeOf } from '#domain/area/area.ts'
import { addMonths, chinaDay, lastOfMonth, type PlainDate } from '#domain/dates.ts'
import { openCounty } from '#server/county/open-county.ts'
import { withDatabase } from '#server/db/connect.ts'
import { inTransaction } from '#server/db/db.ts'
import { withClient } from '#server/db/with-client.ts'
import type { Deps } from '#server/deps.ts'
import {
  byActs,
  countedIn,
  type ShareMonth,
  type ShareRow,
  TESTED_SHARES,
  type TestedShare,
  told,
} from '#testing/tested-shares.ts'
import { checkCampaign } from './check-campaign.ts'
import { loader } from './load-children.ts'
import { type Line, single } from './result.ts'

const MONTHS = 4
/** The first differences are told one by one. */
const TOLD = 20

type Checking = { deps: Deps; owner: pg.Client; say(text: string): void }

/**
 * Every share of every village in the last months against SQL over the acts alone, and whether a difference of one day
 * of one child is found. Answers how many were compared and how many differ.
 */
export const checkCoverage = (dataDir: string, say: (text: string) => void): Promise<Line[]> =>
  withDatabase(dataDir, (database) =>
    withClient(database.owner, async (owner) => {
      const deps = (await openCounty(database, dataDir))!
      const lines: Line[] = []
      for (const [key, share] of Object.entries(TESTED_SHARES))
        lines.push(...(await check({ deps, owner, say }, key, share)))
      lines.push(...(await checkCampaign({ deps, owner, townships: await townshipsOf(deps), say })))
      await deps.close()
      return lines
    }),
  )

async function check(on: Checking, key: string, share: TestedShare): Promise<Line[]> {
  const today = chinaDay(new Date())
  let [villages, wrong, last] = [0, 0, '']
  for (let i = MONTHS - 1; i >= 0; i--) {
    const asked = monthOf(on.deps, addMonths(`${today.slice(0, 7)}-01`, -i), today)
    const [is, should] = [await bySoftware(on, share, asked), await byActs(on.owner, share, asked)]
    wrong += differences(is, should, (text) => on.say(`${share.name} ${asked.month} ${text}`))
    villages += should.length
    last = `${asked.month}: ${countedIn(should)} / ${should.reduce((sum, row) => sum + row.of, 0)}`
    on.say(`${share.name} ${last}`)
  }
  const asked = monthOf(on.deps, addMonths(`${today.slice(0, 7)}-01`, -1), today)
  const takeBack = await share.plant(on.owner, asked)
  const found = differences(
    await bySoftware(on, share, asked),
    await byActs(on.owner, share, asked),
    () => {},
  )
  await takeBack()
  return [
    single(
      `coverage ${key}`,
      `${share.name}: villages in ${MONTHS} months that differ from SQL over acts, of ${villages}; ${last}`,
      wrong,
      { unit: '', most: 0 },
    ),
    single(`coverage ${key} planted`, `${share.name}: planted off-by-one not found`, found > 0 ? 0 : 1, {
      unit: '',
      most: 0,
    }),
  ]
}

function monthOf(deps: Deps, first: PlainDate, today: PlainDate): ShareMonth {
  const month = first.slice(0, 7)
  return { county: deps.county.code, month, until: [lastOfMonth(month), today].sort()[0]! }
}

function differences(
  is: readonly ShareRow[],
  should: readonly ShareRow[],
  say: (text: string) => void,
): number {
  const bySoftware = new Map(is.map((row) => [row.area, row]))
  const areas = new Set([...is, ...should].map(({ area }) => area))
  const acts = new Map(should.map((row) => [row.area, row]))
  const wrong = [...areas].filter((area) => {
    const [one, other] = [bySoftware.get(area), acts.get(area)]
    return one?.of !== other?.of || one?.counted !== other?.counted
  })
  for (const area of wrong.slice(0, TOLD))
    say(`${area}: ${JSON.stringify(bySoftware.get(area))}, by the acts ${JSON.stringify(acts.get(area))}`)
  return wrong.length
}

async function bySoftware(
  { deps }: Checking,
  share: TestedShare,
  { month }: ShareMonth,
): Promise<ShareRow[]> {
  const { code } = deps.county
  const actor = loader(deps)
  const rowsOf = (area: string) =>
    inTransaction(deps.pool, code, actor.reach, (db) => share.software({ db, deps, actor }, { month, area }))
  const found: ShareRow[] = []
  for (const area of await townshipsOf(deps)) found.push(...(await rowsOf(area)))
  return told(found)
}

async function townshipsOf({ pool, county }: Deps): Promise<string[]> {
  const { lo, hi } = rangeOf(`${county.code}000000`)
  const { rows } = await pool.query<{ code: string }>(
    'select code from area where level = 4 and code >= $1 and code < $2 order by code',
    [lo, hi],
  )
  return rows.map(({ code }) => code)
}
