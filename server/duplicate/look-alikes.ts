import { type Comparison, compareChildren, type Likeness, type Sounds } from '#domain/duplicate/likeness.ts'
import { readResidentId, repairsOf } from '#domain/identity/resident-id.ts'
import type { RosterRow, RowPlace } from '#domain/import/roster-row.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { knownLikenesses, likenessOfRow } from './likeness-of.ts'
import { soundKeys, unreadableKey } from './name-sounds.ts'

type Reading = { db: Db; deps: Deps }

/** Whom somebody looks like: a child of the register, in reach or not, or the one that an earlier row of the lists opens. */
export type LookAlike = Comparison & { child: string; reached: boolean; earlier?: EarlierRow }
/** Where a row stands, and which of the import's rows it is. */
export type EarlierRow = { n: number; place: RowPlace }

/** A row that nobody is for certain, with the child that it would open. */
export type UnknownRow = { row: RosterRow; n: number; child: string }

/** More than these nobody compares; of so many the best are the likeliest. */
const MOST = 5

/**
 * Children of the register and earlier rows that each of these rows may be. Blocked by the sound of names and by the
 * repaired number, so that nobody is compared with everybody.
 */
export async function lookAlikes(
  on: Reading,
  rows: readonly UnknownRow[],
  seen: SeenRows,
): Promise<Map<RosterRow, LookAlike[]>> {
  const told = new Map(rows.map((unknown) => [unknown, likenessOfRow(unknown.row)]))
  const registered = await registeredLike(on, [...told.values()])
  const found = new Map<RosterRow, LookAlike[]>()
  for (const [unknown, likeness] of told) {
    const all = [...(registered.get(likeness) ?? []), ...seen.like(unknown, likeness)]
    if (all.length > 0) found.set(unknown.row, likeliest(all))
    seen.add(unknown, likeness)
  }
  return found
}

/** Where one bears the very name and birth date, another who only sounds so is a twin or a namesake. */
function likeliest(all: LookAlike[]): LookAlike[] {
  const exact = all.some(({ reasons }) => reasons.includes('sameName') && reasons.includes('sameBirthDate'))
  const kept = exact ? all.filter(({ reasons }) => !isOnlySound(reasons)) : all
  return kept.sort((a, b) => b.score - a.score).slice(0, MOST)
}
const isOnlySound = (reasons: Comparison['reasons']) =>
  !reasons.includes('sameName') && !reasons.includes('slippedNumber') && !reasons.includes('sameNumber')

/** Children of the register, by likeness. */
export async function registeredLike(
  on: Reading,
  likenesses: readonly Likeness[],
): Promise<Map<Likeness, (Comparison & { child: string; reached: boolean })[]>> {
  const [bySound, byNumber] = await Promise.all([sameSound(on, likenesses), repaired(on, likenesses)])
  const pairs = [...bySound, ...byNumber]
  const known = await knownLikenesses(on, [...new Set(pairs.map(({ child }) => child))])
  const found = new Map<Likeness, (Comparison & { child: string; reached: boolean })[]>()
  const compared = new Set<string>()
  for (const { n, child } of pairs) {
    const likeness = likenesses[n]!
    const other = known.get(child)
    if (!other || compared.has(`${n}/${child}`)) continue
    compared.add(`${n}/${child}`)
    const comparison = compareChildren(likeness, other.likeness)
    if (!comparison) continue
    const all = found.get(likeness) ?? []
    found.set(likeness, all)
    all.push({ ...comparison, child, reached: other.reached })
  }
  return found
}

type Pair = { n: number; child: string }

/** Behind every text that begins so, in the order of bytes. */
const LAST = '\u{10ffff}'

async function sameSound({ db, deps }: Reading, likenesses: readonly Likeness[]): Promise<Pair[]> {
  const wanted = likenesses.flatMap((likeness, n) =>
    likeness.name ? blocksOf(likeness).map((block) => ({ n, ...block, of: likeness })) : [],
  )
  if (wanted.length === 0) return []
  return db.rows<Pair>(
    'select n, child from same_sound($1, $2::integer[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[], $8::text[])',
    [
      deps.county.code,
      wanted.map(({ n }) => n),
      wanted.map(({ lo }) => lo ?? null),
      wanted.map(({ hi }) => hi ?? null),
      wanted.map(({ gram }) => gram ?? null),
      wanted.map(({ of }) => of.birthDate ?? null),
      wanted.map(({ of }) => of.birthMonth ?? null),
      wanted.map(({ of }) => of.area ?? null),
    ],
  )
}

type Block = { lo: string; hi: string; gram?: undefined } | { gram: string; lo?: undefined; hi?: undefined }

/** Ranges of the order by pinyin, and pieces of the search table (soundGrams). */
function blocksOf({ name, sounds, birthDate }: Likeness): Block[] {
  const readable = readableFront(sounds)
  if (readable.length < sounds.length) {
    // An unreadable character may be any: then only a birth date narrows it down.
    if (!birthDate || readable.length === 0) return []
    const front = readable.map(([sound]) => sound).join(' ')
    return [{ lo: `${front} `, hi: `${front} ${LAST}` }, ...grams(sounds)]
  }
  const keys = soundKeys(name!)
  return [
    ...keys.map((key): Block => ({ lo: `${key} `, hi: `${key}!` })),
    ...keys.map((key): Block => ({ gram: `h${key}` })),
    ...grams(sounds),
  ]
}
const grams = (sounds: Sounds): Block[] => {
  const key = unreadableKey(sounds)
  return key ? [{ gram: `h${key}` }] : []
}
function readableFront(sounds: Sounds): Sounds {
  const end = sounds.findIndex((of) => of.length === 0)
  return end === -1 ? sounds : sounds.slice(0, end)
}

/** By a number that passes its check and is one slip away from one that does not (design §4). */
async function repaired({ db, deps }: Reading, likenesses: readonly Likeness[]): Promise<Pair[]> {
  const wanted = likenesses.flatMap(({ idNumber }, n) =>
    idNumber && !readResidentId(idNumber)
      ? [idNumber, ...repairsOf(idNumber).map(({ number }) => number)].map((number) => ({
          n,
          blind: deps.vault.blind('id', number),
        }))
      : [],
  )
  if (wanted.length === 0) return []
  const found = await db.rows<{ blind: Buffer; child: string }>(
    'select blind, child from children_by_id($1, $2::bytea[])',
    [deps.county.code, wanted.map(({ blind }) => blind)],
  )
  const childrenOf = Map.groupBy(found, ({ blind }) => blind.toString('hex'))
  return wanted.flatMap(({ n, blind }) =>
    (childrenOf.get(blind.toString('hex')) ?? []).map(({ child }) => ({ n, child })),
  )
}

export type SeenRows = ReturnType<typeof seenRows>

/** Rows of the lists so far, found again by the sound of the name or by the repaired number. */
export function seenRows() {
  const seen = new Map<string, { of: Omit<UnknownRow, 'row'> & { place: RowPlace }; likeness: Likeness }[]>()
  return {
    add({ row, n, child }: UnknownRow, likeness: Likeness): void {
      const one = { of: { n, child, place: row.place }, likeness }
      for (const key of keysOf(likeness)) {
        const rows = seen.get(key)
        if (rows) rows.push(one)
        else seen.set(key, [one])
      }
    },
    like({ row }: UnknownRow, likeness: Likeness): LookAlike[] {
      const others = new Set(keysOf(likeness).flatMap((key) => seen.get(key) ?? []))
      return [...others].flatMap(({ of: { child, n, place }, likeness: its }) => {
        const comparison = compareChildren(likeness, its)
        return comparison && !areListedTwins(row.place, place, comparison)
          ? [{ ...comparison, child, reached: true, earlier: { n, place } }]
          : []
      })
    },
  }
}

function keysOf({ name, idNumber }: Likeness): string[] {
  const number = idNumber
    ? [idNumber, ...(readResidentId(idNumber) ? [] : repairsOf(idNumber).map((one) => one.number))]
    : []
  return [...(name ? soundKeys(name) : []), ...number]
}

/** Nobody lists one child twice on one sheet, in other characters and with the same parents: those are twins. */
const areListedTwins = (one: RowPlace, other: RowPlace, { reasons }: Comparison): boolean =>
  one.file === other.file &&
  one.sheet === other.sheet &&
  reasons.includes('sameSound') &&
  reasons.includes('sameBirthDate') &&
  !reasons.includes('slippedNumber') &&
  (reasons.includes('sameFather') || reasons.includes('sameMother') || reasons.includes('sameCarer'))
