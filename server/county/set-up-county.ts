import { randomBytes } from 'node:crypto'
import { defaultOffices } from '#domain/area/default-offices.ts'
import { uuidv7 } from '#domain/ids.ts'
import { countyAreas, listCounties } from '../area/area-data.ts'
import { masterKey } from '../crypto/master-key.ts'
import { asOwner } from '../db/as-owner.ts'
import type { Connections } from '../db/embedded.ts'
import { insertRows } from '../db/insert-rows.ts'
import { ExplainedError } from '../explained-error.ts'

/** A county by code or by name; a name that several have is not guessed. */
export function findCountyCode(wanted: string): string {
  const code = wanted.trim()
  const counties = listCounties()
  if (/^\d{6}(0{6})?$/.test(code) && counties.some((county) => county.code === code.slice(0, 6)))
    return code.slice(0, 6)
  const named = counties.filter(
    (county) => county.name === code || `${county.prefecture ?? ''}${county.name}` === code,
  )
  if (named.length === 1) return named[0]!.code
  const which = named
    .map((county) => `${county.code} ${county.province}${county.prefecture ?? ''}${county.name}`)
    .join('\n')
  throw new ExplainedError(
    named.length > 1
      ? `有多个“${code}”，请改用代码：\n${which}`
      : `找不到县级区划“${code}”。请用六位代码，例如 210421。`,
    named.length > 1
      ? `Several counties have this name; use the code:\n${which}`
      : `No county “${code}”. Use its six digits, such as 210421.`,
  )
}

/**
 * Loads a county into an empty database: its areas, its first offices, its key. All in one transaction, so that
 * a start cut short begins again from nothing.
 */
export async function setUpCounty(
  { owner }: Pick<Connections, 'owner'>,
  dataDir: string,
  wanted: string,
  demo: boolean,
): Promise<void> {
  const code = findCountyCode(wanted)
  const { county, ancestors, areas } = countyAreas(code)!
  await masterKey(dataDir, true)
  await asOwner(owner, async (db) => {
    await db.run('insert into county (code, name, demo) values ($1, $2, $3)', [code, county.name, demo])
    await db.run('insert into act_counter (county) values ($1)', [code])
    const all = [...ancestors, county, ...areas]
    await insertRows(
      db,
      'area',
      ['code', 'parent', 'level', 'name', 'short_name'],
      all.map((area) => [area.code, area.parent, area.level, area.name, area.shortName]),
    )
    const now = Date.now()
    await insertRows(
      db,
      'office',
      ['id', 'county', 'area_code', 'kind', 'name'],
      defaultOffices([county, ...areas]).map(({ kind, area, name }) => [
        uuidv7(now, randomBytes(10)),
        code,
        area,
        kind,
        name,
      ]),
    )
  })
}
