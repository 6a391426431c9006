/** Chance that repeats itself: the same seed throws the same dice on every machine. Not for secrets. */
export type Random = {
  /** From 0 to 1, 1 excluded. */
  fraction: () => number
  /** A whole number; both ends count. */
  int: (from: number, to: number) => number
  chance: (probability: number) => boolean
  pick: <T>(list: readonly T[]) => T
  weighted: <T>(choices: Weighted<T>) => T
  bytes: (count: number) => Uint8Array
}
export type Weighted<T> = readonly (readonly [T, number])[]

export function seededRandom(seed: string): Random {
  const word = sfc32(seed)
  const fraction = () => word() / 0x1_0000_0000
  const int = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1))
  return {
    fraction,
    int,
    chance: (probability) => fraction() < probability,
    pick: (list) => list[int(0, list.length - 1)]!,
    weighted: (choices) => {
      let left = fraction() * choices.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of choices) {
        left -= weight
        if (left < 0) return value
      }
      return choices.at(-1)![0]
    },
    bytes: (count) => {
      const bytes = new Uint8Array(count)
      for (let i = 0; i < count; i += 4) {
        const four = word()
        for (let j = i; j < Math.min(i + 4, count); j++) bytes[j] = four >>> (8 * (j - i))
      }
      return bytes
    },
  }
}

/** Small Fast Counter (Chris Doty-Humphrey, PractRand, public domain): 128 bits of state, 32 bits a step. */
function sfc32(seed: string): () => number {
  const hash = hashed(seed)
  let a = hash()
  let b = hash()
  let c = hash()
  let counter = 1
  const step = () => {
    const t = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  // The first steps still show the seed.
  for (let i = 0; i < 12; i++) step()
  return step
}

/** Spreads a text over 32-bit words, so that seeds which differ in one letter share nothing. */
function hashed(text: string): () => number {
  let h = 1779033703 ^ text.length
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507)
    h = Math.imul(h ^ (h >>> 13), 3266489909)
    h ^= h >>> 16
    return h >>> 0
  }
}
