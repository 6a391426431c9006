import { useMe } from '../account/session.ts'
import { useAreas } from './areas.ts'

/** The place of a list: the area that was asked for, or all that the signed-in person sees. */
export function usePlaceName(asked: string | undefined): string {
  const { county, area, villages } = useMe()
  const areas = useAreas()
  if (asked) return areas ? (areas.find(asked)?.shortName ?? asked) : ''
  return villages.map(({ name }) => name).join('、') || (area?.name ?? county.name)
}
