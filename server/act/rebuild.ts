import type pg from 'pg'
import { isKind } from '#domain/act/stored-act.ts'
import { agreementsOf } from '#domain/agreement/agreements.ts'
import { assessmentsOf } from '#domain/assessment/recorded.ts'
import { withRelatives } from '#domain/child/child-now.ts'
import { spellsOf } from '#domain/child/spells.ts'
import { childStory } from '#domain/circumstance/knowledge.ts'
import { chinaDay } from '#domain/dates.ts'
import { responsibleOf } from '#domain/grid/responsible.ts'
import { servicesOf } from '#domain/service/services-given.ts'
import { type Asked, askedBy } from '../campaign/asked-by.ts'
import { childWhatIsNow, isSearched, relativeWhatIsNow } from '../child/what-is-now.ts'
import { rebuildConflicts } from '../conflict/write-conflicts.ts'
import { asOwner } from '../db/as-owner.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { owedFrom } from '../duty/write-duties.ts'
import { actsOfChild, storedActs } from './read-acts.ts'
import { insertChildren } from './write-now.ts'

const WHAT_IS_NOW = [
  'child_state',
  'kin',
  'duty',
  'risk',
  'service',
  'assessment',
  'agreement',
  'campaign_answer',
  'fact_conflict',
  'child_responsible',
  'parent_contact',
  'child',
]

/**
 * Makes "what is now" anew from the acts, as the database's owner and in one transaction. Reaches are not part
 * of acts: each child keeps the one that it has.
 */
export const rebuild = (owner: pg.ClientConfig, deps: Deps): Promise<void> =>
  asOwner(owner, async (db) => {
    const county = deps.county.code
    const children = await db.rows<{ id: string; area_code: string }>(
      'select id, area_code from child where county = $1',
      [county],
    )
    // Evidence names its child, which is away for a moment.
    await db.run('set constraints all deferred')
    for (const table of WHAT_IS_NOW) await db.run(`delete from ${table} where county = $1`, [county])
    // Who would turn by a draft went with the children; it is tried anew when the program starts.
    await db.run('update assessment_template set effect = null where county = $1 and decision is null', [
      county,
    ])
    const campaigns = await db.rows<{ id: string }>('select id from campaign where county = $1', [county])
    const named = campaigns.map(({ id }) => id)
    const openings = await openingsThatTell(db, county)
    for (const { id, area_code } of children) {
      const asked = await askedBy(db, county, [id], named)
      await rebuildChild({ db, deps }, { child: id, area: area_code, openings, asked })
    }
  })

/** By relative, the acts that tell of him beside the child whom they open. */
async function openingsThatTell(db: Db, county: string): Promise<Map<string, string[]>> {
  const rows = await db.rows<{ person: string; id: string }>(
    `select jsonb_object_keys(body -> 'relatives') as person, id from act
      where county = $1 and kind = 'child.open' and body ? 'relatives'`,
    [county],
  )
  const openings = new Map<string, string[]>()
  for (const { person, id } of rows) openings.set(person, [...(openings.get(person) ?? []), id])
  return openings
}

type Rebuilding = { child: string; area: string; openings: ReadonlyMap<string, string[]>; asked: Asked }

async function rebuildChild(
  { db, deps }: { db: Db; deps: Deps },
  { child, area, openings, asked }: Rebuilding,
): Promise<void> {
  const today = chinaDay(deps.now())
  const acts = await actsOfChild(db, deps.county.code, child)
  const erased = new Set(acts.flatMap((act) => (isKind(act, 'person.erase') ? [act.body.person] : [])))
  const keyOf = async (person: string) =>
    erased.has(person) ? undefined : (await deps.keys.of(db, [person])).get(person)
  const now = childWhatIsNow(deps.vault, await keyOf(child), acts, today)!
  const kin = []
  const relatives = []
  for (const link of now.kin) {
    const person = link.person as string
    const told = await storedActs(
      db,
      'a.county = $1 and (a.person = $2 and a.child is null or a.id = any($3::uuid[]))',
      [deps.county.code, person, openings.get(person) ?? []],
    )
    const about = withRelatives(told).filter((act) => act.person === person)
    relatives.push(...about)
    const { columns, grams } = relativeWhatIsNow(deps.vault, await keyOf(person), about, person, today)
    kin.push({ ...link, ...columns, grams: isSearched(link) ? grams : [] })
  }
  const book = deps.policy.book()
  const spells = spellsOf(childStory(acts, relatives), book)
  const owed = owedFrom({ acts, relatives, held: spells, asked: asked.of(child, acts) }, book, today)
  const told = {
    given: servicesOf(acts),
    assessed: assessmentsOf(acts),
    agreements: agreementsOf(acts),
    responsible: responsibleOf(acts),
  }
  await insertChildren({ db, deps }, [{ child, area, now, kin, spells, ...owed, ...told }])
  await rebuildConflicts({ db, deps, child, area, own: acts, relatives, keyOf })
}
