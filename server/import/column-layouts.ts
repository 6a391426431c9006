import type { ColumnMapping } from '#domain/import/column-mapping.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

type On = { db: Db; deps: Deps; actor: Actor }

/** What an office said of tables with these heads (layoutOf), who said it and when. */
export type SaidLayout = { layout: string; mapping: ColumnMapping; by: string; at: string }

const officeOf = ({ office, account }: Actor) => office ?? account

/** How a layout is called where its heads are not to stand. */
export const layoutKey = ({ vault }: Deps, layout: string): Buffer => vault.digest(`layout/${layout}`)

export async function saidLayouts({ db, deps, actor }: On): Promise<SaidLayout[]> {
  const found = await db.rows<{ mapping: Buffer; at: Date; by: string | null }>(
    `select l.mapping, l.at, a.name as by from column_layout l left join account a on a.id = l.account
      where l.county = $1 and l.office = $2 order by l.at desc limit ${MOST}`,
    [deps.county.code, officeOf(actor)],
  )
  return found.map(({ mapping, at, by }) => ({
    ...(JSON.parse(deps.vault.openForCounty(mapping).toString()) as Pick<SaidLayout, 'layout' | 'mapping'>),
    by: by ?? '',
    at: at.toISOString(),
  }))
}
/** Of more layouts than that the oldest are not in use any more. */
const MOST = 500

/** Remembers what is said of a layout from now on; nothing said is forgotten. */
export async function sayOfLayouts(
  { db, deps, actor }: On,
  said: ReadonlyMap<string, ColumnMapping | null>,
): Promise<void> {
  for (const [layout, mapping] of said) {
    const key = [deps.county.code, officeOf(actor), layoutKey(deps, layout)]
    await db.run('delete from column_layout where county = $1 and office = $2 and layout = $3', key)
    if (mapping)
      await db.run(
        `insert into column_layout (county, office, layout, area_code, mapping, account, at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          ...key,
          actor.area,
          deps.vault.sealForCounty(JSON.stringify({ layout, mapping })),
          actor.account,
          deps.now(),
        ],
      )
  }
}
