import { emptiness } from './parsed.ts'
import { tidy } from './spelling.ts'

/** Where father and mother work; absent for the one of whom nothing is said. */
export type WorkPlaces = { father?: string; mother?: string }

const BOTH = /^(?:父母|双方|二人|两人)?(?:均|都|同|皆)?在?/
const NAMED =
  /(父|母)亲?[:：]?\s*在?([^,，、;；/\s父母()（）]+)|([^,，、;；/\s父母()（）]+)[(（](父|母)亲?[)）]/g
const SEPARATED = /[,，、;；/\s]/

/**
 * One cell for both parents: 长春, 均在唐山, 天津(父)、唐山(母), 父:大连 母:青岛, 父北京,母天津. Undefined where it is
 * not certain who is where.
 */
export function parseWorkPlaces(written: string): WorkPlaces | undefined {
  const text = tidy(written)
  const places: WorkPlaces = {}
  const rest = text.replaceAll(NAMED, (_, before, after, placeBefore, behind) => {
    const parent = (before ?? behind) === '父' ? 'father' : 'mother'
    places[parent] ??= after ?? placeBefore
    return ''
  })
  if (places.father || places.mother)
    return rest.replace(/[,，、;；/\s。]/g, '') === '' ? placesOnly(places) : undefined
  const place = text.replace(BOTH, '')
  if (!place || SEPARATED.test(place) || /[父母]/.test(place)) return undefined
  return { father: place, mother: place }
}

/** 父:无 says nothing of a place. */
function placesOnly(places: WorkPlaces): WorkPlaces {
  return Object.fromEntries(Object.entries(places).filter(([, place]) => !emptiness(place)))
}
