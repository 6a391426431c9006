import { type Comparison, compareChildren, type Likeness, type Sounds } from '#domain/duplicate/likeness.ts'
import { readResidentId, repairsOf } from '#domain/identity/resident-id.ts'
import type { RosterRow } from '#domain/import/roster-row.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { knownLikenesses, likenessOfRow } from './likeness-of.ts'
import { soundKeys, unreadableKey } from './name-sounds.ts'

type Reading = { db: Db; deps: Deps }

/** Whom somebody looks like: a child of the register, in reach or not, or an earlier row of the same lists. */
export type LookAlike = Comparison & ({ child: string; reached: boolean } | { row: RosterRow })

/** More than these nobody compares; of so many the best are the likeliest. */
const MOST = 5

/**
 * Children of the register and earlier rows that each of these rows may be. Blocked by the sound of names and by the
 * repaired number, so that nobody is compared with everybody.
 */
export async function lookAlikes(
  on: Reading,
  rows: readonly RosterRow[],
): Promise<Map<RosterRow, LookAlike[]>> {
  const told = new Map(rows.map((row) => [row, likenessOfRow(row)]))
  const registered = await registeredLike(on, [...told.values()])
  const earlier = earlierRows()
  const found = new Map<RosterRow, LookAlike[]>()
  for (const [row, likeness] of told) {
    const all = [...(registered.get(likeness) ?? []), ...earlier.like(row, likeness)]
    if (all.length > 0) found.set(row, likeliest(all))
    earlier.add(row, likeness)
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

/** Rows seen so far, found again by the sound of the name or by the repaired number. */
function earlierRows() {
  const seen = new Map<string, { row: RosterRow; likeness: Likeness }[]>()
  return {
    add(row: RosterRow, likeness: Likeness): void {
      for (const key of keysOf(likeness)) {
        const rows = seen.get(key)
        if (rows) rows.push({ row, likeness })
        else seen.set(key, [{ row, likeness }])
      }
    },
    like(row: RosterRow, likeness: Likeness): LookAlike[] {
      const others = new Map(
        keysOf(likeness).flatMap((key) =>
          (seen.get(key) ?? []).map((one) => [one.row, one.likeness] as const),
        ),
      )
      return [...others].flatMap(([other, its]) => {
        const comparison = compareChildren(likeness, its)
        return comparison && !areListedTwins(row, other, comparison) ? [{ ...comparison, row: other }] : []
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
const areListedTwins = (one: RosterRow, other: RosterRow, { reasons }: Comparison): boolean =>
  one.place.file === other.place.file &&
  one.place.sheet === other.place.sheet &&
  reasons.includes('sameSound') &&
  reasons.includes('sameBirthDate') &&
  !reasons.includes('slippedNumber') &&
  (reasons.includes('sameFather') || reasons.includes('sameMother') || reasons.includes('sameCarer'))
