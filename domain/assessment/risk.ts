import { bitOf, CIRCUMSTANCES, RULES } from '../circumstance/circumstances.ts'
import { bornOn, known, valueIn } from '../circumstance/knowledge.ts'
import { birthday, type PlainDate } from '../dates.ts'
import type { Watched } from '../duty/watched.ts'
import type { Circumstance, GUARDIANSHIP } from '../fact/code-lists.ts'
import type { Policy } from '../policy/policy.ts'
import type { RuleKey } from '../policy/policy-keys.ts'
import type { Problem } from '../service/problems.ts'
import { openProblems } from '../service/services-given.ts'
import { isOpen, lastAssessments, needsOf, type Override, overrideOn } from './recorded.ts'
import type { Colour } from './template.ts'

/** 监护情况 差 (policy §2.3). */
export const POOR: readonly (keyof typeof GUARDIANSHIP)[] = ['nobody', 'parentIncapable', 'carerInsufficient']

/** What makes a colour: a fact, a circumstance, an assessment or a problem that nobody has dealt with. */
export type RiskReason = { colour: 'red' | 'yellow'; rule: RuleKey | null } & (
  | { of: 'guardianship'; value: keyof typeof GUARDIANSHIP; act: string; on: PlainDate }
  | { of: 'circumstance'; circumstance: Circumstance }
  | { of: 'assessment'; template: string; version: number; grade: number; act: string; on: PlainDate }
  | { of: 'problem'; problem: Problem; act: string; on: PlainDate }
)

export type Risk = {
  /** What is shown: what somebody has said while it lasts, else what the rule says. */
  colour: Colour
  computed: Colour
  override: Override | null
  reasons: RiskReason[]
  assessedOn: PlainDate | null
  /** Domains in which something is still to be done. */
  needs: Problem[]
  /** 重点关爱对象: the closed list is in no document found; by policy data. */
  key: boolean
}

/** The colour of a child in the register, and why; null: it has left. Pure: the phone and the server give the same answer. */
export function riskOf(watched: Watched, policy: Policy, today: PlainDate): Risk | null {
  const { now, acts } = watched
  if (now.status === 'left') return null
  const last = lastAssessments(acts, today)
  const reasons = [
    ...ofGuardianship(watched),
    ...ofCircumstances(watched, policy, today),
    ...last.flatMap((one): RiskReason[] =>
      one.colour === 'red' || one.colour === 'yellow'
        ? [{ ...one, of: 'assessment', on: one.day, colour: one.colour, rule: null }]
        : [],
    ),
    ...openProblems(acts).map(({ problem, act, day }): RiskReason => {
      const urgent = policy.problemUrgent.value.includes(problem)
      return {
        of: 'problem',
        problem,
        act,
        on: day,
        colour: urgent ? 'red' : 'yellow',
        rule: 'problemUrgent',
      }
    }),
  ].sort((a, b) => Number(b.colour === 'red') - Number(a.colour === 'red'))
  const told = last.length > 0 || valueIn(now.facts, 'guardianship') !== undefined
  const computed = reasons[0]?.colour ?? (told ? 'green' : 'none')
  const override = overrideOn(acts, today)
  const colour = override?.colour ?? computed
  return {
    colour,
    computed,
    override,
    reasons,
    assessedOn: last.map(({ day }) => day).sort()[last.length - 1] ?? null,
    needs: [
      ...new Set(
        needsOf(acts)
          .filter(isOpen)
          .map(({ need }) => need),
      ),
    ],
    key: policy.keyColours.value.includes(colour) || valueIn(now.facts, 'keyAttention') === true,
  }
}

function ofGuardianship({ now }: Watched): RiskReason[] {
  const fact = known(now.facts, 'guardianship')
  const value = fact?.value as keyof typeof GUARDIANSHIP | undefined
  if (!fact || !value) return []
  const colour = POOR.includes(value) ? 'red' : value === 'fair' ? 'yellow' : null
  return colour ? [{ of: 'guardianship', value, act: fact.act, on: fact.since, colour, rule: null }] : []
}

function ofCircumstances({ now, circumstances }: Watched, policy: Policy, today: PlainDate): RiskReason[] {
  const born = bornOn(now.facts)
  return CIRCUMSTANCES.filter(
    (circumstance) =>
      (circumstances & bitOf(circumstance)) !== 0 &&
      (!born || birthday(born, policy[RULES[circumstance].age].value) > today),
  ).flatMap((circumstance): RiskReason[] => {
    const rule = (['riskRed', 'riskYellow'] as const).find((key) => policy[key].value.includes(circumstance))
    return rule
      ? [{ of: 'circumstance', circumstance, colour: rule === 'riskRed' ? 'red' : 'yellow', rule }]
      : []
  })
}
