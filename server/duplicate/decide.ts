import { randomBytes } from 'node:crypto'
import { uuidv7 } from '#domain/ids.ts'
import { type RosterRow, textIn } from '#domain/import/roster-row.ts'
import { Refusal } from '#domain/refusals.ts'
import { recordActs } from '../act/record-acts.ts'
import { takeBack } from '../act/take-back.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'
import { actsOfPlan } from '../import/acts-of-plan.ts'
import { importIds } from '../import/import-ids.ts'
import { planImport } from '../import/plan-import.ts'
import type { Importing, StagedRow } from '../import/stage-import.ts'
import { goodNumberIn } from './row-key.ts'

export type Decision = 'same' | 'different'

export type Pair = {
  id: string
  import: string
  n: number
  child_like: string
  key: Buffer
  decision: Decision | null
  batch: string | null
}

const PAIR = 'id, import, n, child_like, key, decision, batch'

/**
 * Decides whether a held row is the child whom it looks like: "same" adds to that child's file what is blank there,
 * "different" to all opens a file of its own. Before its import is written the decision is only noted. Another decision
 * takes back what the earlier one wrote, unless somebody has written on it since. The same click twice changes nothing.
 */
export async function decide(on: Importing, id: string, decision: Decision): Promise<Pair> {
  const { db, deps, actor } = on
  const county = deps.county.code
  const found = await db.one<Pair>(`select ${PAIR} from duplicate where county = $1 and id = $2`, [
    county,
    id,
  ])
  if (!found) throw new Refusal('notFound')
  // The import first, as its end does: nobody decides while it is being ended.
  const head = await db.one<{ status: string; as_of: string }>(
    'select status, as_of from import where county = $1 and id = $2 for update',
    [county, found.import],
  )
  if (!head) throw new Refusal('notFound')
  const pairs = await pairsOfRow(db, county, found)
  const pair = pairs.find((one) => one.id === id)!
  if (pair.decision === decision) return pair
  if (head.status === 'undoing') throw new Refusal('importNotReady')
  await db.run(
    `update duplicate set decision = case when id = $4 then $5 when $5 = 'same' and decision = 'same' then null else decision end,
       decided_by = $6, decided_at = $7 where county = $1 and import = $2 and n = $3`,
    [county, found.import, found.n, id, decision, actor.account, deps.now()],
  )
  if (pair.batch) await undoDecision(on, pair)
  if (head.status === 'committed') await carryOutDecision(on, found, head.as_of)
  return pair
}

const pairsOfRow = (db: Db, county: string, { import: of, n }: Pick<Pair, 'import' | 'n'>) =>
  db.rows<Pair>(
    `select ${PAIR} from duplicate where county = $1 and import = $2 and n = $3 order by id for update`,
    [county, of, n],
  )

async function undoDecision(on: Importing, { batch, import: of, n }: Pair): Promise<void> {
  await takeBack(on, [batch!])
  await on.db.run('update duplicate set batch = null where county = $1 and import = $2 and n = $3', [
    on.deps.county.code,
    of,
    n,
  ])
}

/** Decisions that were noted while their import waited, at its end. */
export async function carryOutNoted(on: Importing, importId: string, asOf: string): Promise<void> {
  const rows = await on.db.rows<{ n: number }>(
    `select distinct n from duplicate where county = $1 and import = $2 and decision is not null and batch is null
      order by n`,
    [on.deps.county.code, importId],
  )
  for (const { n } of rows) await carryOutDecision(on, { import: importId, n }, asOf)
}

async function carryOutDecision(on: Importing, row: Pick<Pair, 'import' | 'n'>, asOf: string): Promise<void> {
  const { db, deps, actor } = on
  const county = deps.county.code
  const pairs = await pairsOfRow(db, county, row)
  const same = pairs.find(({ decision }) => decision === 'same')
  if (!same && pairs.some(({ decision }) => decision === null)) return
  const told = await heldRow(on, row)
  const child = same ? await standsFor(on, row.import, same.child_like) : null
  // Of a row that is itself held there is no file yet to add to.
  if (child && !(await db.one('select from child where county = $1 and id = $2', [county, child])))
    throw new Refusal('decideOtherFirst')
  const batch = uuidv7(deps.now().getTime(), randomBytes(10))
  const [plan] = await planImport(on, {
    importId: row.import,
    asOf,
    rows: [told],
    places: [row.n],
    decided: new Map([[told, child]]),
  })
  await recordActs(
    { ...on, batch },
    actsOfPlan(plan!, { asOf, writtenAt: deps.now().toISOString(), nameNew: importIds(deps.vault, batch) }),
  )
  await db.settled()
  await db.run('update duplicate set batch = $4 where county = $1 and import = $2 and n = $3', [
    county,
    row.import,
    row.n,
    batch,
  ])
  await remember(on, {
    told,
    key: pairs[0]!.key,
    child: plan!.planned.child!,
    batch,
    merged: same !== undefined,
  })
  await on.deps.audit.writeIn(db, {
    at: deps.now(),
    account: actor.account,
    role: actor.role,
    endpoint: 'carryOutDecision',
    outcome: 'answered',
    status: 200,
    children: [plan!.planned.child!],
    details: same ? 'same' : 'different',
  })
}

async function heldRow(
  { db, deps }: Importing,
  { import: of, n }: Pick<Pair, 'import' | 'n'>,
): Promise<RosterRow> {
  const found = await db.one<{ sealed: Buffer | null }>(
    'select sealed from import_row where county = $1 and import = $2 and n = $3',
    [deps.county.code, of, n],
  )
  const key = (await deps.keys.of(db, [of])).get(of)
  if (!found?.sealed || !key) throw new Refusal('erased')
  return (JSON.parse(deps.vault.open(key, found.sealed).toString()) as StagedRow).row
}

/** The child of an earlier row of the lists: its own file, or that of the child whom it was decided to be. */
export async function standsFor(
  { db, deps }: Pick<Importing, 'db' | 'deps'>,
  importId: string,
  child: string,
): Promise<string> {
  const decided = await db.one<{ child_like: string }>(
    `select d.child_like from import_row r join duplicate d on d.county = r.county and d.import = r.import and d.n = r.n
      where r.county = $1 and r.import = $2 and r.target = $3 and d.decision = 'same'`,
    [deps.county.code, importId, child],
  )
  return decided && decided.child_like !== child
    ? standsFor({ db, deps }, importId, decided.child_like)
    : child
}

type Remembered = { told: RosterRow; key: Buffer; child: string; batch: string; merged: boolean }

/** So that the next list with the same row, or the same wrong number, finds the child without asking again. */
async function remember(
  { db, deps }: Importing,
  { told, key, child, batch, merged }: Remembered,
): Promise<void> {
  const number = textIn(told.facts, 'idNumber')
  const area = await db.one<{ area_code: string }>(
    'select area_code from child where county = $1 and id = $2',
    [deps.county.code, child],
  )
  const knownAs: ['number' | 'row', Buffer][] = [
    ...(goodNumberIn(told) ? [] : [['row', key] as ['row', Buffer]]),
    ...(merged && number ? [['number', deps.vault.blind('id', number)] as ['number', Buffer]] : []),
  ]
  await rememberAs(
    { db, deps },
    knownAs.map(([kind, of]) => ({ kind, key: of, child, area: area!.area_code, batch, merged })),
  )
}

export type KnownAs = {
  kind: 'number' | 'row'
  key: Buffer
  child: string
  area: string
  batch: string
  /** Decided to be this child; else the row with which its file was opened. */
  merged: boolean
}

export const rememberAs = async (
  { db, deps }: { db: Db; deps: Deps },
  known: readonly KnownAs[],
): Promise<void> => {
  await insertRows(
    db,
    'known_as',
    ['county', 'kind', 'key', 'child', 'area_code', 'batch', 'merged'],
    known.map(({ kind, key, child, area, batch, merged }) => [
      deps.county.code,
      kind,
      key,
      child,
      area,
      batch,
      merged,
    ]),
    'on conflict do nothing',
  )
}
