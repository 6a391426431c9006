import { pinyin } from 'pinyin-pro'
import type { Sounds } from '#domain/duplicate/likeness.ts'

/** Characters that many keyboards do not write and the dictionary does not read, as what stands for them. */
const VARIANTS: Record<string, string> = { 𠮷: '吉' }
/** Combinations of readings that are looked for; names of more have several rare readings. */
const MOST = 12

const letters = (name: string) =>
  [...name.replace(/[\s·•．.]/g, '')].map((character) => VARIANTS[character] ?? character)

const isSyllable = (text: string) => /^[a-z]+$/.test(text)

const readings = new Map<string, readonly string[]>()

function readingsOf(character: string): readonly string[] {
  if (/^[a-z]$/i.test(character)) return [character.toLowerCase()]
  const known = readings.get(character)
  if (known) return known
  const all = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true })
  const read = [...new Set(all)].filter((reading) => isSyllable(reading) && reading !== character)
  readings.set(character, read)
  return read
}

/** Every reading of every character, without tones: 单 is dan, shan and chan. */
export const soundsOf = (name: string): Sounds => letters(name).map(readingsOf)

const combinations = (sounds: Sounds): string[][] =>
  sounds.reduce<string[][]>(
    (all, of) => all.flatMap((front) => of.map((sound) => [...front, sound])).slice(0, MOST),
    [[]],
  )

/** All that a name may sound like; empty where a character cannot be read. */
export const soundKeys = (name: string): string[] =>
  combinations(soundsOf(name)).map((sounds) => sounds.join(' '))

/** What names with an unreadable character are looked for by: how they begin and how long they are. */
export const unreadableKey = (sounds: Sounds): string | undefined =>
  sounds[0]?.[0] && `${sounds[0][0]} *${sounds.length}`

/**
 * What a child is found by beside the reading by which it is sorted: its other readings, or that it has none. In the
 * search table, since few names have any.
 */
export function soundGrams(name: string, sortedBy: string): string[] {
  const sounds = soundsOf(name)
  if (sounds.some((of) => of.length === 0)) {
    const key = unreadableKey(sounds)
    return key ? [`h${key}`] : []
  }
  return soundKeys(name)
    .filter((key) => key !== sortedBy)
    .map((key) => `h${key}`)
}
