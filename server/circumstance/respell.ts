import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import { PARENT_STATE_FACTS, spellsOf } from '#domain/child/spells.ts'
import { type ChildStory, childStory } from '#domain/circumstance/knowledge.ts'
import { chinaDay } from '#domain/dates.ts'
import { responsibleOf } from '#domain/grid/responsible.ts'
import { actsOfFiles } from '../act/read-acts.ts'
import { replaceSpells } from '../act/write-now.ts'
import { askedBy } from '../campaign/asked-by.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { owedFrom } from '../duty/write-duties.ts'

/** A file as the rules read it: the child's own acts and those about its relatives. */
export const storyOfFile = (acts: readonly StoredAct[]): ChildStory =>
  childStory(
    acts.filter((act) => act.child),
    acts.filter((act) => !act.child),
  )

/**
 * Tells the spells of children anew and what has to be done for them, from all that their files say. They are locked before their acts are read: of two
 * who write into files of one family at once, the second sees what the first one wrote. Out of reach is passed over.
 */
export async function respell(
  { db, deps }: { db: Db; deps: Pick<Deps, 'county' | 'policy' | 'now'> },
  children: readonly string[],
): Promise<void> {
  if (children.length === 0) return
  const county = deps.county.code
  const [held, files, asked] = await Promise.all([
    db.rows<{ id: string; area_code: string }>(
      'select id, area_code from child where county = $1 and id = any($2::uuid[]) order by id for update',
      [county, children],
    ),
    actsOfFiles(db, county, children),
    askedBy(db, county, children),
  ])
  const book = deps.policy.book()
  const today = chinaDay(deps.now())
  const told = held.map(({ id, area_code }) => {
    const story = storyOfFile(files.get(id) ?? [])
    const spells = spellsOf(story, book)
    return {
      child: id,
      area: area_code,
      spells,
      responsible: responsibleOf(story.own),
      ...owedFrom(
        {
          acts: story.own,
          relatives: story.relatives,
          held: spells,
          asked: asked.of(id, story.own),
        },
        book,
        today,
      ),
    }
  })
  db.later(replaceSpells({ db, deps }, told))
}

/**
 * Children in reach of whose relatives something was said that circumstances follow from. Those out of reach are left
 * to the program itself (due.ts). `toldAlready`: acts that concern no other files than those being opened.
 */
export async function filesOfParentsTold(
  { db, deps }: { db: Db; deps: Pick<Deps, 'county'> },
  acts: readonly StoredAct[],
  toldAlready: (act: StoredAct) => boolean,
): Promise<string[]> {
  const persons = new Set(
    acts.flatMap((act) =>
      isKind(act, 'relative.record') &&
      !toldAlready(act) &&
      PARENT_STATE_FACTS.some((key) => key in act.body.facts)
        ? [act.person!]
        : [],
    ),
  )
  if (persons.size === 0) return []
  const county = deps.county.code
  db.later(db.rows('select due_beyond($1, $2::uuid[])', [county, [...persons]]))
  const rows = await db.rows<{ child: string }>(
    'select distinct child from kin where county = $1 and person = any($2::uuid[])',
    [county, [...persons]],
  )
  return rows.map(({ child }) => child)
}
