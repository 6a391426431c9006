import type { Finding } from '../circumstance/circumstances.ts'
import { tellReason } from '../circumstance/reasons.ts'
import { CIRCUMSTANCE, GUARDIANSHIP } from '../fact/code-lists.ts'
import type { Policy } from '../policy/policy.ts'
import { PROBLEM } from '../service/problems.ts'
import type { ShownReason } from './assessment-api.ts'
import type { RiskReason } from './risk.ts'
import { pointsToBetter, score, whatWeighs } from './score.ts'
import { type Answers, itemsOf, type Template } from './template.ts'

type Both = { zh: string; en: string }
const both = (zh: string, en: string): Both => ({ zh, en })
/** A county need not write English. */
export const named = ({ zh, en }: Both): Both => ({ zh, en: en || zh })

/** What a reason needs to be told in full. Answers are missing when the child's identity was destroyed. */
export type Telling = {
  policy: Policy
  finding(circumstance: string): Finding
  asked(template: string, version: number): Template | undefined
  answersOf(act: string): Answers | undefined
}

const FIXED = both(
  '项目默认：监护情况差为红色，一般为黄色',
  'Project default: poor guardianship is red, fair yellow',
)

/** A reason for a colour, in words: which fact, which day, which rule, and what would lower it. */
export function tellRisk(reason: RiskReason, telling: Telling): ShownReason {
  const { colour } = reason
  if (reason.of === 'guardianship') {
    const { zh, en } = GUARDIANSHIP[reason.value]
    return {
      ...both(`监护情况：${zh}`, `Guardianship: ${en}`),
      ...{ colour, of: reason.of, on: reason.on, act: reason.act, rule: FIXED, because: [] },
      lower: [
        both(
          '照护安排改善后，重新评估监护情况',
          'Assess guardianship anew once the care arrangement has improved',
        ),
      ],
    }
  }
  if (reason.of === 'problem') {
    const { zh, en } = PROBLEM[reason.problem]
    return {
      ...both(`走访发现的问题未处理：${zh}`, `Problem found on a visit, not dealt with: ${en}`),
      ...{ colour, of: reason.of, on: reason.on, act: reason.act, because: [] },
      rule: ruleOf(telling.policy, 'problemUrgent'),
      lower: [both('处理后填写结果', 'Deal with it and record how')],
    }
  }
  if (reason.of === 'circumstance') return tellCircumstance(reason, telling)
  return tellAssessment(reason, telling)
}

function ruleOf(policy: Policy, key: 'problemUrgent' | 'riskRed' | 'riskYellow'): Both {
  const { document, clause } = policy[key]
  return both(`${document} ${clause}`, `Project default, editable as policy data (${key})`)
}

function tellCircumstance(
  { colour, circumstance, rule, of }: Extract<RiskReason, { of: 'circumstance' }>,
  telling: Telling,
): ShownReason {
  const { zh, en } = CIRCUMSTANCE[circumstance]
  const { reasons } = telling.finding(circumstance)
  const dated = reasons.filter(({ since }) => since !== undefined)
  const last = dated.sort((a, b) => (a.since! < b.since! ? -1 : 1))[dated.length - 1]
  return {
    ...both(zh, en),
    ...{ colour, of, on: last?.since ?? null, act: last?.act ?? null },
    rule: ruleOf(telling.policy, rule as 'riskRed' | 'riskYellow'),
    because: reasons.map((one) => both(tellReason(one, 'zh'), tellReason(one, 'en'))),
    lower: [
      both(
        '所依据的情况有变化时登记，类别随之重新认定',
        'Record it when these facts change; it is computed anew',
      ),
    ],
  }
}

function tellAssessment(
  { colour, of, on, act, template: key, version, grade: n }: Extract<RiskReason, { of: 'assessment' }>,
  telling: Telling,
): ShownReason {
  const template = telling.asked(key, version)
  const answers = telling.answersOf(act)
  const title = template ? named(template) : both(key, key)
  const grade = template?.grades.find((one) => one.n === n)
  const level = grade ? named(grade) : both(String(n), String(n))
  const said = template && answers ? { template, answers } : undefined
  const total = said && score(said.template, said.answers).total
  const weighs = said ? weighing(said.template, said.answers) : []
  return {
    ...both(
      `${title.zh}：${level.zh}${total === undefined ? '' : `（${total} 分）`}`,
      `${title.en}: ${level.en}${total === undefined ? '' : ` (${total} points)`}`,
    ),
    ...{ colour, of, on, act },
    rule: template
      ? both(`${template.source.document}，第 ${version} 版`, `${title.en}, version ${version}`)
      : both('', ''),
    because: weighs.map(({ because }) => because),
    lower: [...(said ? nextGrade(said.template, said.answers) : []), ...weighs.map(({ lower }) => lower)],
  }
}

const HEAVIEST = 4

function weighing(template: Template, answers: Answers): { because: Both; lower: Both }[] {
  const items = itemsOf(template)
  return whatWeighs(template, answers)
    .slice(0, HEAVIEST)
    .flatMap(({ item: key, chosen, best, points, veto }) => {
      const item = items.find((one) => one.key === key)
      const [is, would] = [chosen, best].map((option) => item?.options.find((one) => one.key === option))
      if (!item || !is || !would) return []
      const [of, now, then] = [named(item), named(is), named(would)]
      const weight = veto ? both('一票决定', 'decides alone') : both(`${points} 分`, `${points} points`)
      return [
        {
          because: both(`${of.zh}：${now.zh}（${weight.zh}）`, `${of.en}: ${now.en} (${weight.en})`),
          lower: both(`“${of.zh}”变为“${then.zh}”`, `“${of.en}” becomes “${then.en}”`),
        },
      ]
    })
}

function nextGrade(template: Template, answers: Answers): Both[] {
  const points = pointsToBetter(template, answers)
  return points === null || points <= 0
    ? []
    : [both(`差 ${points} 分到轻一级`, `${points} points from the next better grade`)]
}
