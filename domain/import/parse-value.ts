import { SEX } from '../fact/code-lists.ts'
import type { FactType, FactValue } from '../fact/fact.ts'
import { isDitto } from './ditto.ts'
import { parseCode, parseCodes, parseYesNo, tickedIn } from './parse-codes.ts'
import { parseDate, parseMonth } from './parse-date.ts'
import { parseId, parsePhones } from './parse-numbers.ts'
import { emptiness, known, type Parsed, UNREADABLE } from './parsed.ts'
import { type RawCell, textOf } from './raw-sheet.ts'
import { compact, tidy } from './spelling.ts'

/** What the workbook or the head says of how values are written. */
export type Writing = { from1904?: boolean; legend?: ReadonlyMap<string, string> }

/** A cell as the value of a fact. Nothing is guessed: what cannot be read surely is unreadable. */
export function parseValue(type: FactType, cell: RawCell, writing: Writing = {}): Parsed<FactValue> {
  if (isDitto(cell)) return UNREADABLE
  const empty = emptiness(textOf(cell))
  if (empty?.is === 'none' && type.kind === 'yesNo') return known(false)
  if (empty?.is === 'none' && type.kind === 'codes') return known([])
  if (empty) return empty
  const words = inWords(type, cell, writing.legend)
  if (words === null) return { is: 'blank' }
  const value = readValue(type, words, writing)
  const month = value === undefined && type.kind === 'date' ? parseMonth(cell) : undefined
  if (month) return { is: 'month', month }
  return value === undefined ? UNREADABLE : known(value)
}

/** 1 and 2 of a sex are those of GB/T 2261.1; others mean what the head explains. */
const SEXES = new Map([
  ['1', '男'],
  ['2', '女'],
])

function inWords(type: FactType, cell: RawCell, legend?: Writing['legend']): RawCell {
  if (type.kind !== 'code' && type.kind !== 'codes' && type.kind !== 'yesNo') return cell
  const text = textOf(cell)
  const ticked = tickedIn(text)
  if (ticked) return ticked.join('、') || null
  const digits = text.length > 3 ? '' : compact(text)
  if (!/^\d$/.test(digits)) return cell
  return (
    legend?.get(digits) ?? (type.kind === 'code' && type.list === SEX ? SEXES.get(digits) : undefined) ?? cell
  )
}

function readValue(type: FactType, cell: RawCell, { from1904 }: Writing): FactValue | undefined {
  switch (type.kind) {
    case 'date':
      return parseDate(cell, from1904)
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
    case 'text': {
      const text = type.lines ? textOf(cell).trim() : tidy(textOf(cell))
      return type.pattern?.test(text) === false ? undefined : noLongerThan(type.max, text)
    }
    case 'address':
      return noLongerThan(200, tidy(textOf(cell)))
  }
}

const noLongerThan = (max: number, text: string) => (text.length <= max ? text : undefined)

function numberBetween(min: number, max: number, text: string): number | undefined {
  const number = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  return number >= min && number <= max ? number : undefined
}
