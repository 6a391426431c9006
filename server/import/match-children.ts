import { readResidentId } from '#domain/identity/resident-id.ts'
import { nameKey } from '#domain/import/find-duplicates.ts'
import { type RosterRow, textIn } from '#domain/import/roster-row.ts'
import { pinyinKey } from '../child/grams.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

type Candidate = {
  id: string
  name: string | null
  birth_date: string | null
  area_code: string
  blind: string | null
}

const CANDIDATE = `id, name, birth_date, area_code, encode(id_blind, 'hex') as blind`

/**
 * Which rows are children of the register: by the number's blind index; else by name, birth date and village, where
 * one of the two has no number. What fits two children fits none: that is for a person to decide.
 */
export async function matchChildren(
  { db, deps }: { db: Db; deps: Deps },
  rows: readonly RosterRow[],
): Promise<Map<RosterRow, string>> {
  const matched = new Map<RosterRow, string>()
  const numbers = new Map(
    rows.flatMap((row) => {
      const number = textIn(row.facts, 'idNumber')
      return number ? [[row, deps.vault.blind('id', number)] as const] : []
    }),
  )
  const byNumber = Map.groupBy(
    await db.rows<Candidate>(`select ${CANDIDATE} from child where county = $1 and id_blind = any($2)`, [
      deps.county.code,
      [...numbers.values()],
    ]),
    ({ blind }) => blind,
  )
  for (const [row, blind] of numbers) {
    const candidates = byNumber.get(blind.toString('hex')) ?? []
    const namesakes = candidates.filter(({ name }) => name === textIn(row.facts, 'name'))
    // A number that fails its check is not proof enough alone.
    const good = readResidentId(textIn(row.facts, 'idNumber')!) !== undefined
    const found = namesakes.length > 0 || !good ? namesakes : candidates
    if (found.length === 1) matched.set(row, found[0]!.id)
  }

  const others = rows.filter((row) => !matched.has(row) && nameKey(row))
  const byName = Map.groupBy(await inTheirVillages({ db, deps }, others), ({ name, birth_date, area_code }) =>
    [name, birth_date ?? '', area_code].join('/'),
  )
  for (const row of others) {
    const candidates = (byName.get(nameKey(row)!) ?? []).filter(({ blind }) => !blind || !numbers.has(row))
    if (candidates.length === 1) matched.set(row, candidates[0]!.id)
  }
  return matched
}

/** By the names as they are sorted, which an index finds: without it every child of the village would be looked at. */
async function inTheirVillages(
  { db, deps }: { db: Db; deps: Deps },
  rows: readonly RosterRow[],
): Promise<Candidate[]> {
  const wanted = new Map(
    rows.map(({ facts, area }) => [
      `${area}/${textIn(facts, 'name')}`,
      [area!, pinyinKey(textIn(facts, 'name')!)],
    ]),
  )
  if (wanted.size === 0) return []
  const pairs = [...wanted.values()]
  return db.rows<Candidate>(
    `select ${CANDIDATE} from unnest($2::text[], $3::text[]) as w (area, pinyin)
       join child c on c.county = $1 and c.area_code = w.area and c.name_pinyin = w.pinyin`,
    [deps.county.code, pairs.map(([area]) => area), pairs.map(([, pinyin]) => pinyin)],
  )
}
