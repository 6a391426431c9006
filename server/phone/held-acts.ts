import { ACT_KINDS, NewAct } from '#domain/act/act.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { FactDef, FactEntries, FactValue } from '#domain/fact/fact.ts'
import { mask } from '#domain/fact/mask.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import type { HeldAct, Knew } from '#domain/phone/phone-api.ts'
import type { Language, Refusal } from '#domain/refusals.ts'
import { PROBLEM, type Problem } from '#domain/service/problems.ts'
import { recordEach } from '../act/act-routes.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Row = {
  id: string
  child: string
  area_code: string
  author: string
  author_role: Actor['role']
  office: string | null
  received_at: Date
  sealed: Buffer
  name: string | null
  by: string | null
}

/** Refusals that may only mean that the writer has lost the child, or the village, meanwhile. */
export const isLost = (act: NewAct, { code }: Refusal) =>
  code === 'childNotFound' || (code === 'areaNotFound' && act.kind === 'child.open')

/** Keeps an act for whoever has the child now; the sender learns no more than that it is kept. */
export async function holdAct({ db, deps, actor }: On, act: NewAct, knew?: Knew): Promise<void> {
  await db.rows('select hold_act($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    deps.county.code,
    act.id,
    act.child,
    act.kind === 'child.open' && act.body.area.startsWith(deps.county.code)
      ? act.body.area.slice(0, 12)
      : null,
    actor.account,
    actor.role,
    actor.office,
    deps.now(),
    deps.vault.sealForCounty(JSON.stringify({ ...act, knew, device: actor.token } satisfies Beside)),
  ])
}

const WAITING = `select h.id, h.child, h.area_code, h.author, h.author_role, h.office, h.received_at, h.sealed,
    c.name, a.name as by
  from held_act h left join child c on c.county = h.county and c.id = h.child left join account a on a.id = h.author
 where h.county = $1 and h.decision is null`

/** What is kept with a held act and is no part of it. */
type Beside = NewAct & { knew?: Knew | undefined; device?: string | undefined }

const openHeld = (deps: Deps, { sealed }: Pick<Row, 'sealed'>) =>
  JSON.parse(deps.vault.openForCounty(sealed).toString()) as Beside
const openAct = (deps: Deps, row: Pick<Row, 'sealed'>): NewAct => NewAct.parse(openHeld(deps, row))

/** What waits in reach, oldest first: as it was written, each with who wrote it. */
export async function heldActs({ db, deps }: On, language: Language): Promise<HeldAct[]> {
  const rows = await db.rows<Row>(`${WAITING} order by h.n limit 500`, [deps.county.code])
  return rows.map((row) => {
    const act = openAct(deps, row)
    return {
      id: act.id,
      kind: act.kind,
      day: act.body.day,
      child: act.child,
      name: row.name,
      area: row.area_code,
      by: row.by ?? '',
      receivedAt: row.received_at.toISOString(),
      says: saysOf(act, language),
    }
  })
}

function saysOf(act: NewAct, language: Language): HeldAct['says'] {
  const catalogue: Record<string, FactDef> =
    ACT_KINDS[act.kind].subject === 'person' ? RELATIVE_FACTS : CHILD_FACTS
  const facts = 'facts' in act.body ? Object.entries(act.body.facts as FactEntries) : []
  const told = facts.flatMap(([key, entry]) => {
    const def = catalogue[key]
    if (!def || entry.state !== 'known' || entry.value === undefined) return []
    return [{ zh: def.zh, en: def.en, value: valueText(def, mask(def, entry.value), language) }]
  })
  const { problems = [], words = {} } = act.body as { problems?: Problem[]; words?: Record<string, string> }
  const say = (entry: { zh: string; en: string }, value: string) => (value ? [{ ...entry, value }] : [])
  return [
    ...told,
    ...say(FOUND, problems.map((problem) => PROBLEM[problem][language]).join('、')),
    ...say(SAID, Object.values(words).join('；')),
  ]
}
const FOUND = { zh: '发现的问题', en: 'Problems found' }
const SAID = { zh: '文字记录', en: 'In words' }

/** A code by its label. */
function valueText({ type }: FactDef, value: FactValue, language: Language): string {
  const labelOf = (code: string) =>
    type.kind === 'code' || type.kind === 'codes' ? (type.list[code]?.[language] ?? code) : code
  return Array.isArray(value) ? value.map(labelOf).join('、') : labelOf(String(value))
}

type Decision = { ids: readonly string[]; decision: 'take' | 'decline' }

/** Takes acts into the files in the order in which they were written; their author stays who he was. */
export async function decideHeld(on: On, { ids, decision }: Decision, language: Language) {
  const { db, deps, actor } = on
  const rows = await db.rows<Row>(`${WAITING} and h.id = any($2::uuid[]) order by h.n for update of h`, [
    deps.county.code,
    ids,
  ])
  const answers = []
  const children = new Set<string>()
  const decided = (id: string, how: 'taken' | 'declined') =>
    db.run(
      `update held_act set sealed = null, decision = $3, decided_by = $4, decided_at = $5 where county = $1 and id = $2`,
      [deps.county.code, id, how, actor.account, deps.now()],
    )
  for (const row of rows) {
    children.add(row.child)
    const id = row.id as HeldAct['id']
    if (decision === 'decline') {
      await decided(row.id, 'declined')
      answers.push({ id, outcome: 'declined' as const })
      continue
    }
    const { knew, device: token } = openHeld(deps, row)
    const writer = { account: row.author, role: row.author_role, office: row.office, token }
    const recording = { db, deps, actor, writer, knew: new Map(knew ? [[row.id, knew] as const] : []) }
    const [answer] = await recordEach(recording, [openAct(deps, row)], language)
    if (answer?.outcome === 'kept') await decided(row.id, 'taken')
    answers.push(
      answer?.outcome === 'kept'
        ? { id, outcome: 'taken' as const }
        : { id, outcome: 'refused' as const, message: answer?.message },
    )
  }
  return { answers, children: [...children] }
}
