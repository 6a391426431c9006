import type pg from 'pg'
import { masterKey } from '#server/crypto/master-key.ts'
import { createVault } from '#server/crypto/vault.ts'

/** What is asked for: taken from the children themselves, so that every search finds somebody. */
export type Samples = {
  children: string[]
  /** Many, so that no file grows by more than an act or two while it is measured. */
  forSaving: string[]
  townships: string[]
  twoCharacters: string[]
  initials: string[]
  tails: string[]
}

const MANY = 300
const FOR_SAVING = 20_000

export async function takeSamples(owner: pg.Client, dataDir: string, county: string): Promise<Samples> {
  // The same ones in every run.
  await owner.query('select setseed(0.5)')
  const { rows } = await owner.query<{
    id: string
    name: string
    area_code: string
    id_number: Buffer | null
    wrapped: Buffer
    initials: string
  }>(
    `select c.id, c.name, c.area_code, c.id_number, k.wrapped,
        (select substr(gram, 2, 3) from unnest(c.grams) gram where gram like 'a%' order by length(gram) desc limit 1) as initials
       from (select * from child where county = $1 and status = 1 and name is not null order by random() limit $2) c
       join person_key k on k.county = $1 and k.person = c.id`,
    [county, MANY],
  )
  const others = await owner.query<{ id: string }>(
    'select id from child where county = $1 and status = 1 and name is not null order by random() limit $2',
    [county, FOR_SAVING],
  )
  const vault = createVault(await masterKey(dataDir, false))
  const tail = (row: (typeof rows)[number]) =>
    row.id_number
      ? [(JSON.parse(vault.open(vault.unwrap(row.wrapped), row.id_number).toString()) as string).slice(-4)]
      : []
  return {
    children: rows.map((row) => row.id),
    forSaving: others.rows.map((row) => row.id),
    townships: [...new Set(rows.map((row) => `${row.area_code.slice(0, 9)}000`))],
    twoCharacters: rows.map((row) => [...row.name].slice(0, 2).join('')),
    initials: rows.flatMap((row) => row.initials ?? []),
    tails: rows.flatMap(tail),
  }
}
