import { levelOf } from '#domain/area/area.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { rowsInReach } from './table-area.ts'

/** Digits by which places of a level are told apart. */
const DIGITS: Record<number, number> = { 3: 6, 4: 9 }

/** The beginning that the places of an area have in common, and how long those one level below it are. */
export function placesOf(area: string): { place: string; below: number } {
  const place = area.slice(0, DIGITS[levelOf(area)] ?? 12)
  return { place, below: place.length === 12 ? 12 : place.length + 3 }
}

type Counted = { place: string } & Record<string, unknown>

/**
 * Figures by the areas one level below, those without children and those that stand no more too, and their sum. Of a
 * village itself.
 */
export async function figuresByArea<V extends Record<string, number>, C extends Counted>(
  { db, deps, actor }: { db: Db; deps: Deps; actor: Actor },
  area: string,
  found: readonly C[],
  valuesOf: (counted: C | undefined) => V,
): Promise<{ rows: { area: string; name: string; values: V }[]; total: V }> {
  const names = await areaNames(deps.pool, db, deps.county.code)
  const isVillage = placesOf(area).place.length === 12
  const counted = new Map(found.map((row) => [row.place.padEnd(12, '0'), row]))
  const listed = names.all
    .filter((one) => (isVillage ? one.code === area : one.parent === area && !one.until))
    .map(({ code }) => code)
  const others = [...counted.keys()].filter((code) => !listed.includes(code)).sort()
  const rows = rowsInReach(
    actor,
    [...listed, ...others].map((code) => ({
      area: code,
      name: names.name(code),
      values: valuesOf(counted.get(code)),
    })),
  )
  const total: Record<string, number> = { ...valuesOf(undefined) }
  for (const { values } of rows)
    for (const [key, n] of Object.entries(values)) total[key] = (total[key] ?? 0) + n
  return { rows, total: total as V }
}
