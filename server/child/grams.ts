import { pinyin } from 'pinyin-pro'
import type { Vault } from '../crypto/vault.ts'

/** Kept of a piece of a name, in characters and in letters; what is typed longer is cut to it. */
const KEPT = { n: 8, p: 16, a: 8 } as const
type Spelling = keyof typeof KEPT

const spelled = new Map<string, readonly string[]>()
const SPELLED = 2_000

/** A name is sorted, searched and compared by its sound in one breath. */
function syllables(name: string): readonly string[] {
  const known = spelled.get(name)
  if (known) return known
  if (spelled.size >= SPELLED) spelled.clear()
  const parts = read(name)
  spelled.set(name, parts)
  return parts
}

const read = (name: string): string[] =>
  pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).map((s) =>
    s.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  )

/** The reading by which a name is sorted. */
export const sortedSound = (name: string): string => syllables(name).join(' ')

/** Syllables with spaces between: sorts li before liang, and by character within a syllable. */
export const pinyinKey = (name: string): string => `${sortedSound(name)} ${name}`

const tails = (parts: readonly string[]): string[] => parts.map((_, i) => parts.slice(i).join(''))
const piece = (spelling: Spelling, text: string) => spelling + [...text].slice(0, KEPT[spelling]).join('')
const plainName = (text: string) => text.replace(/[\s·]/g, '')

/**
 * What is left of a name from each character on, as characters, as pinyin and as initials: any part of it is then
 * the beginning of one of them, which a range of an index finds. Of relatives only what has two characters, and
 * pinyin and initials from the surname on.
 */
export function nameGrams(name: string, whose: 'child' | 'relative'): string[] {
  const plain = plainName(name)
  const parts = syllables(plain).filter(Boolean)
  const all = [
    ...tails([...plain]).map((tail) => piece('n', tail)),
    ...tails(parts).map((tail) => piece('p', tail)),
    ...tails(parts.map((part) => [...part][0]!)).map((tail) => piece('a', tail)),
  ]
  const grams = [...new Set(all)].filter((gram) => !(gram.startsWith('a') && gram.length === 2))
  if (whose === 'child') return grams
  const whole = [plain, parts.join(''), parts.map((part) => [...part][0]).join('')].map((text, i) =>
    piece((['n', 'p', 'a'] as const)[i]!, text),
  )
  return grams.filter((gram) => whole.includes(gram) || (gram.startsWith('n') && [...gram].length > 2))
}

/** Keyed digests of numbers: found when typed whole or by their tail, never read back. */
const digest = (vault: Vault, kind: string, value: string) =>
  `${kind}${vault.blind(kind, value).subarray(0, 6).toString('base64url')}`

/** Tails of the child's ID number. A whole one is found by `id_blind`, a relative's too, and needs none. */
export function idGrams(vault: Vault, idNumber: string): string[] {
  const id = idNumber.toUpperCase()
  return [digest(vault, 'j', id.slice(-6)), digest(vault, 'k', id.slice(-4))]
}

/** Phones of relatives, whole and their tails. */
export const phoneGrams = (vault: Vault, phones: readonly string[]): string[] =>
  phones.flatMap((phone) => [digest(vault, 'q', phone), digest(vault, 'k', phone.slice(-4))])

/** A whole ID, one gram, or all grams that begin so; `own`: only of the child itself, since too many have it. */
export type Wanted = { id: Buffer } | { gram: string } | { beginning: string; own: boolean }

/** What a typed word asks for; each way of reading it finds children of its own. */
export function wantedGrams(vault: Vault, typed: string): Wanted[] {
  const text = plainName(typed)
  if (/^\d{3,17}[\dXx]$/.test(text)) {
    const id = text.toUpperCase()
    if (id.length === 18) return [{ id: vault.blind('id', id) }]
    if (id.length === 11) return [{ gram: digest(vault, 'q', id) }]
    if (id.length === 6) return [{ gram: digest(vault, 'j', id) }]
    return [{ gram: digest(vault, 'k', id.slice(-4)) }]
  }
  if (/^[a-z]+$/i.test(text)) {
    const letters = text.toLowerCase()
    if (letters.length < 2) return []
    const spelled = { beginning: piece('p', letters), own: letters.length < FEW_LETTERS }
    return letters.length <= KEPT.a ? [spelled, { beginning: piece('a', letters), own: false }] : [spelled]
  }
  return text ? [{ beginning: piece('n', text), own: [...text].length === 1 }] : []
}

/** So few letters are the beginning of hundreds of surnames among the relatives. */
const FEW_LETTERS = 5
