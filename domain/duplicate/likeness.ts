import type { AreaCode } from '../area/area.ts'
import type { PlainDate } from '../dates.ts'
import type { Relation } from '../fact/code-lists.ts'
import { readResidentId, repairsOf } from '../identity/resident-id.ts'

/** Syllables that each character of a name may have, without tones; a character that nobody can read has none. */
export type Sounds = readonly (readonly string[])[]

export type LikePerson = { relation: Relation; carer: boolean; name?: string; phones: readonly string[] }

/** What tells children apart, whether a row says it or the register. */
export type Likeness = {
  name?: string
  sounds: Sounds
  birthDate?: PlainDate
  /** YYYY-MM, where no day is known. */
  birthMonth?: string
  sex?: string
  idNumber?: string
  area?: AreaCode
  people: readonly LikePerson[]
}

/** Why two look like one child, or unlike; sentences for people are in `REASONS`. */
export const REASONS = {
  sameNumber: { points: 100, zh: '身份证号码相同', en: 'same ID number' },
  slippedNumber: { points: 45, zh: '身份证号码只差一处笔误', en: 'ID numbers differ by one slip' },
  sameName: { points: 30, zh: '姓名相同', en: 'same name' },
  sameSound: { points: 25, zh: '姓名同音', en: 'names of one sound' },
  similarName: {
    points: 20,
    zh: '姓名含无法辨认的字，其余相同',
    en: 'names agree but for an unreadable character',
  },
  sameBirthDate: { points: 30, zh: '出生日期相同', en: 'same birth date' },
  nearBirthDate: { points: 10, zh: '出生日期相近', en: 'birth dates differ by a slip' },
  sameBirthMonth: { points: 15, zh: '出生年月相同', en: 'same month of birth' },
  sameFather: { points: 12, zh: '父亲姓名相同', en: 'same father' },
  sameMother: { points: 12, zh: '母亲姓名相同', en: 'same mother' },
  sameCarer: { points: 12, zh: '监护人姓名相同', en: 'same guardian' },
  samePhone: { points: 15, zh: '联系电话相同', en: 'same phone' },
  sameVillage: { points: 10, zh: '同一村（居）', en: 'same village' },
  sameTownship: { points: 3, zh: '同一乡镇', en: 'same township' },
  otherSex: { points: -25, zh: '性别不同', en: 'different sex' },
  otherFather: { points: -15, zh: '父亲姓名不同', en: 'different father' },
  otherMother: { points: -15, zh: '母亲姓名不同', en: 'different mother' },
  otherTownship: { points: -5, zh: '不在同一乡镇', en: 'different townships' },
} as const satisfies Record<string, { points: number; zh: string; en: string }>
export type Reason = keyof typeof REASONS

/** Held for a person to decide from so many points on: a name and a birth date together reach it, neither alone does. */
export const HELD_FROM = 50

export type Comparison = { score: number; reasons: Reason[] }

/** Two who may be one child, or undefined: two good ID numbers that differ are two children, whatever else they share. */
export function compareChildren(a: Likeness, b: Likeness): Comparison | undefined {
  const number = numbers(a, b)
  if (number === 'different') return undefined
  const name = names(a, b)
  const birth = births(a, b)
  // Names of another sound are two children; so twins, brothers and sisters, who share all the rest, stay apart.
  if (!name && number !== 'sameNumber') return undefined
  if (birth === 'different' && number !== 'sameNumber') return undefined
  const told = [number, name, birth, sexes(a, b), ...parents(a, b), carers(a, b), phones(a, b), places(a, b)]
  const reasons = told.filter((reason): reason is Reason => reason !== undefined && reason !== 'different')
  const score = reasons.reduce((sum, reason) => sum + REASONS[reason].points, 0)
  return score >= HELD_FROM ? { score, reasons } : undefined
}

const isGood = (number: string) => readResidentId(number) !== undefined

function numbers({ idNumber: a }: Likeness, { idNumber: b }: Likeness) {
  if (!a || !b) return undefined
  if (a === b) return 'sameNumber'
  if (isGood(a) && isGood(b)) return 'different'
  const slips = (bad: string, good: string) =>
    !isGood(bad) && repairsOf(bad).some(({ number }) => number === good)
  return slips(a, b) || slips(b, a) ? 'slippedNumber' : undefined
}

function names(a: Likeness, b: Likeness) {
  if (!a.name || !b.name) return undefined
  if (plain(a.name) === plain(b.name)) return 'sameName'
  if (a.sounds.length !== b.sounds.length) return undefined
  const unreadable = a.sounds.some((of) => of.length === 0) || b.sounds.some((of) => of.length === 0)
  const agree = a.sounds.every((of, i) => {
    const other = b.sounds[i]!
    return of.length === 0 || other.length === 0 || of.some((sound) => other.includes(sound))
  })
  return agree ? (unreadable ? 'similarName' : 'sameSound') : undefined
}

const plain = (name: string) => name.replace(/[\s·•．.]/g, '')

const sameText = (a: string | undefined, b: string | undefined) =>
  a !== undefined && b !== undefined && plain(a) === plain(b)

function births(a: Likeness, b: Likeness) {
  if (a.birthDate && b.birthDate) {
    if (a.birthDate === b.birthDate) return 'sameBirthDate'
    return isNear(a.birthDate, b.birthDate) ? 'nearBirthDate' : 'different'
  }
  const month = (of: Likeness) => of.birthDate?.slice(0, 7) ?? of.birthMonth
  if (!month(a) || !month(b)) return undefined
  return month(a) === month(b) ? 'sameBirthMonth' : 'different'
}

/** One of year, month and day misread, or month and day swapped. */
function isNear(a: PlainDate, b: PlainDate): boolean {
  const [one, other] = [a.split('-'), b.split('-')]
  const same = one.filter((part, i) => part === other[i]).length
  return same === 2 || (one[0] === other[0] && one[1] === other[2] && one[2] === other[1])
}

const sexes = (a: Likeness, b: Likeness) => (a.sex && b.sex && a.sex !== b.sex ? 'otherSex' : undefined)

function parents(a: Likeness, b: Likeness): (Reason | undefined)[] {
  const named = (of: Likeness, relation: Relation) =>
    of.people.find((person) => person.relation === relation)?.name
  const compare = (relation: Relation, same: Reason, other: Reason) => {
    const [one, two] = [named(a, relation), named(b, relation)]
    return one && two ? (sameText(one, two) ? same : other) : undefined
  }
  return [compare('father', 'sameFather', 'otherFather'), compare('mother', 'sameMother', 'otherMother')]
}

/** The guardian of one is anybody of the other's family: lists name now the grandmother, now the grandfather. */
function carers(a: Likeness, b: Likeness) {
  const listed = (one: Likeness, other: Likeness) =>
    one.people.some(
      ({ carer, name }) => carer && name && other.people.some((person) => sameText(person.name, name)),
    )
  return listed(a, b) || listed(b, a) ? 'sameCarer' : undefined
}

function phones(a: Likeness, b: Likeness) {
  const known = new Set(b.people.flatMap((person) => person.phones))
  return a.people.some((person) => person.phones.some((phone) => known.has(phone))) ? 'samePhone' : undefined
}

function places(a: Likeness, b: Likeness) {
  if (!a.area || !b.area) return undefined
  if (a.area.slice(0, 9) !== b.area.slice(0, 9)) return 'otherTownship'
  const village = a.area.slice(0, 12)
  return village === b.area.slice(0, 12) && !village.endsWith('000') ? 'sameVillage' : 'sameTownship'
}
