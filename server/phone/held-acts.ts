import { ACT_KINDS, NewAct } from '#domain/act/act.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { FactDef, FactEntries, FactValue } from '#domain/fact/fact.ts'
import { mask } from '#domain/fact/mask.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import type { HeldAct, Knew } from '#domain/phone/phone-api.ts'
import { type Language, Refusal, sentence } from '#domain/refusals.ts'
import { PROBLEM, type Problem } from '#domain/service/problems.ts'
import { underSavepoint } from '../act/act-routes.ts'
import { type Recording, recordActs } from '../act/record-acts.ts'
import { addEvidence } from '../child/evidence.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { openHeld } from './photos.ts'

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

/** What opens the picture that lies beside a held act (photos.ts); gone with the act when the child's identity is destroyed. */
type HeldPhoto = { key: string; name: string }
/** What is kept with a held act and is no part of it: its picture, up to where its author had read, and his phone. */
type Beside = { photo?: HeldPhoto | undefined; knew?: Knew | undefined; device?: string | undefined }

/** Refusals that may only mean that the writer has lost the child, or the village, meanwhile. */
export const isLost = (act: NewAct, { code }: Refusal) =>
  code === 'childNotFound' || (code === 'areaNotFound' && act.kind === 'child.open')

/** Keeps an act for whoever has the child now; the sender learns no more than that it is kept. */
export async function holdAct({ db, deps, actor }: On, act: NewAct, beside: Beside = {}): Promise<void> {
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
    deps.vault.sealForCounty(JSON.stringify({ ...act, ...beside, device: actor.token })),
  ])
}

const WAITING = `select h.id, h.child, h.area_code, h.author, h.author_role, h.office, h.received_at, h.sealed,
    c.name, a.name as by
  from held_act h left join child c on c.county = h.county and c.id = h.child left join account a on a.id = h.author
 where h.county = $1 and h.decision is null`

function openAct(deps: Deps, { sealed }: Pick<Row, 'sealed'>): { act: NewAct } & Beside {
  const { photo, knew, device, ...act } = JSON.parse(deps.vault.openForCounty(sealed).toString())
  return { act: NewAct.parse(act), photo, knew, device }
}

/** What waits in reach, oldest first: as it was written, each with who wrote it. */
export async function heldActs({ db, deps }: On, language: Language): Promise<HeldAct[]> {
  const rows = await db.rows<Row>(`${WAITING} order by h.n limit 500`, [deps.county.code])
  return rows.map((row) => {
    const { act, photo } = openAct(deps, row)
    return {
      id: act.id,
      kind: act.kind,
      day: act.body.day,
      child: act.child,
      name: row.name,
      area: row.area_code,
      by: row.by ?? '',
      receivedAt: row.received_at.toISOString(),
      says: [...saysOf(act, language), ...(photo ? [{ ...PHOTO, value: photo.name }] : [])],
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
const PHOTO = { zh: '照片', en: 'Photo' }
const FOUND = { zh: '发现的问题', en: 'Problems found' }
const SAID = { zh: '文字记录', en: 'In words' }

/** A code by its label. */
function valueText({ type }: FactDef, value: FactValue, language: Language): string {
  const labelOf = (code: string) =>
    type.kind === 'code' || type.kind === 'codes' ? (type.list[code]?.[language] ?? code) : code
  return Array.isArray(value) ? value.map(labelOf).join('、') : labelOf(String(value))
}

async function take(recording: Recording, { act, photo }: ReturnType<typeof openAct>): Promise<void> {
  if (act.kind !== 'evidence.add' || !photo) return recordActs(recording, [act])
  const opened = await openHeld(recording.deps.dataDir, { ...photo, act: act.id })
  // A server that was restored has the act and not the picture.
  if (!opened) throw new Refusal('uploadBroken')
  const { day, evidence } = act.body
  await addEvidence(recording, act.child, opened, [], {
    act: act.id,
    writtenAt: act.writtenAt,
    day,
    evidence,
  })
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
    const held = openAct(deps, row)
    const { knew, device: token } = held
    const writer = { account: row.author, role: row.author_role, office: row.office, token }
    const recording = { db, deps, actor, writer, knew: new Map(knew ? [[row.id, knew] as const] : []) }
    const refusal = await underSavepoint(db, () => take(recording, held))
    if (refusal) {
      const message = sentence(refusal.code, refusal.details, language)
      answers.push({ id, outcome: 'refused' as const, message })
      continue
    }
    await decided(row.id, 'taken')
    answers.push({ id, outcome: 'taken' as const })
  }
  return { answers, children: [...children] }
}
