import type { PlainDate } from '#domain/dates.ts'
import type { CountyCode } from '#domain/ids.ts'
import type { Sex } from './names.ts'
import type { Random } from './random.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** GB 11643-1999: ISO 7064 MOD 11-2 over the first seventeen digits. */
function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return '10X98765432'[sum % 11]!
}

const PER_DAY_AND_SEX = 500

/**
 * Resident ID numbers of one county, no number twice: of each birth day and sex the 500 sequence numbers are
 * dealt from a random start in steps of 7. Remembers one counter for each birth day, whatever the number of people.
 */
export function idNumbers(random: Random, county: CountyCode): (birthDate: PlainDate, sex: Sex) => string {
  const next = new Map<string, number>()
  return (birthDate, sex) => {
    const key = `${birthDate}${sex}`
    const place = next.get(key) ?? random.int(0, PER_DAY_AND_SEX - 1)
    next.set(key, (place + 7) % PER_DAY_AND_SEX)
    const sequence = String(2 * place + (sex === 'male' ? 1 : 0)).padStart(3, '0')
    const digits = county + birthDate.replaceAll('-', '') + sequence
    return digits + checkCharacter(digits)
  }
}

/** Beginnings that, as far as we know, no operator has given out: a number of the demo should ring nowhere. */
const UNUSED_PREFIXES = ['154', '161', '163', '164'] as const

export const inventPhone = (random: Random): string =>
  random.pick(UNUSED_PREFIXES) + String(random.int(0, 99_999_999)).padStart(8, '0')

/** What a slip of the pen makes of a number: one digit is another. */
export function withOneDigitWrong(random: Random, number: string): string {
  const place = random.int(3, number.length - 1)
  const digit = (Number(number[place]) + random.int(1, 9)) % 10
  return number.slice(0, place) + digit + number.slice(place + 1)
}
