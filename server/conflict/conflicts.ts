import { NewAct } from '#domain/act/act.ts'
import { childLessons, childNow, relativeLessons } from '#domain/child/child-now.ts'
import type { ConflictItem, decideConflict, Side } from '#domain/conflict/conflict-api.ts'
import { chinaDay } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { FactDef, FactEntry } from '#domain/fact/fact.ts'
import { foldFacts, type Lesson } from '#domain/fact/fold-facts.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { Refusal } from '#domain/refusals.ts'
import { type AuthoredAct, authoredActsOfFile } from '../act/read-acts.ts'
import { recordActs } from '../act/record-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { areaNames, placeName } from '../area/area-names.ts'
import { filesInReach, readFile } from '../child/open-file.ts'
import { showFact } from '../child/show-facts.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Row = {
  child: string
  area_code: string
  person: string | null
  fact: string
  first_act: string
  second_act: string
  name: string | null
}

const CONFLICTS = `select f.child, f.area_code, f.person, f.fact, f.first_act, f.second_act, c.name from fact_conflict f
  join child c on c.county = f.county and c.id = f.child and c.status = 1 where f.county = $1`

/** Those of which neither side was put right since. Acts that were taken back say nothing any more. */
async function undecided({ db, deps }: On, rows: readonly Row[]): Promise<Row[]> {
  if (rows.length === 0) return []
  const ids = [...new Set(rows.flatMap(({ first_act, second_act }) => [first_act, second_act]))]
  const [corrected, undone] = await Promise.all([
    db.rows<{ act: string; person: string | null; fact: string }>(
      'select act, person, fact from corrected_in($1, $2::uuid[])',
      [deps.county.code, ids],
    ),
    db.rows<{ id: string }>(
      `select id from act where county = $1 and id = any($2::uuid[]) and batch is not null and is_undone(county, batch)`,
      [deps.county.code, ids],
    ),
  ])
  const over = new Set(corrected.map(({ act, person, fact }) => `${act}/${person}/${fact}`))
  const gone = new Set(undone.map(({ id }) => id))
  return rows.filter(({ first_act, second_act, person, fact }) =>
    [first_act, second_act].every((act) => !over.has(`${act}/${person}/${fact}`) && !gone.has(act)),
  )
}

/** What waits for a decision in reach, the newest first, both sides as the reader may see them. */
export async function openConflicts(
  on: On,
  { page, size }: { page: number; size: number },
): Promise<{ total: number; rows: ConflictItem[] }> {
  const { db, deps } = on
  const all = await db.rows<Row>(`${CONFLICTS} order by f.second_act desc, f.fact limit 2000`, [
    deps.county.code,
  ])
  const open = await undecided(on, all)
  const names = await areaNames(deps.pool, db, deps.county.code)
  const rows: ConflictItem[] = []
  for (const row of open.slice((page - 1) * size, page * size)) {
    const item = await tellConflict(on, row)
    if (item) rows.push({ ...item, village: placeName(names, row.area_code) })
  }
  return { total: open.length, rows }
}

type Sides = {
  def: FactDef
  key: Buffer | undefined
  lessons: Lesson[]
  of(act: string): FactEntry | undefined
}

function sidesOf(
  { child, person, fact }: Pick<Row, 'child' | 'person' | 'fact'>,
  { acts, own, keys }: Awaited<ReturnType<typeof readFile<AuthoredAct>>>,
): Sides | undefined {
  const def = ((person ? RELATIVE_FACTS : CHILD_FACTS) as Record<string, FactDef>)[fact]
  const lessons = person ? relativeLessons(acts, person) : childLessons(own)
  const of = (act: string) => lessons.find((one) => one.act === act)?.facts[fact]
  return def && { def, key: keys.get(person ?? child), lessons, of }
}

async function tellConflict(on: On, row: Row): Promise<Omit<ConflictItem, 'village'> | undefined> {
  const { db, deps } = on
  const file = await readFile(on, row.child, authoredActsOfFile)
  const sides = sidesOf(row, file)
  if (!sides?.key) return undefined
  const today = chinaDay(deps.now())
  const reached = await filesInReach(on, file.acts)
  const devices = await db.rows<{ id: string; device: string; label: string | null; phone: boolean | null }>(
    `select a.id, a.device, t.label, t.phone from ${row.person ? 'acts_of_file($1, $3)' : 'act'} a left join api_token t on t.id = a.device
      where a.county = $1 and a.id = any($2::uuid[]) and a.device is not null and $3::uuid is not null`,
    [deps.county.code, [row.first_act, row.second_act], row.child],
  )
  const side = (id: string): Side | undefined => {
    const act = file.acts.find((one) => one.id === id)
    const entry = sides.of(id)
    if (!act || !entry) return undefined
    // Who wrote of a shared relative in a file out of reach could tell of the child there.
    const elsewhere = act.writtenIn !== null && !reached.has(act.writtenIn.toString('hex'))
    const device = devices.find((one) => one.id === id)
    return {
      act: id as Side['act'],
      kind: act.kind,
      value: showFact(deps.vault, sides.key, sides.def, entry),
      since: entry.since ?? act.day,
      by: { name: elsewhere ? '' : act.authorName, role: act.authorRole },
      writtenAt: act.writtenAt,
      receivedAt: act.receivedAt,
      device: device ? { phone: device.phone ?? true, label: elsewhere ? null : device.label } : null,
    }
  }
  const [first, second] = [side(row.first_act), side(row.second_act)]
  if (!first || !second) return undefined
  const held = foldFacts(sides.lessons, { on: today })[row.fact]?.act
  const relation = childNow(file.own, { on: today })?.family.find(({ person }) => person === row.person)
  return {
    child: row.child as ConflictItem['child'],
    name: row.name,
    ...(row.person && {
      person: row.person as NonNullable<ConflictItem['person']>,
      relation: relation?.relation,
    }),
    fact: row.fact,
    first,
    second,
    holds: held === first.act ? 'first' : held === second.act ? 'second' : 'other',
  }
}

/** Writes a decision as corrections: of the side that is not to hold, or of both. Both acts stand. */
export async function decide(on: On, body: BodyOf<typeof decideConflict>): Promise<void> {
  const { db, deps, actor } = on
  const county = deps.county.code
  // Whoever decides at the same moment waits, and then finds it decided.
  await db.rows('select from child where county = $1 and id = $2 for update', [county, body.child])
  if (await db.one('select from act_digests($1, $2::uuid[])', [county, [body.acts[0]]])) return
  const rows = await db.rows<Row>(`${CONFLICTS} and f.second_act = $2 and f.fact = $3 and f.child = $4`, [
    county,
    body.second,
    body.fact,
    body.child,
  ])
  const row = rows[0]
  if (!row) throw new Refusal('notFound')
  if ((await undecided(on, rows)).length === 0) throw new Refusal('conflictOver')
  const sides = sidesOf(row, await readFile(on, row.child, authoredActsOfFile))
  const winner = sides?.of(body.choice === 'second' ? row.second_act : row.first_act)
  if (!sides?.key || !winner) throw new Refusal('erased')
  const held =
    body.entry ??
    (winner.state === 'known'
      ? { state: winner.state, value: openValue(deps.vault, sides.key, winner.value) }
      : { state: winner.state })
  const losers =
    body.choice === 'other'
      ? [row.first_act, row.second_act]
      : [body.choice === 'first' ? row.second_act : row.first_act]
  const today = chinaDay(deps.now())
  const acts = losers.map((corrects, i) => {
    const lesson = sides.lessons.find(({ act }) => act === corrects)!
    const since = lesson.facts[row.fact]!.since ?? lesson.day
    return NewAct.safeParse({
      id: body.acts[i],
      kind: row.person ? 'relative.record' : 'fact.record',
      child: row.child,
      ...(row.person && { person: row.person }),
      writtenAt: deps.now().toISOString(),
      body: { day: today, facts: { [row.fact]: { ...held, since } }, reason: body.reason, corrects },
    })
  })
  if (acts.some(({ success }) => !success)) throw new Refusal('invalidInput', { problem: 'entry' })
  await recordActs(
    { db, deps, actor },
    acts.map(({ data }) => data!),
  )
}
