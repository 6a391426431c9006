import { AREA_LEVELS, type Area } from '#domain/area/area.ts'
import type { Village } from './setting.ts'

/** The villages among a county's areas, with the names of their townships. */
export function villagesAmong(areas: readonly Area[]): Village[] {
  const names = new Map(areas.map(({ code, shortName }) => [code, shortName]))
  return areas
    .filter(({ level }) => level === AREA_LEVELS.village)
    .map(({ code, shortName, parent }) => ({
      code,
      name: shortName,
      township: (parent && names.get(parent)) ?? '',
    }))
}
