import type { NewAct } from '#domain/act/act.ts'
import type { AskedBy } from '#domain/campaign/campaigns.ts'
import type { Db } from '../db/db.ts'

type Row = {
  id: string
  first: string
  last: string
  scope: string
  started_at: Date
  closed_at: Date | null
  children: string[]
}
export type Asking = Omit<Row, 'started_at' | 'closed_at' | 'children'> & {
  startedAt: string
  closedAt: string | null
}

/** Campaigns that run, or are named, and whom of some children they ask about. */
export type Asked = {
  campaigns: readonly Asking[]
  /** Those that concern a child: it is on the list, or an act about it names the campaign. */
  of(child: string, acts?: readonly { kind: string; body: object }[]): AskedBy[]
}
export const NOBODY_ASKED: Asked = { campaigns: [], of: () => [] }

export async function askedBy(
  db: Db,
  county: string,
  children: readonly string[],
  named: readonly string[] = [],
): Promise<Asked> {
  const rows = await db.rows<Row>(
    `select g.id, g.first_day as first, g.last_day as last, g.scope, g.started_at, g.closed_at,
            array(select l.child from campaign_child l
                   where l.county = g.county and l.campaign = g.id and l.child = any($2::uuid[])) as children
       from campaign g where g.county = $1 and (g.closed_at is null or g.id = any($3::uuid[])) order by g.id`,
    [county, children, named],
  )
  if (rows.length === 0) return NOBODY_ASKED
  const told = rows.map(({ started_at, closed_at, children: listed, ...campaign }) => ({
    ...campaign,
    startedAt: started_at.toISOString(),
    closedAt: closed_at?.toISOString() ?? null,
    listed: new Set(listed),
  }))
  return {
    campaigns: told,
    of: (child, acts = []) =>
      told.flatMap(({ listed, scope: _, ...campaign }) => {
        const isListed = listed.has(child)
        return isListed || acts.some(({ body }) => 'campaign' in body && body.campaign === campaign.id)
          ? [{ ...campaign, listed: isListed }]
          : []
      }),
  }
}

/**
 * What acts that are about to be written have to do with campaigns. Whoever names one holds it until the commit, so that
 * nothing is answered while it is closed.
 */
export async function askedOfActs(
  db: Db,
  county: string,
  acts: readonly NewAct[],
  unheardOf: ReadonlySet<string> = new Set(),
): Promise<Asked> {
  const named = new Set(acts.flatMap((act) => (act.kind === 'campaign.answer' ? [act.body.campaign] : [])))
  const old = new Set<string>(acts.map(({ child }) => child).filter((child) => !unheardOf.has(child)))
  if (old.size === 0 && named.size === 0) return NOBODY_ASKED
  const held = [...named]
    .sort()
    .map((id) => db.rows('select pg_advisory_xact_lock_shared($1, hashtext($2))', [LOCK, id]))
  const [asked] = await Promise.all([askedBy(db, county, [...old], [...named]), ...held])
  return asked
}

/** The class of locks that campaigns are held by. */
const LOCK = 18

/** Waits for everybody who is answering, and keeps others from it until the commit. */
export const holdCampaign = (db: Db, id: string) =>
  db.rows('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK, id])
