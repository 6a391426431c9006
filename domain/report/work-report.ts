import { AREA_LEVELS, levelOf } from '../area/area.ts'
import { bornBy, type PlainDate } from '../dates.ts'
import { chineseDay } from '../form/register-form.ts'
import { BASE, DROPPED_OUT, ETHNICITY, type Figure, figureName, GUARDIAN_KEYS } from './figure.ts'
import type { Filling } from './placeholders.ts'
import { hiddenFigures, SMALLEST_PUBLISHED } from './publication.ts'

export type ReportHead = {
  title: string
  asOf: PlainDate
  base: PlainDate
  madeOn: PlainDate
  /** For the public: small numbers are left out. */
  isPublic: boolean
}

/** The same day of the year before: 上年同期. */
export const yearBefore = (day: PlainDate): PlainDate => bornBy(day, 1)

/** What stands where there is nobody to tell of: 民族构成为“无登记儿童”. */
const NOBODY = '“无登记儿童”'
/** What stands where a number may not be told. */
const WITHHELD = '*'

/** The words and numbers of the report, in the language of offices. The first figure is the area's own total. */
export function fillReport(figures: readonly Figure[], head: ReportHead): Filling {
  const { area, areaName } = figures[0]!
  const hidden = head.isPublic ? hiddenFigures(figures) : new Set<number>()
  const told = (figure: Figure | undefined) =>
    figure === undefined ? '0' : hidden.has(figure.n) ? WITHHELD : String(figure.value)
  const at = (key: string) => figures.find((one) => one.key === key && !one.inRow)
  const below = figures.filter(({ key, inRow }) => key === 'total' && inRow)
  const inRow = (key: string, place: string) =>
    figures.find((one) => one.key === key && one.inRow && one.area === place)
  return {
    title: head.title,
    area: areaName,
    asOf: chineseDay(head.asOf),
    base: chineseDay(head.base),
    madeOn: chineseDay(head.madeOn),
    total: told(at('total')),
    male: told(at('male')),
    female: told(at('female')),
    placeKind: levelOf(area) === AREA_LEVELS.county ? '乡镇（街道）' : '村（社区）',
    places: String(below.length),
    placesWithChildren: String(below.filter(({ value }) => value > 0).length),
    ethnicities:
      listed(figures.filter(({ key }) => key === ETHNICITY).map((one) => [one.label!, told(one)])) || NOBODY,
    guardians: guardians(
      GUARDIAN_KEYS.flatMap((key) => at(key) ?? []),
      told,
    ),
    droppedOut: told(at(DROPPED_OUT)),
    baseTotal: told(at(BASE)),
    change: change(at('total')!, at(BASE), head, hidden),
    publicNote:
      hidden.size > 0 ? `注：少于${SMALLEST_PUBLISHED}人及可据以推算的数字不公开，以“${WITHHELD}”代替。` : '',
    rows: below.map((place) => ({
      name: place.areaName,
      rowTotal: told(place),
      rowMale: told(inRow('male', place.area)),
      rowFemale: told(inRow('female', place.area)),
    })),
  }
}

const listed = (parts: [string, string][]) => parts.map(([name, n]) => `${name}${n}人`).join('、')

/** 多数由祖父母、外祖父母监护(28人,占90.32%);亲戚朋友3人. */
function guardians(kinds: readonly Figure[], told: (figure: Figure) => string): string {
  const all = kinds.reduce((sum, { value }) => sum + value, 0)
  const some = kinds.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value)
  const nameOf = ({ key }: Figure) => figureName(key).zh
  const [most, ...others] = some
  const list = (parts: readonly Figure[]) => listed(parts.map((one) => [nameOf(one), told(one)]))
  // 未采集 is nobody's guardian.
  if (!most || most.key.endsWith('NotCollected')) return list(some) || NOBODY
  const share = told(most) === WITHHELD ? '' : `（${most.value}人，占${percent(most.value, all)}）`
  const first = `${most.value * 2 > all ? '多数' : '较多的'}由${nameOf(most)}监护${share}`
  return others.length > 0 ? `${first}；${list(others)}` : first
}

const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(2)}%`

/** S1-18: 下降37.09%, with the base that it is measured by. */
function change(
  now: Figure,
  base: Figure | undefined,
  { asOf, base: day }: ReportHead,
  hidden: ReadonlySet<number>,
): string {
  const then = `${day === yearBefore(asOf) ? '上年同期' : '基期'}（${chineseDay(day)}）`
  if (!base || base.value === 0) return `暂不作比较，${then}没有登记数据`
  const since = `比${then}`
  if (hidden.has(now.n) || hidden.has(base.n)) return `${since}的变化不公开`
  const difference = now.value - base.value
  if (difference === 0) return `${since}的${base.value}人持平`
  return `${since}的${base.value}人${difference > 0 ? '增加' : '减少'}${Math.abs(difference)}人，${difference > 0 ? '上升' : '下降'}${percent(Math.abs(difference), base.value)}`
}
