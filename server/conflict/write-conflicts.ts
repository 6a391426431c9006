import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import { childLessons, relativeLessons } from '#domain/child/child-now.ts'
import { type Conflict, conflictsOf, mayConflict, type Said } from '#domain/conflict/conflicts.ts'
import type { FactEntry } from '#domain/fact/fact.ts'
import type { Lesson } from '#domain/fact/fold-facts.ts'
import type { Projecting } from '../act/project.ts'
import { fileMark } from '../act/reach.ts'
import { actsOfPerson } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'

type On = { db: Db; deps: Pick<Deps, 'county' | 'vault'> }
type Found = Conflict & { child: string; area: string; person: string | null }

const COLUMNS = ['county', 'child', 'area_code', 'person', 'fact', 'first_act', 'second_act']

const insertConflicts = ({ db, deps }: On, found: readonly Found[]) =>
  insertRows(
    db,
    'fact_conflict',
    COLUMNS,
    found.map(({ child, area, person, fact, first, second }) => [
      deps.county.code,
      child,
      area,
      person,
      fact,
      first,
      second,
    ]),
    'on conflict do nothing',
  )

/** Values may be sealed. Of somebody whose key was destroyed nothing can be compared. */
const sameUnder = (vault: Deps['vault'], key: Buffer | undefined) => (a: FactEntry, b: FactEntry) => {
  const told = (entry: FactEntry) => {
    const value = openValue(vault, key, entry.value)
    return Array.isArray(value) ? [...value].sort().join() : value
  }
  if (a.state !== b.state) return false
  return a.state !== 'known' || told(a) === undefined || told(a) === told(b)
}

const said = (lesson: Lesson, author: string, knew: number | null): Said => ({ ...lesson, author, knew })

/** Notes where acts that were just written met what somebody else had written meanwhile. Most meet nobody: nothing is asked then. */
export async function tellConflicts(on: Projecting, fresh: readonly StoredAct[]): Promise<void> {
  const { db, deps, actor, writer = actor } = on
  for (const act of fresh) {
    const knew = on.placeOf({ id: act.id as never })
    // The child is the file in which it was written, also where it is about a relative.
    if (knew === null || !act.child) continue
    const person = isKind(act, 'relative.record') ? act.person! : null
    const [lesson] = person ? relativeLessons([act], person) : childLessons([act])
    if (!lesson || Object.keys(lesson.facts).length === 0) continue
    const before = person
      ? relativeLessons(await actsOfPerson(db, deps.county.code, person), person)
      : childLessons(on.before.get(act.child) ?? [])
    const second = said(lesson, writer.account, knew)
    if (
      !mayConflict(
        second,
        before.filter(({ seq }) => seq < lesson.seq),
      )
    )
      continue
    const authors = await authorsOf(on, person, before)
    const found = conflictsOf(
      second,
      before.map((one) => said(one, authors.get(one.act) ?? '', null)),
      sameUnder(deps.vault, on.keys.get(person ?? act.child)),
    )
    if (found.length === 0) continue
    on.met?.add(act.id)
    const area = on.family.areas.get(act.child)!
    db.later(
      insertConflicts(
        on,
        found.map((one) => ({ ...one, child: act.child!, area, person })),
      ),
    )
  }
}

async function authorsOf({ db, deps }: On, person: string | null, lessons: readonly Lesson[]) {
  const rows = await db.rows<{ id: string; author: string }>(
    person
      ? 'select id, author from acts_of_person($1, $3) where id = any($2::uuid[])'
      : 'select id, author from act where county = $1 and id = any($2::uuid[]) and $3::uuid is null',
    [deps.county.code, lessons.map(({ act }) => act), person],
  )
  return new Map(rows.map(({ id, author }) => [id, author]))
}

type Rebuilding = On & {
  child: string
  area: string
  own: readonly StoredAct[]
  relatives: readonly StoredAct[]
  keyOf(person: string): Promise<Buffer | undefined>
}

/** The same once more, from all acts of a file: for the rebuild, which reads as the owner. */
export async function rebuildConflicts({ db, deps, child, area, own, relatives, keyOf }: Rebuilding) {
  const rows = await db.rows<{ id: string; author: string; knew: number | null; written_in: Buffer | null }>(
    'select id, author, knew, written_in from act where county = $1 and id = any($2::uuid[])',
    [deps.county.code, [...own, ...relatives].map(({ id }) => id)],
  )
  const about = new Map(rows.map((row) => [row.id, row]))
  const mark = fileMark(deps.vault as Deps['vault'], child)
  const told = (lessons: readonly Lesson[]) =>
    lessons.map((lesson) => said(lesson, about.get(lesson.act)!.author, about.get(lesson.act)!.knew))
  const found: Found[] = []
  const look = async (person: string | null, all: readonly Said[]) => {
    const same = sameUnder(deps.vault, await keyOf(person ?? child))
    for (const one of all)
      if (!person || about.get(one.act)!.written_in?.equals(mark))
        found.push(...conflictsOf(one, all, same).map((met) => ({ ...met, child, area, person })))
  }
  await look(null, told(childLessons(own)))
  for (const person of new Set(relatives.flatMap((act) => act.person ?? [])))
    await look(person, told(relativeLessons(relatives, person)))
  await insertConflicts({ db, deps }, found)
}
