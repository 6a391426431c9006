import { addMonths } from '../dates.ts'
import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import type { Policy } from '../policy/policy.ts'
import { all, any, type Judged, judged, notKnown } from './judge.ts'
import { heldSince, type Knowledge, known } from './knowledge.ts'

/** A circumstance that one fact of the child tells. */
function told({ now }: Knowledge, key: ChildFactKey, says: (value: unknown) => boolean): Judged {
  const fact = known(now.facts, key)
  if (!fact) return notKnown('child', key)
  const value = CHILD_FACTS[key].privacy === 'open' ? String(fact.value) : undefined
  const about = { who: 'child', fact: key, act: fact.act, since: fact.since, value } as const
  return says(fact.value)
    ? judged('yes', { code: 'factSays', ...about })
    : judged('no', { code: 'factDenies', ...about })
}

/** 残疾儿童 (国发〔2018〕20号): holds a certificate of a kind and grade, or is recorded as disabled. */
export const disabled = (knowledge: Knowledge): Judged =>
  any(
    told(knowledge, 'health', (health) => health === 'disabled'),
    ...(known(knowledge.now.facts, 'disabilityGrade')
      ? [told(knowledge, 'disabilityGrade', () => true)]
      : []),
  )

/** 患病 of the form: 重特大疾病. */
export const seriouslyIll = (knowledge: Knowledge): Judged =>
  told(knowledge, 'health', (health) => health === 'seriousIllness')

/** 家庭贫困 (国发〔2016〕36号), told by the aid that the household receives. */
export const poor = (knowledge: Knowledge, policy: Policy): Judged => ({
  ...told(knowledge, 'aid', (aid) =>
    (aid as string[]).some((kind) => policy.povertyAid.value.includes(kind)),
  ),
  by: ['povertyAid'],
})

/** 监护缺失: nobody guards the child, as assessed or as recorded. */
export function guardianshipLacking(knowledge: Knowledge): Judged {
  const assessed = told(knowledge, 'guardianship', (grade) => grade === 'nobody')
  return knowledge.now.carerKind === 'nobody'
    ? any(judged('yes', { code: 'nobodyGuards', who: 'child' }), assessed)
    : assessed
}

/** 监护不当 (国发〔2016〕36号): improper care is recorded, or the guardian was assessed as insufficient. */
export const guardianshipImproper = (knowledge: Knowledge): Judged =>
  any(
    told(knowledge, 'guardianship', (grade) => grade === 'carerInsufficient' || grade === 'parentIncapable'),
    ...(known(knowledge.now.facts, 'improperCare') ? [told(knowledge, 'improperCare', () => true)] : []),
  )

export const unregistered = (knowledge: Knowledge): Judged =>
  told(knowledge, 'hukouRegistered', (registered) => registered === false)

/** 辍学: left school within the compulsory stage. */
export const droppedOut = (knowledge: Knowledge): Judged =>
  told(knowledge, 'schooling', (schooling) => schooling === 'droppedOut')

/**
 * 流动儿童 (行动方案 of 2024): lives with a parent or another guardian in another county than that of its household
 * register, for the months of the rule. Districts of one city are not apart.
 */
export function migrant(knowledge: Knowledge, policy: Policy): Judged {
  const county = known(knowledge.now.facts, 'hukouCounty')
  if (!county) return { ...notKnown('child', 'hukouCounty'), by: ['migrantMonths'] }
  const about = { who: 'child', fact: 'hukouCounty', act: county.act, value: county.value as string } as const
  if (county.value !== 'otherCounty')
    return judged('no', { code: 'hukouHere', ...about, since: county.since }, 'migrantMonths')
  const since = heldSince(knowledge.lessons, county, knowledge)
  const n = policy.migrantMonths.value
  const until = addMonths(since, n)
  const lived =
    until <= knowledge.on
      ? judged('yes', { code: 'hukouElsewhere', ...about, since, n }, 'migrantMonths')
      : judged('no', { code: 'hukouElsewhereNotFull', ...about, since, n, until }, 'migrantMonths')
  return all(lived, withGuardian(knowledge))
}

function withGuardian({ now }: Knowledge): Judged {
  if (now.carerKind === undefined) return notKnown('child', 'entrusted')
  return now.carerKind === 'nobody'
    ? judged('no', { code: 'nobodyGuards', who: 'child' })
    : judged('yes', { code: 'withGuardian', who: 'child' })
}
