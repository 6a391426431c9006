import { randomUUID } from 'node:crypto'
import type { NewAct } from '#domain/act/act.ts'
import { rangeOf } from '#domain/area/area.ts'
import { chinaDay } from '#domain/dates.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { countyAreas } from '#server/area/area-data.ts'
import { inTransaction } from '#server/db/db.ts'
import { refreshStatistics } from '#server/db/refresh-statistics.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { type SyntheticFamily, syntheticChildren } from '#server/demo/synthetic-county.ts'
import { villagesAmong } from '#server/demo/villages.ts'
import type { Actor, Deps } from '#server/deps.ts'

export const SEED = 'tonghu-bench'
/** Two Septembers, so that every schoolchild has changed its class. */
const MONTHS = 18
const ACTS_A_TRANSACTION = 1_500
/** One computes while the database writes the other's. */
const AT_ONCE = 3

/** Families of invented children through the product's own way of writing, in large batches. Answers how many children. */
export async function loadChildren(
  deps: Deps,
  { children, visits = false }: { children: number; visits?: boolean },
  progress: (written: number) => void,
): Promise<number> {
  const villages = villagesAmong(countyAreas(deps.county.code)!.areas).filter(({ name }) =>
    name.endsWith('村'),
  )
  const families = syntheticChildren({
    seed: SEED,
    county: { ...DEMO_COUNTY, code: deps.county.code },
    villages: villages.map((village, i) => ({ ...village, children: share(children, villages.length, i) })),
    today: chinaDay(deps.now()),
    months: MONTHS,
    visits,
  })
  const actor = loader(deps)
  let written = 0
  const writeAll = async () => {
    for (let batch = nextBatch(families); batch.acts.length > 0; batch = nextBatch(families)) {
      await inTransaction(deps.pool, deps.county.code, actor.reach, (db) =>
        recordActs({ db, deps, actor }, batch.acts),
      )
      await refreshStatistics(deps.pool)
      written += batch.children
      progress(written)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, writeAll))
  return written
}

function nextBatch(families: Generator<SyntheticFamily, void>): { acts: NewAct[]; children: number } {
  const batch = { acts: [] as NewAct[], children: 0 }
  while (batch.acts.length < ACTS_A_TRANSACTION) {
    const { value: family, done } = families.next()
    if (done) break
    batch.acts.push(...family.acts)
    batch.children += family.children.length
  }
  return batch
}

/** Who writes what is invented. */
export const loader = ({ county }: Deps): Actor => ({
  account: randomUUID(),
  login: 'bench',
  name: 'bench',
  role: 'countyOfficer',
  area: `${county.code}000000`,
  villages: [],
  office: null,
  reach: { role: 'tonghu_area', ...rangeOf(`${county.code}000000`) },
  first: null,
  secondFactor: false,
})

const share = (all: number, places: number, place: number): number =>
  Math.floor((all * (place + 1)) / places) - Math.floor((all * place) / places)
