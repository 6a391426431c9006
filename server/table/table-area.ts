import { contains } from '#domain/area/area.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Actor } from '../deps.ts'

const townshipOf = (village: string) => `${village.slice(0, 9)}000`

/**
 * The area of a table: the asker's own, or one within it. Another's would be all zeros, which reads like a figure.
 * A director of several villages gets her township with those villages alone.
 */
export function tableArea(actor: Actor, asked: string | undefined): string {
  if (actor.reach.role === 'tonghu_village') {
    const { villages } = actor.reach
    const own = villages.length === 1 ? villages[0]! : townshipOf(villages[0] ?? '')
    if (asked === undefined || asked === own || villages.includes(asked)) return asked ?? own
  } else if (actor.area && (asked === undefined || contains(actor.area, asked))) return asked ?? actor.area
  throw new Refusal('areaNotFound')
}

/** Rows of a table that lie in reach. */
export const rowsInReach = <R extends { area: string }>(actor: Actor, rows: readonly R[]): R[] => {
  const { reach } = actor
  return reach.role === 'tonghu_village' ? rows.filter((row) => reach.villages.includes(row.area)) : [...rows]
}
