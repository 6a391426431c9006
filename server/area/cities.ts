import { AREA_LEVELS, levelOf } from '#domain/area/area.ts'
import { listAbove } from './area-data.ts'

const MUNICIPALITY = /^(?:北京|天津|上海|重庆)市$/

/**
 * 长春 → 吉林省长春市: cities as people call them, in the words of an address. Undefined for what is no city's name,
 * or for a name that is more than that.
 */
export function cityFinder(): (text: string) => string | undefined {
  const names = new Map(listAbove().map(({ code, name }) => [code, name]))
  const cities = new Map<string, string | undefined>()
  for (const [code, name] of names) {
    if (!name.endsWith('市')) continue
    const province = names.get(`${code.slice(0, 2)}0000000000`)
    const isCity = levelOf(code) === AREA_LEVELS.prefecture || MUNICIPALITY.test(name)
    if (!isCity || !province) continue
    const full = province === name ? name : province + name
    for (const short of [name.slice(0, -1), ...(province === name ? [] : [name])])
      cities.set(short, cities.has(short) && cities.get(short) !== full ? undefined : full)
  }
  return (text) => cities.get(text)
}
