import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { NewAct } from '#domain/act/act.ts'
import { rangeOf } from '#domain/area/area.ts'
import { addDays, chinaDay } from '#domain/dates.ts'
import { uuidv7 } from '#domain/ids.ts'
import type { Counted } from '#domain/table/counted.ts'
import { TABLES, type TableName } from '#domain/table/tables.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { openCounty } from '#server/county/open-county.ts'
import { type Db, inTransaction } from '#server/db/db.ts'
import type { Connections } from '#server/db/embedded.ts'
import type { Deps } from '#server/deps.ts'
import { readTable } from '#server/table/read-table.ts'
import { tableBlocks, tableChildren } from '#server/table/table-children.ts'
import { randomOf } from '#testing/random.ts'
import { tablesFromActs } from '#testing/tables-from-acts.ts'
import { loader } from './load-children.ts'
import { type Line, single } from './result.ts'

const DAYS = 10
const NAMES = Object.keys(TABLES) as TableName[]
const SEED = 42
/** The first differences are told one by one. */
const TOLD = 20
const EVERY = { page: 1, size: 1_000_000 }

/**
 * Ten random days: every cell of every table, the children behind each of its cells, and those who block it, against SQL
 * over the acts alone (testing/tables-from-acts.ts). Answers how many were compared and how many differ.
 */
export async function checkTables(
  database: Connections,
  owner: pg.Client,
  dataDir: string,
  say: (text: string) => void,
): Promise<Line[]> {
  const deps = (await openCounty(database, dataDir))!
  const random = randomOf(SEED)
  const today = chinaDay(new Date())
  const lacking = await takeAway(deps, random, today)
  say(`${lacking} children lack something now`)
  let [compared, wrong, lists, wrongLists, blocking] = [0, 0, 0, 0, 0]
  for (let n = 0; n < DAYS; n++) {
    const asOf = addDays(today, -Math.floor(random() * 500))
    const counted: Counted = n % 2 ? 'listed' : 'computed'
    const { rows, blocked } = await asOwner(owner, () =>
      tablesFromActs(owner, { county: deps.county.code, asOf, counted }),
    )
    for (const table of NAMES) {
      const asked = { table, asOf, counted } as const
      const { table: told, behind } = await within(deps, async (db, reach) => ({
        table: await readTable(db, deps, reach, asked),
        behind: await listsOf(db, deps, { ...asked, columns: n === 0 ? TABLES[table].columns : [] }),
      }))
      for (const { area, values } of [...told.rows, { area: 'total', values: told.total }])
        for (const { key } of told.columns) {
          compared++
          const should = rows.get(area)?.[key] ?? 0
          if (values[key] === should) continue
          wrong++
          if (wrong <= TOLD) say(`${table} ${area} ${key}: ${values[key]}, by the acts ${should}`)
        }
      for (const [key, total] of behind) {
        lists++
        if (total !== told.total[key]) wrongLists++
      }
    }
    const listed = await within(deps, (db) =>
      tableBlocks(db, deps, { table: 'left-behind-2016', asOf, counted, ...EVERY }),
    )
    const ids = listed.rows.map(({ id }) => id as string).sort()
    if (ids.length !== blocked.length || ids.some((id, i) => id !== blocked[i])) wrongLists++
    blocking += blocked.length
    lists++
    say(
      `${asOf} ${counted}: ${compared} cells, ${wrong} wrong; ${blocked.length} children block the survey table`,
    )
  }
  const { filled, left } = await fillIn(deps, today)
  say(`${filled} children were filled in, ${left} block the survey table after that`)
  await deps.close()
  return [
    single('table cells', `cells on ${DAYS} days that differ from SQL over acts, of ${compared}`, wrong, {
      unit: '',
      most: 0,
    }),
    single(
      'table filled',
      `children who block the survey table of today, after ${filled} were filled in`,
      left,
      {
        unit: '',
        most: 0,
      },
    ),
    single('table lists', `lists that differ, of ${lists}, with ${blocking} who block`, wrongLists, {
      unit: '',
      most: 0,
    }),
  ]
}

const SHARE = 0.05
const AT_A_TIME = 500
const LACKING = ['sex', 'schooling', 'hukouRegistered', 'boarding', 'guardianship', 'birthDate']

/** One child in twenty lacks something from a day of the last year on. Taken back with all that the bench writes. */
async function takeAway(deps: Deps, random: () => number, today: string): Promise<number> {
  const ids = await within(deps, (db) =>
    db.rows<{ id: string }>('select id from child where county = $1 order by id', [deps.county.code]),
  )
  const acts = ids
    .filter(() => random() < SHARE)
    .map(({ id }) => {
      const fact = LACKING[Math.floor(random() * LACKING.length)]!
      const day = addDays(today, -Math.floor(random() * 365))
      return anAct(id, day, { [fact]: { state: 'notCollected' } })
    })
  await recordAll(deps, acts)
  return acts.length
}

const FULL = {
  sex: 'female',
  birthDate: '2015-05-05',
  schooling: 'primary',
  boarding: false,
  hukouRegistered: true,
  guardianship: 'fair',
  entrusted: false,
}

/** Everything that those who block the table of today lack. Answers how many block it after that, or break a sum. */
async function fillIn(deps: Deps, today: string): Promise<{ filled: number; left: number }> {
  const asked = { table: 'left-behind-2016', asOf: today, counted: 'computed' } as const
  const blocking = () => within(deps, (db) => tableBlocks(db, deps, { ...asked, ...EVERY }))
  const { rows } = await blocking()
  const facts = Object.fromEntries(
    Object.entries(FULL).map(([key, value]) => [key, { state: 'known', value }]),
  )
  const acts = rows.map(({ id }) => anAct(id, today, facts))
  await recordAll(deps, acts)
  const { total } = await blocking()
  const { checks } = await within(deps, (db, reach) => readTable(db, deps, reach, asked))
  return { filled: rows.length, left: total + checks.filter(({ holds }) => !holds).length }
}

const anAct = (child: string, day: string, facts: object) =>
  ({
    id: uuidv7(Date.now(), randomBytes(10)),
    kind: 'fact.record',
    child,
    writtenAt: new Date().toISOString(),
    body: { day, facts },
  }) as unknown as NewAct

async function recordAll(deps: Deps, acts: readonly NewAct[]): Promise<void> {
  for (let i = 0; i < acts.length; i += AT_A_TIME)
    await within(deps, (db) => recordActs({ db, deps, actor: loader(deps) }, acts.slice(i, i + AT_A_TIME)))
}

type Reach = { role: 'tonghu_area'; lo: string; hi: string }

const within = <T>(deps: Deps, work: (db: Db, reach: Reach) => Promise<T>): Promise<T> => {
  const reach: Reach = { role: 'tonghu_area', ...rangeOf(`${deps.county.code}000000`) }
  return inTransaction(deps.pool, deps.county.code, reach, (db) => work(db, reach))
}

type Listing = { table: TableName; asOf: string; counted: Counted; columns: readonly { key: string }[] }

async function listsOf(db: Db, deps: Deps, { columns, ...asked }: Listing): Promise<[string, number][]> {
  const totals: [string, number][] = []
  for (const { key } of columns) {
    const { total, rows } = await tableChildren(db, deps, { ...asked, column: key, ...EVERY })
    totals.push([key, rows.length === total ? total : -1])
  }
  return totals
}

async function asOwner<T>(owner: pg.Client, work: () => Promise<T>): Promise<T> {
  await owner.query('begin')
  try {
    return await work()
  } finally {
    await owner.query('rollback')
  }
}
