import type { NewAct } from '#domain/act/act.ts'
import { chinaDay } from '#domain/dates.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { countyAreas } from '#server/area/area-data.ts'
import { inTransaction } from '#server/db/db.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { villagesAmong } from '#server/demo/villages.ts'
import type { Actor, Deps } from '#server/deps.ts'

const SEED = 'tonghu-bench'
/** Two Septembers, so that every schoolchild has changed its class. */
const MONTHS = 18
const ACTS_A_TRANSACTION = 2_000

/** Families of invented children through the product's own way of writing, in large batches. Answers how many children. */
export async function loadChildren(deps: Deps, actor: Actor, children: number): Promise<number> {
  const villages = villagesAmong(countyAreas(deps.county.code)!.areas).filter(({ name }) =>
    name.endsWith('村'),
  )
  const families = syntheticChildren({
    seed: SEED,
    county: { ...DEMO_COUNTY, code: deps.county.code },
    villages: villages.map((village, i) => ({ ...village, children: share(children, villages.length, i) })),
    today: chinaDay(deps.now()),
    months: MONTHS,
  })
  let written = 0
  let waiting: NewAct[] = []
  const write = async () => {
    await inTransaction(deps.pool, deps.county.code, actor.reach, (db) =>
      recordActs({ db, deps, actor }, waiting),
    )
    waiting = []
  }
  for (const family of families) {
    waiting.push(...family.acts)
    written += family.children.length
    if (waiting.length >= ACTS_A_TRANSACTION) await write()
  }
  if (waiting.length > 0) await write()
  return written
}

const share = (all: number, places: number, place: number): number =>
  Math.floor((all * (place + 1)) / places) - Math.floor((all * place) / places)
