import { pinyin } from 'pinyin-pro'
import type { Vault } from '../crypto/vault.ts'

/** Lengths of pinyin beginnings that are kept; a longer word is looked up by the longest of these and then compared. */
const BEGINNINGS = [2, 3, 4, 6, 8]

const syllables = (name: string): string[] =>
  pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).map((s) =>
    s.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  )

/** Syllables with spaces between: sorts li before liang, and by character within a syllable. */
export const pinyinKey = (name: string): string => `${syllables(name).join(' ')} ${name}`

export const bigrams = (text: string): string[] => {
  const characters = [...text]
  return characters.length === 1 ? characters : characters.slice(1).map((c, i) => characters[i]! + c)
}

const tails = <T>(list: readonly T[]): T[][] => list.map((_, i) => list.slice(i))

/** Pieces of a name: single characters (of the child alone), pairs, beginnings of pinyin from each syllable, initials. */
export function nameGrams(name: string, whose: 'child' | 'relative'): string[] {
  const parts = syllables(name).filter(Boolean)
  const spelled = tails(parts).map((rest) => rest.join(''))
  const initials = tails(parts).map((rest) => rest.map((s) => s[0]).join(''))
  const grams = [
    ...bigrams(name).map((g) => `n${g}`),
    ...initials.filter((i) => i.length > 1).map((i) => `a${i.slice(0, 4)}`),
    ...initials.filter((i) => i.length > 2).map((i) => `a${i.slice(0, 2)}`),
  ]
  if (whose === 'child') {
    grams.push(...[...name].map((c) => `n${c}`))
    grams.push(
      ...spelled.flatMap((s) => BEGINNINGS.filter((n) => n <= s.length).map((n) => `p${s.slice(0, n)}`)),
    )
    grams.push(...spelled.filter((s) => s.length < 8).map((s) => `p${s}`))
  } else grams.push(...spelled.slice(0, 1).map((s) => `p${s.slice(0, 8)}`))
  return [...new Set(grams)]
}

/** Keyed digests of numbers: found when typed whole or by their tail, never read back. */
const digest = (vault: Vault, kind: string, value: string) =>
  `${kind}${vault.blind(kind, value).subarray(0, 8).toString('base64url')}`

export function numberGrams(
  vault: Vault,
  idNumber: string | undefined,
  phones: readonly string[] = [],
): string[] {
  const id = idNumber?.toUpperCase()
  return [
    ...(id
      ? [digest(vault, 'i', id), digest(vault, 'j', id.slice(-6)), digest(vault, 'k', id.slice(-4))]
      : []),
    ...phones.flatMap((phone) => [digest(vault, 'q', phone), digest(vault, 'k', phone.slice(-4))]),
  ]
}

export type Wanted = { grams: string[]; spelled?: string }

/**
 * What a typed word asks for. Characters: every pair must occur in one name. Letters: a beginning of pinyin, or
 * initials (`either`). Digits: a whole ID or phone, or a tail of six or four.
 */
export function wantedGrams(vault: Vault, typed: string): Wanted[] {
  const text = typed.replace(/[\s·]/g, '')
  if (/^\d{3,17}[\dXx]$/.test(text)) {
    const id = text.toUpperCase()
    if (id.length === 18) return [{ grams: [digest(vault, 'i', id)] }]
    if (id.length === 11) return [{ grams: [digest(vault, 'q', id)] }]
    if (id.length === 6) return [{ grams: [digest(vault, 'j', id)] }]
    return [{ grams: [digest(vault, 'k', id.slice(-4))] }]
  }
  if (/^[a-z]+$/i.test(text)) {
    const letters = text.toLowerCase()
    const length = [...BEGINNINGS].reverse().find((n) => n <= letters.length)
    return [
      ...(length ? [{ grams: [`p${letters.slice(0, length)}`], spelled: letters }] : []),
      ...(letters.length < 8 ? [{ grams: [`p${letters}`], spelled: letters }] : []),
      ...(letters.length > 1 && letters.length < 5 ? [{ grams: [`a${letters}`] }] : []),
    ]
  }
  return text ? [{ grams: [...new Set(bigrams(text).map((g) => `n${g}`))] }] : []
}
