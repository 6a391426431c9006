import type { AreaItem } from '#domain/area/area-api.ts'
import type { Areas } from './areas.ts'

/** Areas whose name or code contains the text, together with those that they lie in. */
export function foundAreas(areas: Areas, text: string): readonly AreaItem[] {
  const wanted = text.trim()
  if (!wanted) return areas.all
  const kept = new Set<string>()
  for (const area of areas.all) {
    if (!area.name.includes(wanted) && !area.code.includes(wanted)) continue
    for (let at: AreaItem | undefined = area; at; at = at.parent ? areas.find(at.parent) : undefined)
      kept.add(at.code)
  }
  return areas.all.filter((area) => kept.has(area.code))
}
