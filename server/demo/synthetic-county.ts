import type { NewAct } from '#domain/act/act.ts'
import type { AreaCode } from '#domain/area/area.ts'
import type { ChildId } from '#domain/ids.ts'
import { actWriter, byWriting } from './act-writer.ts'
import { agreementsOf } from './agreements.ts'
import { assessmentsOf } from './assessments.ts'
import { drawPlan, type FamilyPlan } from './family-plan.ts'
import { type Homes, inventFamily } from './invented-family.ts'
import { writeLater } from './later-acts.ts'
import { writeOpening } from './opening-acts.ts'
import type { Random } from './random.ts'
import { type Setting, type SettingOptions, settingOf, type Village, villageRandom } from './setting.ts'
import { visitsOf } from './visits.ts'

/** `children` is how many live there today and are registered; those that have left come on top. */
export type PeopledVillage = Village & { children: number }

export type SyntheticOptions = SettingOptions & {
  villages: readonly PeopledVillage[]
  /** False: only the opening of files, nothing that happens afterwards. */
  life?: boolean
  /** With visits of half a year, and care agreements. */
  visits?: boolean
  /** With assessments, needs and measures. */
  assessments?: boolean
  /** What the n-th family should be like; the rest is drawn. */
  wish?: (family: number) => Partial<FamilyPlan> | undefined
}

export type SyntheticFamily = {
  /** Where each child lives today. */
  children: { id: ChildId; area: AreaCode; registered: boolean }[]
  /** In the order in which they were written. An act about a relative stands in one child's file only. */
  acts: NewAct[]
}

type Place = { village: PeopledVillage; room: number }

/**
 * An invented county, family by family, village by village: the same options give the same bytes. Remembers
 * nothing of a family once it is handed out, so that a million children take no more memory than a hundred.
 */
export function* syntheticChildren(options: SyntheticOptions): Generator<SyntheticFamily, void, undefined> {
  const { villages, life = true, visits = false, assessments = false, wish } = options
  const setting = settingOf(options)
  const places: Place[] = villages.map((village) => ({ village, room: village.children }))
  let count = 0
  for (const place of places) {
    const random = villageRandom(setting, place.village)
    while (place.room > 0) {
      const plan = drawPlan(random, life, wish?.(count++))
      const homes = plan.left ? { here: place.village } : findHomes(random, plan, place, places)
      const size = plan.left ? 1 : Math.min(plan.size, place.room + (homes.apart ? 1 : 0))
      if (!plan.left) place.room -= homes.apart ? size - 1 : size
      yield writeFamily(random, setting, { plan: { ...plan, size }, homes, life, visits, assessments })
    }
  }
}

function findHomes(random: Random, plan: FamilyPlan, { village }: Place, places: Place[]): Homes {
  const before = plan.moved ? random.pick(places).village : village
  const elsewhere = plan.apart
    ? places.find(({ village: other, room }) => room > 0 && other.township !== village.township)
    : undefined
  if (elsewhere) elsewhere.room--
  return {
    here: village,
    ...(elsewhere && { apart: elsewhere.village }),
    ...(before !== village && { before }),
  }
}

type Invention = { plan: FamilyPlan; homes: Homes; life: boolean; visits: boolean; assessments: boolean }

function writeFamily(
  random: Random,
  setting: Setting,
  { plan, homes, life, visits, assessments }: Invention,
): SyntheticFamily {
  const writer = actWriter(random)
  const family = inventFamily(random, setting, writer, { plan, homes })
  writeOpening(random, setting, writer, family)
  if (life) writeLater(random, setting, writer, family)
  const told = writer.acts
  return {
    children: family.children.map(({ id, village }) => ({ id, area: village.code, registered: !plan.left })),
    acts: [
      ...told,
      ...(visits ? [...visitsOf(setting, family), ...agreementsOf(setting, family)] : []),
      ...(assessments ? assessmentsOf(setting, family, told) : []),
    ].sort(byWriting),
  }
}
