import type { Db } from '../db/db.ts'

export type AreaName = {
  code: string
  parent: string | null
  level: number
  name: string
  shortName: string
  until: string | null
}
export type AreaNames = {
  all: AreaName[]
  village(code: string): string | null
  township(code: string): string | null
  /** As people say it. */
  name(code: string): string
}

/** 石文镇 养树村 */
export const placeName = (names: AreaNames, code: string): string =>
  [names.township(code), names.village(code)].filter(Boolean).join(' ')

type Cached = { at: number; names: Promise<AreaNames> }
const REMEMBERED_MS = 5_000
let cached = new WeakMap<object, Cached>()

/** A county's areas change a few times a year and are asked for with every list: remembered for some seconds. */
export function areaNames(pool: object, db: Db, county: string): Promise<AreaNames> {
  const known = cached.get(pool)
  if (known && Date.now() - known.at < REMEMBERED_MS) return known.names
  const names = read(db, county)
  cached.set(pool, { at: Date.now(), names })
  names.catch(() => cached.delete(pool))
  return names
}

export const forgetAreaNames = () => {
  cached = new WeakMap()
}

async function read(db: Db, county: string): Promise<AreaNames> {
  const all = await db.rows<AreaName>(
    `select code, parent, level, name, short_name as "shortName", until from area where left(code, 6) = $1 order by code`,
    [county],
  )
  const byCode = new Map(all.map((area) => [area.code, area]))
  const township = (code: string) => byCode.get(`${code.slice(0, 9)}000`)
  return {
    all,
    village: (code) =>
      code.slice(9, 12) === '000' ? null : (byCode.get(code.slice(0, 12))?.shortName ?? null),
    township: (code) => (code.slice(6, 9) === '000' ? null : (township(code)?.name ?? null)),
    name: (code) => byCode.get(code)?.shortName ?? code,
  }
}
