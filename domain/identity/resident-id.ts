import { weightedSum } from 'stdnum/lib/cjs/util/checksum.js'
import { dayOf, type PlainDate } from '../dates.ts'

/** What an ID number (GB 11643) says of its owner. */
export type ResidentId = { number: string; birthDate: PlainDate; sex: 'male' | 'female' }

// ISO 7064 MOD 11-2. The validator of stdnum is not used as a whole: it asks the clock whether the birth date
// is past, and a rule must give the same answer on every day.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacter = (front: string) => '10X98765432'[weightedSum(front, { weights: WEIGHTS, modulus: 11 })]

const WRITTEN = /^[1-8]\d{5}((?:18|19|20)\d{2})(\d{2})(\d{2})\d{2}(\d)[\dX]$/

/** Reads a number of 18 characters, X in upper case; undefined when it cannot be anybody's. */
export function readResidentId(number: string): ResidentId | undefined {
  const parts = WRITTEN.exec(number)
  if (!parts || checkCharacter(number.slice(0, 17)) !== number[17]) return undefined
  const birthDate = dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  if (!birthDate) return undefined
  return { number, birthDate, sex: Number(parts[4]) % 2 === 1 ? 'male' : 'female' }
}

const CHARACTERS = [...'0123456789X']

/**
 * What a failing number may have been: valid numbers that are one slip of the pen away, a character
 * misread, two neighbours swapped, one left out or written twice. Their blind indexes are looked up (design §4).
 */
export function repairsOf(number: string): ResidentId[] {
  const places = [...number].map((_, at) => at)
  const written = {
    misread: () =>
      places.flatMap((at) => CHARACTERS.map((c) => number.slice(0, at) + c + number.slice(at + 1))),
    swapped: () =>
      places
        .slice(1)
        .map((at) => number.slice(0, at - 1) + number[at] + number[at - 1] + number.slice(at + 1)),
    leftOut: () =>
      [...places, number.length].flatMap((at) =>
        CHARACTERS.map((c) => number.slice(0, at) + c + number.slice(at)),
      ),
    tooMuch: () => places.map((at) => number.slice(0, at) + number.slice(at + 1)),
  }
  const slips =
    number.length === 18
      ? [...written.misread(), ...written.swapped()]
      : number.length === 17
        ? written.leftOut()
        : number.length === 19
          ? written.tooMuch()
          : []
  return [...new Set(slips)].flatMap((slip) => (slip === number ? [] : (readResidentId(slip) ?? [])))
}
