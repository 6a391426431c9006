import { LEFT_BEHIND_2016 } from './left-behind-2016.ts'
import { LEFT_BEHIND_SUMMARY } from './left-behind-summary.ts'
import { type Counter, counterOf, type TableDef } from './table-def.ts'

/** Every table of figures over the register, by the name that paths and the command line use. */
export const TABLES = {
  'left-behind-summary': LEFT_BEHIND_SUMMARY,
  'left-behind-2016': LEFT_BEHIND_2016,
} as const satisfies Record<string, TableDef>
export type TableName = keyof typeof TABLES

const counters = new Map<TableName, Counter>()

export function counter(name: TableName): Counter {
  const made = counters.get(name) ?? counterOf(TABLES[name])
  counters.set(name, made)
  return made
}
