import type { TrialEffect } from '#domain/assessment/assessment-api.ts'
import { checkTemplate } from '#domain/assessment/check-template.ts'
import { score } from '#domain/assessment/score.ts'
import { type Answers, COLOUR, type Colour, itemsOf, Template } from '#domain/assessment/template.ts'
import { chinaDay } from '#domain/dates.ts'
import { openValue } from '../act/seal-body.ts'
import { listChildren } from '../child/list-children.ts'
import { wholeCounty } from '../circumstance/due.ts'
import { type Db, inTransaction } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Actor, Deps } from '../deps.ts'
import { type DraftRow, draftRow } from './templates.ts'

const AT_A_TIME = 200

type Last = { id: string; child: string; area_code: string; grade: number; colour: number | null }

/** The last assessment of each child in the register by a template. */
const LAST = `select a.id, a.child, a.area_code, a.grade, a.colour
  from assessment a join child c on c.county = a.county and c.id = a.child and c.status = 1
 where a.county = $1 and a.template = $2 and a.latest order by a.child`

/**
 * Tries a draft on the last answers of every child, in the background and in parcels: how many would change grade, and
 * whose. An edit meanwhile ends it: the new draft is tried anew.
 */
export async function tryDraft(deps: Deps, id: string, ending: () => boolean): Promise<void> {
  const county = deps.county.code
  const within = <T>(work: (db: Db) => Promise<T>) =>
    inTransaction(deps.pool, county, wholeCounty(deps), work)
  const row = await within((db) => draftRow({ db, deps }, id))
  const template = Template.parse(row.body)
  if (row.decision !== null || row.effect?.done || checkTemplate(template).length > 0) return
  const last = await within(async (db) => {
    await db.run('delete from assessment_trial where county = $1 and draft = $2', [county, id])
    return db.rows<Last>(LAST, [county, row.template])
  })
  const effect: TrialEffect = {
    on: chinaDay(deps.now()),
    children: 0,
    of: last.length,
    unanswered: 0,
    done: last.length === 0,
    changes: [],
    colours: [],
  }
  let stands = last.length > 0 || (await within((db) => tell(db, county, row, effect)))
  for (let i = 0; i < last.length && stands && !ending(); i += AT_A_TIME) {
    const parcel = last.slice(i, i + AT_A_TIME)
    stands = await within(async (db) => {
      const turned = await compare({ db, deps }, template, parcel, effect)
      effect.children += parcel.length
      effect.done = effect.children === last.length
      if (!(await tell(db, county, row, effect))) return false
      await insertRows(
        db,
        'assessment_trial',
        ['county', 'draft', 'child', 'area_code', 'from_grade', 'to_grade'],
        turned.map(({ child, area_code, grade, to }) => [county, id, child, area_code, grade, to]),
      )
      return true
    })
  }
}

/** False: somebody has edited the draft or decided on it. */
const tell = async (db: Db, county: string, { id, revision }: DraftRow, effect: TrialEffect) =>
  (await db.run(
    `update assessment_template set effect = $4 where county = $1 and id = $2 and revision = $3 and decision is null`,
    [county, id, revision, JSON.stringify(effect)],
  )) === 1

type Words = { answers: Answers }

async function compare(
  { db, deps }: { db: Db; deps: Deps },
  template: Template,
  parcel: readonly Last[],
  effect: TrialEffect,
) {
  const [acts, keys] = await Promise.all([
    db.rows<{ id: string; words: unknown }>(
      `select id, body->'words' as words from act where county = $1 and id = any($2::uuid[])`,
      [deps.county.code, parcel.map(({ id }) => id)],
    ),
    deps.keys.of(
      db,
      parcel.map(({ child }) => child),
    ),
  ])
  const words = new Map(acts.map((act) => [act.id, act.words]))
  const asked = new Set(itemsOf(template).map(({ key }) => key))
  return parcel.flatMap((last) => {
    const said = openValue(deps.vault, keys.get(last.child), words.get(last.id)) as Words | undefined
    // What the draft asks no more is no obstacle.
    const answers = Object.fromEntries(Object.entries(said?.answers ?? {}).filter(([key]) => asked.has(key)))
    const { grade } = score(template, answers)
    if (!grade) {
      effect.unanswered++
      return []
    }
    count(effect.colours, colourOf(last.colour), grade.colour ?? 'none')
    if (grade.n === last.grade) return []
    count(effect.changes, last.grade, grade.n)
    return [{ ...last, to: grade.n }]
  })
}

const colourOf = (n: number | null): Colour =>
  (Object.keys(COLOUR) as Colour[]).find((key) => COLOUR[key].n === n) ?? 'none'

function count<V>(pairs: { from: V; to: V; children: number }[], from: V, to: V): void {
  if (from === to) return
  const known = pairs.find((one) => one.from === from && one.to === to)
  if (known) known.children++
  else pairs.push({ from, to, children: 1 })
}

/** Whose grade would change, in reach. */
export async function triedChildren(
  { db, deps }: { db: Db; deps: Deps; actor: Actor },
  asked: { draft: string; from?: number; to?: number; page: number; size: number },
) {
  const found = await db.rows<{ child: string; from: number; to: number; total: number }>(
    `select t.child, t.from_grade as from, t.to_grade as to, count(*) over ()::int as total
       from assessment_trial t join child c on c.county = t.county and c.id = t.child
      where t.county = $1 and t.draft = $2 and ($3::smallint is null or from_grade = $3)
        and ($4::smallint is null or to_grade = $4)
      order by c.name_pinyin, c.id limit $5 offset $6`,
    [
      deps.county.code,
      asked.draft,
      asked.from ?? null,
      asked.to ?? null,
      asked.size,
      (asked.page - 1) * asked.size,
    ],
  )
  const turned = new Map(found.map((row) => [row.child, row]))
  const { rows } = await listChildren(
    db,
    deps,
    { status: 'registered', where: {}, columns: [], sort: 'name', page: 1, size: asked.size },
    [...turned.keys()],
  )
  return {
    total: found[0]?.total ?? 0,
    rows: rows.map((row) => ({ ...row, from: turned.get(row.id)!.from, to: turned.get(row.id)!.to })),
  }
}
