import { isKind } from '#domain/act/stored-act.ts'
import { chinaDay, type PlainDate } from '#domain/dates.ts'
import { DUTY_KINDS } from '#domain/duty/duties.ts'
import { DUTIES } from '#domain/duty/duty-acts.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CARER_KIND, RELATION } from '#domain/fact/code-lists.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { type SliceAct, type SliceChild, sliceActs, TOLD } from '#domain/phone/slice.ts'
import { storedActs } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { answersOf } from '../campaign/slice-campaigns.ts'
import { showColumn } from '../child/show-facts.ts'
import type { Columns } from '../child/what-is-now.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

type On = { db: Db; deps: Deps }
type Spells = SliceChild['spells']
type ToldRow = {
  child: string
  rule: number
  period: string
  opens: PlainDate | null
  due: PlainDate
  ends: PlainDate | null
  reasons: string[]
  last_on: PlainDate | null
  postponed: boolean
}
type ChildColumns = Columns & {
  id: string
  area_code: string
  group_no: string | null
  carer_kind: number | null
}
type KinColumns = Columns & { child: string; person: string; relation: number; carer: boolean }

const keyOf = (list: Record<string, { n: number }>, n: number) =>
  Object.keys(list).find((key) => list[key]!.n === n)

/** Facts of a row that are known and may be shown, masked where they must be. */
function shownFacts(deps: Deps, key: Buffer | undefined, catalogue: Record<string, FactDef>, row: Columns) {
  const facts: SliceChild['facts'] = {}
  const none: string[] = []
  for (const [name, def] of Object.entries(catalogue)) {
    const { state, value } = showColumn(deps.vault, key, name, def, row)
    if (state === 'known' && value !== undefined) facts[name] = value
    if (state === 'notApplicable') none.push(name)
  }
  return { facts, none }
}

/** Why a visit was returned is told in clear, or the director would not know what to supplement. */
const withReason = ({ vault }: Deps, key: Buffer | undefined, act: SliceAct): SliceAct => ({
  ...act,
  body: { ...act.body, reason: openValue(vault, key, act.body.reason) ?? '' },
})

/** Circumstances from a day on, also those that will hold later without an act; of all in reach, or of some. */
export async function spellsFrom({ db, deps }: On, day: PlainDate, children?: readonly string[]) {
  const rows = await db.rows<{ child: string; from_day: string; until_day: string; circumstances: number }>(
    `select child, from_day, until_day, circumstances from child_state
      where county = $1 and until_day > $2 and ($3::uuid[] is null or child = any($3::uuid[]))
      order by child, from_day`,
    [deps.county.code, day, children ?? null],
  )
  const spells = new Map<string, Spells>()
  for (const { child, from_day: from, until_day, circumstances } of rows) {
    const until = until_day === 'infinity' ? null : until_day
    const told = spells.get(child) ?? []
    const last = told.at(-1)
    // Spells of other things than circumstances change nothing for the phone.
    if (last && last[1] === from && last[2] === circumstances) last[1] = until
    else told.push([from, until, circumstances])
    spells.set(child, told)
  }
  return spells
}

/** Children in reach that are in the register, as a phone holds them. */
export async function sliceRows(on: On, ids: readonly string[]): Promise<SliceChild[]> {
  if (ids.length === 0) return []
  const { db, deps } = on
  const county = deps.county.code
  const [children, kin, acts, told, spells, answers] = await Promise.all([
    db.rows<ChildColumns>(
      'select * from child where county = $1 and id = any($2::uuid[]) and status = 1 order by id',
      [county, ids],
    ),
    db.rows<KinColumns>(
      'select * from kin where county = $1 and child = any($2::uuid[]) and ended_on is null order by child, relation',
      [county, ids],
    ),
    storedActs(db, 'a.county = $1 and a.child = any($2::uuid[]) and a.kind = any($3::text[])', [
      county,
      ids,
      [...DUTY_KINDS, 'child.return', 'child.open'],
    ]),
    db.rows<ToldRow>(
      `select child, rule, period, nullif(opens, '-infinity') as opens, due, nullif(ends, 'infinity') as ends, reasons, last_on, postponed
         from duty where county = $1 and child = any($2::uuid[]) and rule = any($3::smallint[])`,
      [county, ids, TOLD.map((rule) => DUTIES[rule].n)],
    ),
    spellsFrom(on, chinaDay(deps.now()), ids),
    answersOf(on, ids),
  ])
  const toldOf = Map.groupBy(told, ({ child }) => child)
  const kinOf = Map.groupBy(kin, ({ child }) => child)
  const actsOf = Map.groupBy(acts, ({ child }) => child)
  const keys = await deps.keys.of(db, [
    ...children.map(({ id }) => id),
    ...new Set(kin.map(({ person }) => person)),
  ])
  return children.map((row): SliceChild => {
    const own = actsOf.get(row.id) ?? []
    return {
      id: row.id as SliceChild['id'],
      area: row.area_code + (row.group_no ?? ''),
      opened: own.find((act) => isKind(act, 'child.open'))?.day ?? (row.opened_on as string),
      carerKind: keyOf(CARER_KIND, row.carer_kind ?? 0) ?? null,
      ...shownFacts(deps, keys.get(row.id), CHILD_FACTS, row),
      family: (kinOf.get(row.id) ?? []).map((member) => ({
        person: member.person as SliceChild['family'][number]['person'],
        relation: keyOf(RELATION, member.relation)!,
        carer: member.carer,
        ...shownFacts(deps, keys.get(member.person), RELATIVE_FACTS, member),
      })),
      spells: spells.get(row.id) ?? [],
      answers: answers.get(row.id) ?? [],
      acts: sliceActs(own).map((act) =>
        act.kind === 'visit.return' ? withReason(deps, keys.get(row.id), act) : act,
      ),
      told: (toldOf.get(row.id) ?? []).map(({ child: _, rule, last_on, reasons, ...duty }) => ({
        ...duty,
        rule: TOLD.find((one) => DUTIES[one].n === rule)!,
        lastOn: last_on,
        // Without the sign of their kind (server/duty/write-duties.ts).
        reasons: reasons.map((reason) => reason.slice(1)),
      })),
    }
  })
}
