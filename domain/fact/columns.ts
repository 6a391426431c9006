import type { FactDef } from './fact.ts'

/** birthDate → birth_date. */
export const columnOf = (key: string): string => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/** Kept sealed in `child` and `kin`, not only inside acts. */
export const isSealed = (def: FactDef): boolean => def.privacy === 'private' || def.privacy === 'identity'

/** The column type that a fact must have; a test compares this with the migrated database. */
export function columnType(def: FactDef): string {
  if (isSealed(def)) return 'bytea'
  switch (def.type.kind) {
    case 'date':
      return 'date'
    case 'yesNo':
      return 'boolean'
    case 'code':
      return 'smallint'
    case 'codes':
      return 'smallint[]'
    case 'number':
      return 'numeric'
    default:
      return 'text'
  }
}

/** A known value as its column holds it: codes as numbers. Identity values are sealed by the server, not here. */
export function toColumn(def: FactDef, value: unknown): unknown {
  if (def.type.kind === 'code') return def.type.list[value as string]?.n ?? null
  if (def.type.kind === 'codes') {
    const { list } = def.type
    return (value as string[]).map((key) => list[key]!.n)
  }
  return value
}

const keyOf = (def: { list: Record<string, { n: number }> }, n: number) =>
  Object.keys(def.list).find((key) => def.list[key]!.n === n)

/** The inverse of toColumn. */
export function fromColumn(def: FactDef, value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (def.type.kind === 'code') return keyOf(def.type, value as number)
  if (def.type.kind === 'codes') {
    const { type } = def
    return (value as number[]).map((n) => keyOf(type, n))
  }
  return value
}
