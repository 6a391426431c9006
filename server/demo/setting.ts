import type { AreaCode } from '#domain/area/area.ts'
import { addDays, type PlainDate } from '#domain/dates.ts'
import type { CountyCode } from '#domain/ids.ts'
import { idNumbers, inventPhone } from './invented-numbers.ts'
import { inventName } from './names.ts'
import { type Random, seededRandom } from './random.ts'

/** `path` is how an address begins: 辽宁省抚顺市抚顺县. */
export type County = { code: CountyCode; name: string; path: string }
/** Names as people say them: 连刀村, 石文镇. */
export type Village = { code: AreaCode; name: string; township: string }

/** What all families of an invented county share. */
export type Setting = {
  seed: string
  county: County
  today: PlainDate
  /** First and last day on which anything is written. The last is yesterday: nothing is written in the future. */
  first: PlainDate
  last: PlainDate
  avoid: ReadonlySet<string>
  idNumber: ReturnType<typeof idNumbers>
}

export type SettingOptions = {
  seed: string
  county: County
  today: PlainDate
  /** How long ago the register began. */
  months: number
  /** Names that must not come up. */
  avoid?: ReadonlySet<string>
}

const DAYS_PER_MONTH = 30.44

export function settingOf({ seed, county, today, months, avoid = new Set() }: SettingOptions): Setting {
  const last = addDays(today, -1)
  return {
    seed,
    county,
    today,
    first: addDays(last, -Math.round(months * DAYS_PER_MONTH)),
    last,
    avoid,
    idNumber: idNumbers(seededRandom(`${seed}/${county.code}/id`), county.code),
  }
}

export const villageRandom = ({ seed }: Setting, village: Village): Random =>
  seededRandom(`${seed}/${village.code}`)

/** The village's own child director: the same person in every file of the village and among the accounts. */
export function villageContact(
  setting: Pick<Setting, 'seed' | 'avoid'>,
  village: Village,
): { name: string; phone: string } {
  const random = seededRandom(`${setting.seed}/${village.code}/contact`)
  const sex = random.chance(0.8) ? 'female' : 'male'
  return {
    name: inventName(random, { sex, generation: 'parent', avoid: setting.avoid }),
    phone: inventPhone(random),
  }
}

export const addressIn = ({ county }: Setting, village: Village, group: number): string =>
  `${county.path}${village.township}${village.name}${group}组`
