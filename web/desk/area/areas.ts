import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type AreaItem, listAreas } from '#domain/area/area-api.ts'
import { queryOf } from '#web/api/queries.ts'

export const COUNTY = 3
export const TOWNSHIP = 4
export const VILLAGE = 5

export type Areas = {
  all: readonly AreaItem[]
  find(code: string): AreaItem | undefined
  /** Those that exist now, in the order of their codes. */
  under(parent: string): readonly AreaItem[]
  /** 石文镇 养树村 */
  pathOf(code: string): string
}

function indexed(all: readonly AreaItem[]): Areas {
  const byCode = new Map(all.map((area) => [area.code, area]))
  const byParent = Map.groupBy(
    all.filter((area) => area.until === null),
    (area) => area.parent ?? '',
  )
  const pathOf = (code: string): string => {
    const area = byCode.get(code)
    if (!area) return code
    const parent = area.level > TOWNSHIP && area.parent ? `${pathOf(area.parent)} ` : ''
    return parent + area.shortName
  }
  return { all, find: (code) => byCode.get(code), under: (parent) => byParent.get(parent) ?? [], pathOf }
}

/** Whether figures go on below an area: of townships, with their villages. */
export function useBelow(): (area: string) => boolean {
  const areas = useAreas()
  return (area) => areas?.find(area)?.level === TOWNSHIP
}

/** The areas within reach, or of the whole county; they change a few times a year. */
export function useAreas(whole = false): Areas | undefined {
  const params = whole ? { whole: 'yes' as const } : {}
  const { data } = useQuery({ ...queryOf(listAreas, { params }), staleTime: 10 * 60_000 })
  return useMemo(() => data && indexed(data.areas), [data])
}
