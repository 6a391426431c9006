import { AREA_LEVELS, type Area } from './area.ts'
import { DEPARTMENT_KINDS, departmentName } from './departments.ts'
import type { OfficeKind } from './offices.ts'

export type DefaultOffice = { kind: OfficeKind; area: string; name: string }

/**
 * The offices with which a newly loaded county starts: its departments, a government for each township and
 * a committee for each village. Schools, hospitals and police stations are not to be had from a list of
 * areas; the county enters them. Areas above the county are passed over.
 */
export function defaultOffices(areas: readonly Area[]): DefaultOffice[] {
  return areas.flatMap((area): DefaultOffice[] => {
    if (area.level === AREA_LEVELS.county) {
      return DEPARTMENT_KINDS.map((kind) => ({
        kind,
        area: area.code,
        name: departmentName(kind, area.name),
      }))
    }
    if (area.level === AREA_LEVELS.township) {
      return [{ kind: 'townshipGovernment', area: area.code, name: governmentOf(area.shortName) }]
    }
    if (area.level !== AREA_LEVELS.village) return []
    return [{ kind: 'villageCommittee', area: area.code, name: committeeOf(area.name) }]
  })
}

/** State farms and development zones (红旗农场) run the township by themselves, under their own name. */
function governmentOf(township: string): string {
  if (/(镇|乡|苏木)$/.test(township)) return `${township}人民政府`
  return township.endsWith('街道') ? `${township}办事处` : township
}

/** Most names in the list are those of the committee already. */
function committeeOf(village: string): string {
  if (village.endsWith('社区')) return `${village}居民委员会`
  return village.endsWith('村') ? `${village}村民委员会` : village
}
