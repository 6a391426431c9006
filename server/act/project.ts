import type { NewAct } from '#domain/act/act.ts'
import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import { AGREEMENT_KINDS } from '#domain/agreement/agreement-acts.ts'
import { agreementsOf } from '#domain/agreement/agreements.ts'
import { assessmentsOf } from '#domain/assessment/recorded.ts'
import { ANSWERING_KINDS, type AskedBy, answersOf } from '#domain/campaign/campaigns.ts'
import { STATE_FACTS, spellsOf } from '#domain/child/spells.ts'
import { childStory } from '#domain/circumstance/knowledge.ts'
import { chinaDay } from '#domain/dates.ts'
import { CONTACT_FACT, parentContacts } from '#domain/duty/contact-duty.ts'
import { DUTY_FACTS, DUTY_KINDS } from '#domain/duty/duties.ts'
import { responsibleOf } from '#domain/grid/responsible.ts'
import { REVIEW_KINDS } from '#domain/service/review-acts.ts'
import { servicesOf } from '#domain/service/services-given.ts'
import { replaceAgreements, sealAgreementActs } from '../agreement/write-agreements.ts'
import { replaceAssessments } from '../assessment/write-assessments.ts'
import type { Asked } from '../campaign/asked-by.ts'
import { replaceAnswers } from '../campaign/write-answers.ts'
import { childWhatIsNow, isSearched, relativeWhatIsNow } from '../child/what-is-now.ts'
import { filesOfParentsTold, respell } from '../circumstance/respell.ts'
import { tellConflicts } from '../conflict/write-conflicts.ts'
import { owedFrom, retellDuties } from '../duty/write-duties.ts'
import { replaceResponsible } from '../grid/write-responsible.ts'
import { insertServices, removeServices } from '../service/write-services.ts'
import { eraseIdentity } from './erase.ts'
import { actsOfPerson } from './read-acts.ts'
import type { Recording } from './record-acts.ts'
import { insertChildren, type NewChild, updateChild, upsertKin } from './write-now.ts'

/** Children and relatives that acts name, as far as the reach goes. */
export type Family = {
  /** Present area of each child. */
  areas: Map<string, string>
  /** Children that are being opened. */
  opened: Set<string>
  link(child: string, person: string): void
  linked(child: string, person: string): boolean
  areaStands(code: string): Promise<boolean>
}

export type Projecting = Recording & {
  keys: Map<string, Buffer>
  /** Persons whose keys were made just now: nothing was known of them. */
  madeKeys: ReadonlySet<string>
  family: Family
  /** Acts that the children had before these. */
  before: Map<string, StoredAct[]>
  /** Survey campaigns that ask about them. */
  asked: Asked
  /** Up to where the author of an act had read; null: it does not say. */
  placeOf(act: Pick<NewAct, 'id'>): number | null
}

/** Brings "what is now" in line with acts that were just written, in the same transaction; ends when all is sent. */
export async function project(on: Projecting, acts: readonly StoredAct[]): Promise<void> {
  const today = chinaDay(on.deps.now())
  const byChild = Map.groupBy(
    acts.filter((act) => act.child && !isKind(act, 'relative.record') && !isOfFileOutOfReach(on, act)),
    (act) => act.child!,
  )
  const relatives = new Set(acts.filter((act) => isKind(act, 'relative.record')).map((act) => act.person!))

  // Whose spells follow from more than what these acts say: files of people who were known before.
  const told = new Set<string>()
  const whole = new Set<string>()
  const newChildren = [...byChild].filter(([child]) => on.family.opened.has(child))
  const known = [...byChild].filter(([child]) => !on.family.opened.has(child))
  const owing: ToTell['owing'] = []
  const toTell = { relatives, told, whole, owing }
  if (newChildren.length > 0) openChildren(on, newChildren, acts, toTell, today)
  for (const [child, own] of known) projectChild(on, child, own, toTell, today)
  await Promise.all([...relatives].map((person) => projectRelative(on, person, today)))
  if (!on.spellsLater) {
    for (const child of await filesOfParentsTold(on, acts, newInImport(on)))
      if (!whole.has(child)) told.add(child)
    await respell(on, [...told])
    await retellDuties(
      on,
      owing.filter(({ child }) => !told.has(child)),
    )
  }
  await tellConflicts(on, acts)
  on.db.later(sealAgreementActs(on, acts))
  for (const act of acts) if (isKind(act, 'person.erase')) await eraseIdentity(on, act.body.person)
}

/** Sent back: what is now of it was told by decline_hand_over. */
const isOfFileOutOfReach = ({ before }: Projecting, act: StoredAct) =>
  isKind(act, 'handOver.decline') && !before.has(act.child!)

/** An import tells of a new family in one breath: nobody else's spells follow from what it says of them. */
const newInImport =
  ({ batch, madeKeys, family }: Projecting) =>
  (act: StoredAct) =>
    batch !== undefined && madeKeys.has(act.person!) && family.opened.has(act.child!)

type ToTell = {
  relatives: Set<string>
  /** Whose spells are to be told from all that their files say. */
  told: Set<string>
  /** Those of whom everything stands in these acts. */
  whole: Set<string>
  /** Whose spells stay as they are, and what has to be done does not. */
  owing: {
    child: string
    area: string
    acts: readonly StoredAct[]
    asked: readonly AskedBy[]
    sameContacts: boolean
  }[]
}

/** New files in bulk. Relatives of whom nothing was known are written at once; known ones afterwards, by fan-out. */
function openChildren(
  on: Projecting,
  children: [string, StoredAct[]][],
  acts: readonly StoredAct[],
  { relatives, told, whole }: ToTell,
  today: string,
) {
  const aboutPersons = Map.groupBy(
    acts.filter((act) => isKind(act, 'relative.record')),
    (act) => act.person!,
  )
  const rows: NewChild[] = children.map(([child, own]) => {
    const now = childWhatIsNow(on.deps.vault, on.keys.get(child), own, today)!
    const kin = now.kin.map((link) => {
      const person = link.person as string
      const known = aboutPersons.get(person)
      if (!on.madeKeys.has(person) || !known) {
        if (!on.madeKeys.has(person)) relatives.add(person)
        return link
      }
      relatives.delete(person)
      const relative = relativeWhatIsNow(on.deps.vault, on.keys.get(person), known, person, today)
      return { ...link, ...relative.columns, grams: isSearched(link) ? relative.grams : [] }
    })
    const isNew = now.kin.every(({ person }) => on.madeKeys.has(person as string))
    if (isNew) whole.add(child)
    else told.add(child)
    const about = now.kin.flatMap(({ person }) => aboutPersons.get(person as string) ?? [])
    const book = on.deps.policy.book()
    const spells = isNew ? spellsOf(childStory(own, about), book) : []
    const owed = isNew
      ? owedFrom({ acts: own, relatives: about, held: spells, asked: on.asked.of(child, own) }, book, today)
      : { duties: [], risk: null, asked: [], answers: [], contacts: parentContacts(own) }
    const given = {
      given: servicesOf(own),
      assessed: assessmentsOf(own),
      agreements: agreementsOf(own),
      responsible: responsibleOf(own),
    }
    return { child, area: on.family.areas.get(child)!, now, kin, spells, ...owed, ...given }
  })
  on.db.later(insertChildren(on, rows))
  for (const [child, own] of children) moveReach(on, child, own)
}

/** A move among the acts takes the present reach along. */
function moveReach({ db, deps }: Projecting, child: string, acts: readonly StoredAct[]) {
  const area = acts.findLast((act) => isKind(act, 'child.move'))?.body.area
  if (area)
    db.later(
      db.rows('select move_child($1, $2, $3, $4)', [
        deps.county.code,
        child,
        area.slice(0, 12),
        area.slice(12) || null,
      ]),
    )
}

/** Acts after which everything but the facts that they tell is as before. */
const NOTHING_ELSE: readonly string[] = [
  'fact.record',
  'evidence.add',
  'restricted.record',
  'service.record',
  'problem.close',
  ...REVIEW_KINDS,
  'duty.postpone',
  'duty.remove',
  'duty.assign',
  'responsible.name',
  'responsible.end',
  'assessment.record',
  'risk.override',
  'need.record',
  'measure.end',
  ...AGREEMENT_KINDS,
  'campaign.answer',
]

function projectChild(
  on: Projecting,
  child: string,
  fresh: StoredAct[],
  { relatives, told, owing }: ToTell,
  today: string,
) {
  const area = on.family.areas.get(child)!
  const before = on.before.get(child) ?? []
  const keys = new Set(
    fresh.flatMap((act) =>
      isKind(act, 'fact.record') || isKind(act, 'service.record') || isKind(act, 'assessment.record')
        ? Object.keys(act.body.facts)
        : [],
    ),
  )
  const more = fresh.some((act) => !NOTHING_ELSE.includes(act.kind))
  const acts = [...before, ...fresh]
  const asked = on.asked.of(child, fresh)
  const now = childWhatIsNow(on.deps.vault, on.keys.get(child), acts, today, more ? undefined : keys)!
  on.db.later(updateChild(on, child, now))
  if (fresh.some((act) => isKind(act, 'kin.record'))) {
    on.db.later(upsertKin(on, child, area, now.kin))
    for (const link of now.kin) relatives.add(link.person as string)
  }
  if (more || STATE_FACTS.some((key) => keys.has(key))) told.add(child)
  else if (
    fresh.some(({ kind }) => DUTY_KINDS.includes(kind)) ||
    DUTY_FACTS.some((key) => keys.has(key)) ||
    // Where the child lives concerns its agreement.
    (keys.has('residence') && acts.some((act) => isKind(act, 'agreement.draft'))) ||
    (asked.length > 0 && fresh.some(({ kind }) => ANSWERING_KINDS.includes(kind)))
  )
    owing.push({ child, area, acts, asked, sameContacts: !keys.has(CONTACT_FACT) })
  // What is told anew from the whole file asks those that run; here a closed one was named.
  const closed = asked.filter(({ closedAt }) => closedAt !== null)
  if (told.has(child) && closed.length > 0)
    on.db.later(replaceAnswers(on, [{ child, area, asked: closed, answers: answersOf(acts, closed) }]))
  writeServices(on, child, area, acts, fresh)
  if (fresh.some((act) => isKind(act, 'assessment.record')))
    on.db.later(replaceAssessments(on, { child, area, assessed: assessmentsOf(acts) }))
  if (fresh.some(({ kind }) => AGREEMENT_KINDS.includes(kind)))
    on.db.later(replaceAgreements(on, { child, area, agreements: agreementsOf(acts) }))
  if (fresh.some(({ kind }) => kind.startsWith('responsible.')))
    on.db.later(replaceResponsible(on, [{ child, area, responsible: responsibleOf(acts) }]))
  moveReach(on, child, fresh)
}

/** What was given or reviewed just now; what it corrects is gone. */
function writeServices(
  on: Projecting,
  child: string,
  area: string,
  acts: readonly StoredAct[],
  fresh: readonly StoredAct[],
) {
  const recorded = fresh.filter((act) => isKind(act, 'service.record'))
  const reviewed = fresh.flatMap((act) =>
    isKind(act, 'visit.return') || isKind(act, 'visit.accept') ? [act.body.visit as string] : [],
  )
  if (recorded.length + reviewed.length === 0) return
  const ids = new Set<string>([...recorded.map(({ id }) => id), ...reviewed])
  const gone = [...recorded.flatMap(({ body }) => body.corrects ?? []), ...reviewed]
  if (gone.length > 0) on.db.later(removeServices(on, gone))
  const given = servicesOf(acts).filter(({ act }) => ids.has(act))
  on.db.later(insertServices(on, [{ child, area, given }]))
}

/** What is now of a relative goes to every child's row of kinship, in and out of reach. */
export async function projectRelative(
  on: Pick<Projecting, 'db' | 'deps' | 'keys'>,
  person: string,
  today: string,
): Promise<void> {
  const county = on.deps.county.code
  const held = on.db.rows('select hold_relative($1, $2)', [county, person])
  const [acts] = await Promise.all([actsOfPerson(on.db, county, person), held])
  const key = on.keys.get(person) ?? (await on.deps.keys.of(on.db, [person])).get(person)
  const { columns, grams } = relativeWhatIsNow(on.deps.vault, key, acts, person, today)
  const row = Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
    ]),
  )
  on.db.later(
    on.db.rows('select relative_known($1, $2, $3, $4)', [county, person, JSON.stringify(row), grams]),
  )
}
