import { type CellFacts, unpackCell } from './cell.ts'

/** A child as a table sees it. */
export type Cell = CellFacts & { band: number | null }
/** Children who are alike in everything that tables count, and how many they are. */
export type Group = { band: number | null; cell: number; n: number }

export type Column = {
  key: string
  zh: string
  en: string
  group?: string
  /** Number of the column in the official table. */
  no?: number
  /** inferred: the heads of the official table are not known for certain; the county can correct them. */
  inferred?: true
  counts: (cell: Cell) => boolean
}
/** 勾稽: one column, or several together, are the sum of others. `facts`: what must be known of a child for it to hold. */
export type Check = {
  rule: string
  whole: readonly string[]
  parts: readonly string[]
  facts: readonly string[]
}
export type TableDef = {
  zh: string
  en: string
  columns: readonly Column[]
  checks: readonly Check[]
}

export type Values = Record<string, number>
/** How many are counted in each column, in their order, and then how many break each of the checks. */
export type Counts = number[]

const sum = (keys: readonly string[], n: (key: string) => number) =>
  keys.reduce((all, key) => all + n(key), 0)

/** Whether a row of the table keeps the equality. */
export const holds = ({ whole, parts }: Check, values: Values): boolean => {
  const n = (key: string) => values[key]!
  return sum(whole, n) === sum(parts, n)
}

export type Counter = {
  def: TableDef
  none(): Counts
  /** Adds children who are alike in everything that the table counts. */
  add(counts: Counts, group: Group): void
  values(counts: Counts): Values
  /** How many children break each check. */
  brokenIn(counts: Counts): number[]
  column(key: string): Column | undefined
  /** The checks that a child breaks by itself: counted in the whole and in none of the parts, or the other way round. */
  broken(band: number | null, cell: number): readonly Check[]
}

export function addCounts(counts: Counts, more: Counts): void {
  for (const [column, n] of more.entries()) counts[column]! += n
}

/** A county has some thousand different cells, and each counts in a dozen of the columns: asked once. */
export function counterOf(def: TableDef): Counter {
  const columnsOf = new Map<string, number[]>()
  const brokenBy = new Map<string, readonly Check[]>()
  const byKey = new Map(def.columns.map((column) => [column.key, column]))
  const once = <T>(
    known: Map<string, T>,
    [band, cell]: [number | null, number],
    make: (facts: Cell) => T,
  ): T => {
    const name = `${band} ${cell}`
    const held = known.get(name) ?? make({ ...unpackCell(cell), band })
    known.set(name, held)
    return held
  }
  const breaking = (facts: Cell) =>
    def.checks.filter(({ whole, parts }) => {
      const n = (key: string) => Number(byKey.get(key)!.counts(facts))
      return sum(whole, n) !== sum(parts, n)
    })
  const counting = (facts: Cell) => [
    ...def.columns.flatMap(({ counts }, i) => (counts(facts) ? i : [])),
    ...breaking(facts).map((check) => def.columns.length + def.checks.indexOf(check)),
  ]
  return {
    def,
    none: () => [...def.columns, ...def.checks].map(() => 0),
    add(counts, { band, cell, n }) {
      for (const column of once(columnsOf, [band, cell], counting)) counts[column]! += n
    },
    values: (counts) => Object.fromEntries(def.columns.map(({ key }, i) => [key, counts[i]!])),
    brokenIn: (counts) => counts.slice(def.columns.length),
    column: (key) => byKey.get(key),
    broken: (band, cell) => once(brokenBy, [band, cell], breaking),
  }
}
