import type { FactType, FactValue } from '../fact/fact.ts'
import { parseCode, parseCodes, parseYesNo } from './parse-codes.ts'
import { parseDate } from './parse-date.ts'
import { parseId, parsePhones } from './parse-numbers.ts'
import { emptiness, known, type Parsed, UNREADABLE } from './parsed.ts'
import { type RawCell, textOf } from './raw-sheet.ts'
import { compact, tidy } from './spelling.ts'

/** A cell as the value of a fact. Nothing is guessed: what cannot be read surely is unreadable. */
export function parseValue(type: FactType, cell: RawCell): Parsed<FactValue> {
  const empty = emptiness(textOf(cell))
  if (empty?.is === 'none' && type.kind === 'yesNo') return known(false)
  if (empty?.is === 'none' && type.kind === 'codes') return known([])
  if (empty) return empty
  const value = readValue(type, cell)
  return value === undefined ? UNREADABLE : known(value)
}

function readValue(type: FactType, cell: RawCell): FactValue | undefined {
  switch (type.kind) {
    case 'date':
      return parseDate(cell)
    case 'residentId':
      return parseId(cell)
    case 'phones':
      return parsePhones(cell)
    case 'yesNo':
      return typeof cell === 'boolean' ? cell : parseYesNo(textOf(cell))
    case 'code':
      return parseCode(type.list, textOf(cell))
    case 'codes':
      return parseCodes(type.list, textOf(cell))
    case 'number':
      return numberBetween(type.min, type.max, compact(textOf(cell)))
    case 'text':
      return noLongerThan(type.max, type.lines ? textOf(cell).trim() : tidy(textOf(cell)))
    case 'address':
      return noLongerThan(200, tidy(textOf(cell)))
  }
}

const noLongerThan = (max: number, text: string) => (text.length <= max ? text : undefined)

function numberBetween(min: number, max: number, text: string): number | undefined {
  const number = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  return number >= min && number <= max ? number : undefined
}
