import { addDays, chinaDay } from '#domain/dates.ts'
import type { PlaceResponsibility } from '#domain/grid/responsibilities.ts'
import type { CadreId, ChildId } from '#domain/ids.ts'
import { uuidv7 } from '#domain/ids.ts'
import { type On, saveCadre } from '../grid/cadres.ts'
import { nameFor } from '../grid/children.ts'
import { give } from '../grid/places.ts'
import { save as savePledge } from '../grid/pledges.ts'
import { DEMO_COUNTY, DEMO_SEED } from './demo-county.ts'
import { inventName } from './names.ts'
import { type Random, seededRandom } from './random.ts'
import type { PeopledVillage } from './synthetic-county.ts'

const NOBODY: ReadonlySet<string> = new Set()
const COUNTY = `${DEMO_COUNTY.code}000000`
/** Since when they have answered. */
const DAYS = 120

/**
 * Who answers for what in the demo, through the program's own way of writing: most villages and children have somebody,
 * some nobody, so that the holes are seen. Dice of its own: the rest of the county stays as it is.
 */
export async function demoGrid(on: On, villages: readonly PeopledVillage[]): Promise<void> {
  const random = seededRandom(`${DEMO_SEED}/grid`)
  const now = on.deps.now()
  const newId = () => uuidv7(now.getTime(), random.bytes(10))
  const today = chinaDay(now)
  const from = addDays(today, -DAYS)
  const cadre = async (office: string, post: string, place: string): Promise<CadreId> => {
    const name = inventName(random, {
      sex: random.chance(0.5) ? 'male' : 'female',
      generation: 'parent',
      avoid: NOBODY,
    })
    const id = newId() as CadreId
    await saveCadre(on, { id, name, office, post, place, phone: phoneOf(random), account: null })
    return id
  }
  const gives = (kind: PlaceResponsibility, areas: readonly string[], to: CadreId) =>
    give(on, { id: newId(), kind, places: areas.map((area) => ({ area })), cadre: to, from })

  const year = today.slice(0, 4)
  const signs = (tier: 'countyTownship' | 'townshipVillage', place: string) =>
    savePledge(on, {
      id: newId(),
      tier,
      place,
      office: null,
      from: `${year}-01-01`,
      lastDay: `${year}-12-31`,
      signedOn: `${year}-01-01`,
      upperSigner: '（演示）',
      lowerSigner: '（演示）',
    })

  const bureau = await cadre('县教育局', '副局长', COUNTY)
  for (const [township, here] of Map.groupBy(villages, ({ code }) => `${code.slice(0, 9)}000`)) {
    const government = `${here[0]!.township}人民政府`
    const [leader, helper] = [
      await cadre(government, '副乡镇长', township),
      await cadre(government, '民政助理', township),
    ]
    await gives('unit', [township], bureau)
    const led = here.filter(() => random.chance(0.85)).map(({ code }) => code)
    if (led.length > 0) await gives('lead', led, leader)
    if (random.chance(0.8)) await signs('countyTownship', township)
    for (const { code, name } of here) {
      if (random.chance(0.5)) await gives('stationed', [code], helper)
      if (random.chance(0.7)) await signs('townshipVillage', code)
      const contact = await cadre(`${name}民委员会`, '村委会委员', code)
      await nameForVillage(on, random, { code, helper, contact, from, newId })
    }
  }
}

type Village = { code: string; helper: CadreId; contact: CadreId; from: string; newId(): string }

async function nameForVillage(
  on: On,
  random: Random,
  { code, helper, contact, from, newId }: Village,
): Promise<void> {
  const rows = await on.db.rows<{ id: ChildId; opened_on: string }>(
    'select id, opened_on::text from child where county = $1 and area_code = $2 and status = 1 order by id',
    [on.deps.county.code, code],
  )
  const known = rows.filter(({ opened_on }) => opened_on <= from)
  for (const [kind, share, cadre] of [
    ['helper', 0.75, helper],
    ['household', 0.6, contact],
  ] as const) {
    const children = known.filter(() => random.chance(share)).map(({ id }) => id)
    if (children.length > 0) await nameFor(on, { id: newId(), kind, cadre, day: from, children })
  }
}

const phoneOf = (random: Random) => `130${String(random.int(0, 99_999_999)).padStart(8, '0')}`
