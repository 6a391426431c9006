import { SIGN, type Tag } from './markup.ts'

/** Where the values of `<c r="AB12" s="3" t="s">` stand, read from its bytes: there are millions. 0 is nowhere. */
export type Head = { r: number; s: number; t: number }

export function headOf(bytes: Buffer, { from, to }: Tag, head: Head): Head {
  head.r = 0
  head.s = 0
  head.t = 0
  for (let at = from + 2; at < to; at++) {
    if (bytes[at] !== SIGN.equals) continue
    const quote = bytes[at + 1]!
    if (quote !== SIGN.quote && quote !== SIGN.single) continue
    if (bytes[at - 2]! <= SIGN.space) {
      const name = bytes[at - 1]
      if (name === LETTER.r) head.r = at + 2
      else if (name === LETTER.s) head.s = at + 2
      else if (name === LETTER.t) head.t = at + 2
    }
    at += 2
    while (at < to && bytes[at] !== quote) at++
  }
  return head
}

/** The digits from here as a number; of 12" it is 12. */
export function numberAt(bytes: Buffer, from: number): number {
  let number = 0
  for (let at = from; bytes[at]! >= DIGIT.zero && bytes[at]! <= DIGIT.nine; at++)
    number = number * 10 + bytes[at]! - DIGIT.zero
  return number
}
const DIGIT = { zero: 48, nine: 57 } as const

/** Kinds of cells by their letters; most are s. */
export function kindAt(bytes: Buffer, from: number): string {
  if (bytes[from] === LETTER.s && (bytes[from + 1] === SIGN.quote || bytes[from + 1] === SIGN.single))
    return 's'
  const end = bytes.subarray(from, from + 12).findIndex((byte) => byte === SIGN.quote || byte === SIGN.single)
  return bytes.toString('latin1', from, from + Math.max(0, end))
}

const LETTER = { r: 114, s: 115, t: 116, A: 65, Z: 90 } as const

/** The letters of a reference: AB12 → 27. */
export function columnOf(bytes: Buffer, from: number): number {
  let column = 0
  for (let at = from; bytes[at]! >= LETTER.A && bytes[at]! <= LETTER.Z; at++)
    column = column * 26 + bytes[at]! - 64
  return column - 1
}
