import { may, type Right } from '#domain/access/access.ts'
import { ACT_KINDS, type NewAct } from '#domain/act/act.ts'
import type { StoredAct } from '#domain/act/stored-act.ts'
import { levelOf } from '#domain/area/area.ts'
import { checkLife, lifeOf } from '#domain/child/life.ts'
import { chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { checkAssessment } from '../assessment/check-assessment.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import type { Family } from './project.ts'
import { inReach } from './reach.ts'
import type { Recording } from './record-acts.ts'

export function checkAllowed(actor: Actor, act: NewAct, deps: Deps): void {
  if (!may(actor.role, ACT_KINDS[act.kind].access as Right)) throw new Refusal('notAllowed')
  if (act.kind === 'restricted.record' && !actor.holder) throw new Refusal('notNamedHolder')
  checkAssessment(actor, act, deps)
  const today = chinaDay(deps.now())
  const told = act.kind === 'child.open' ? Object.values(act.body.relatives ?? {}) : []
  const facts = ['facts' in act.body ? act.body.facts : {}, ...told].flatMap((entries) =>
    Object.values(entries!),
  )
  const days = [act.body.day, ...facts.map((fact) => fact?.since)]
  // Facts that begin later would need somebody to wake up on that day; the register says what is known to hold.
  if (days.some((day) => day && day > today)) throw new Refusal('invalidInput', { problem: `day > ${today}` })
}

/** Whose key seals the act: the relative's, if it is about one. */
export const subjectOf = (act: NewAct): string =>
  ACT_KINDS[act.kind].subject === 'person' ? act.person! : act.child

/** Of whom an act tells beside its subject: each has a key of his own. */
export const relativesIn = (act: NewAct): string[] =>
  act.kind === 'child.open' && act.body.relatives ? Object.keys(act.body.relatives) : []

/** Every act is about a child in reach, or opens one there; every relative belongs to its child. */
export async function checkSubjects(
  { db, actor }: Recording,
  acts: readonly NewAct[],
  { family, strangers }: { family: Family; strangers: ReadonlySet<string> },
): Promise<Family> {
  for (const act of acts) {
    if (act.kind === 'child.open') {
      if (family.areas.has(act.child) || strangers.has(act.child)) throw new Refusal('actIdTaken')
      const area = act.body.area.slice(0, 12)
      if (!inReach(actor.reach, area) || !(await family.areaStands(act.body.area)))
        throw new Refusal('areaNotFound')
      family.areas.set(act.child, area)
      family.opened.add(act.child)
    } else if (!family.areas.has(act.child)) throw new Refusal('childNotFound')
    await checkPlace(actor, act, family)
    const evidence =
      act.kind === 'evidence.add' || act.kind === 'agreement.sign' ? act.body.evidence : undefined
    if (evidence && !(await isEvidenceOf(db, act.child, evidence))) throw new Refusal('notFound')
    for (const member of act.kind === 'child.open'
      ? act.body.family
      : act.kind === 'kin.record'
        ? [act.body]
        : []) {
      if (strangers.has(member.person)) throw new Refusal('personNotFound')
      family.link(act.child, member.person)
    }
    const persons =
      act.kind === 'person.erase'
        ? [act.body.person]
        : [subjectOf(act), ...relativesIn(act), ...partiesIn(act)]
    if (persons.some((person) => person !== act.child && !family.linked(act.child, person)))
      throw new Refusal('personNotFound')
  }
  return family
}

/** Whom an agreement names: people of the child's family. */
const partiesIn = (act: NewAct): string[] =>
  act.kind === 'agreement.draft' ? [...act.body.principals, act.body.carer, ...act.body.contacts] : []

const isEvidenceOf = async (db: Db, child: string, evidence: string): Promise<boolean> =>
  (await db.one('select from evidence where id = $1 and child = $2', [evidence, child])) !== undefined

/** Where an act takes the child: a place that stands. Beyond one's own reach somebody has to receive it there. */
async function checkPlace(actor: Actor, act: NewAct, family: Family): Promise<void> {
  if (act.kind === 'child.move') {
    if (!(await family.areaStands(act.body.area))) throw new Refusal('areaNotFound')
    if (!inReach(actor.reach, act.body.area.slice(0, 12))) throw new Refusal('handOverInstead')
  }
  if (act.kind === 'child.claim' && !(await family.areaStands(act.body.area)))
    throw new Refusal('areaNotFound')
  if (act.kind !== 'handOver.ask') return
  const { to } = act.body
  if (!(await family.areaStands(to)) || levelOf(to) < TOWNSHIP || to === family.areas.get(act.child))
    throw new Refusal('areaNotFound')
}

const TOWNSHIP = 4

/** What is not open in the state in which the acts before it have left the file. */
export function checkLives(acts: readonly NewAct[], before: ReadonlyMap<string, StoredAct[]>): void {
  for (const [i, act] of acts.entries()) {
    if (!isOfLife(act)) continue
    const fresh = acts.slice(0, i).filter((other) => other.child === act.child)
    const life = lifeOf([...(before.get(act.child) ?? []), ...fresh])
    if (life) checkLife(life, act)
  }
}

const isOfLife = ({ kind }: NewAct) => /^(child\.(move|claim|leave|return)|handOver\.)/.test(kind)
