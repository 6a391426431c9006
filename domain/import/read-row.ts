import type { PlainDate } from '../dates.ts'
import type { FactEntries } from '../fact/fact.ts'
import { checkAge, checkFamily, checkId, filledFromClass, filledFromId } from './check-child.ts'
import { findPlace, isTownship, type PlaceFinder } from './find-place.ts'
import type { Issue } from './issues.ts'
import { entryOf } from './parsed.ts'
import type { RowCells } from './read-cells.ts'
import { readFamily } from './read-family.ts'
import { type RosterRelative, type RosterRow, type RowPlace, textIn } from './roster-row.ts'

export type RowContext = {
  asOf: PlainDate
  placeOf: PlaceFinder
  /** 长春 → 吉林省长春市; undefined for what is no city's short name. */
  cityOf?: (text: string) => string | undefined
  /** What the sheet, the lines above the table and the file say of where and of which school the children are. */
  titles: readonly string[]
  school?: string
}

/** One child, or undefined for a row without a name and without anything that only a child has. */
export function readRow(cells: RowCells, place: RowPlace, context: RowContext): RosterRow | undefined {
  const facts = filledFromClass(filledFromId(cells.child, cells))
  const name = textIn(facts, 'name')
  if (!name && !facts.idNumber && !facts.birthDate) return undefined
  if (context.school) facts.school ??= { state: 'known', value: context.school }

  sameAddress(facts)
  const unplaced = placePhones(cells)
  const { family, issues: aboutCarer } = readFamily(cells)
  spellOutCities(family, context)
  if (cells.slots.guardian?.name?.state === 'notApplicable')
    facts.entrusted ??= { state: 'known', value: false }
  const addresses = [textIn(facts, 'residence'), textIn(facts, 'hukouPlace')]
  const { area, group } = findPlace(cells.place, { addresses, titles: context.titles }, context.placeOf)
  dropBareTownships(facts, context.placeOf)
  const noted = new Set(cells.issues.map(({ field }) => field))
  const issues: Issue[] = [
    ...(name ? [] : [{ code: 'name-missing', field: 'name' } as const]),
    ...(area ? [] : [{ code: 'area-unknown', field: 'village' } as const]),
    ...cells.issues,
    ...unplaced,
    ...checkId(facts, cells).filter(({ field }) => !noted.has(field)),
    ...checkAge(facts, context.asOf, cells),
    ...aboutCarer,
    ...checkFamily(facts, family),
  ]
  const birthMonth = facts.birthDate ? undefined : cells.birthMonth
  if (birthMonth) facts.birthMonth = { state: 'known', value: birthMonth }
  return { place, area, group, facts, ...(birthMonth && { birthMonth }), family, issues }
}

/** A number under a head that names nobody is the carer's. */
function placePhones({ slots, phones }: RowCells): Issue[] {
  const entry = entryOf(phones)
  if (!entry) return []
  const { guardian } = slots
  if (guardian?.name?.state === 'known') guardian.phones ??= entry
  else if (entry.state === 'known') return [{ code: 'phone-unplaced', field: 'contact.phones' }]
  return []
}

function spellOutCities(family: readonly RosterRelative[], { cityOf }: RowContext): void {
  for (const { facts } of family) {
    const city = cityOf?.(textIn(facts, 'workPlace') ?? '')
    if (city) facts.workPlace = { state: 'known', value: city }
  }
}

const SAME_AS_HUKOU = /^(?:同|与)(?:户籍|户口)/

/** 同户籍地 for where a child lives is the registered address; without one it says nothing. */
function sameAddress(facts: FactEntries): void {
  if (!SAME_AS_HUKOU.test(textIn(facts, 'residence') ?? '')) return
  if (facts.hukouPlace?.state === 'known') facts.residence = facts.hukouPlace
  else delete facts.residence
}

const ENDS_IN_TOWNSHIP = /(?:乡|镇|街道|街道办事处)$/

/** 石文镇 says where the child counts. As an address it would take the place of a whole one. */
function dropBareTownships(facts: FactEntries, placeOf: PlaceFinder): void {
  for (const key of ['residence', 'hukouPlace']) {
    const text = textIn(facts, key)
    if (!text || !ENDS_IN_TOWNSHIP.test(text)) continue
    const code = placeOf({ text }).area?.code
    if (code && isTownship(code)) delete facts[key]
  }
}
