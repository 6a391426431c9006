import { isKind } from '#domain/act/stored-act.ts'
import type { ChildAssessments, ShownAssessment, ShownNeed } from '#domain/assessment/assessment-api.ts'
import { assessmentsOf, needsOf } from '#domain/assessment/recorded.ts'
import { riskOf } from '#domain/assessment/risk.ts'
import { score } from '#domain/assessment/score.ts'
import { tellRisk } from '#domain/assessment/tell-risk.ts'
import type { Answers } from '#domain/assessment/template.ts'
import { versionOf, versionsOn } from '#domain/assessment/template-book.ts'
import { circumstanceBits, explainOne } from '#domain/circumstance/circumstances.ts'
import { knowledgeOn } from '#domain/circumstance/knowledge.ts'
import { chinaDay } from '#domain/dates.ts'
import type { Circumstance, RELATION } from '#domain/fact/code-lists.ts'
import { Refusal } from '#domain/refusals.ts'
import { type AuthoredAct, authoredActsOfFile } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { type Reading, readFile } from '../child/open-file.ts'
import { storyOfFile } from '../circumstance/respell.ts'

type Words = { answers: Answers; askedName?: string; note?: string }

/** The colour of a child today and why, everything it was assessed by, as asked then, and what it needs. */
export async function assessmentsOfChild(reading: Reading, child: string): Promise<ChildAssessments> {
  const { deps } = reading
  const { acts, own, keys } = await readFile(reading, child, authoredActsOfFile)
  const today = chinaDay(deps.now())
  const knowledge = knowledgeOn(storyOfFile(acts), { on: today })
  if (!knowledge) throw new Refusal('childNotFound')
  const book = deps.policy.book()
  const { templates } = book
  const policy = book.on(knowledge.now.area, today)
  const watched = {
    now: knowledge.now,
    acts: own,
    circumstances: circumstanceBits(knowledge, policy).yes,
    templates,
  }
  const risk = riskOf(watched, policy, today)
  const byId = new Map<string, AuthoredAct>(own.map((act) => [act.id, act]))
  const open = (value: unknown) => openValue(deps.vault, keys.get(child), value)
  const answersOf = (id: string) => {
    const act = byId.get(id)
    return act && isKind(act, 'assessment.record')
      ? (open(act.body.words) as Words | undefined)?.answers
      : undefined
  }
  const said = risk?.override ? byId.get(risk.override.act) : undefined
  const telling = {
    policy,
    finding: (circumstance: string) => explainOne(knowledge, policy, circumstance as Circumstance),
    asked: (template: string, version: number) => versionOf(templates, template, version)?.body,
    answersOf,
  }
  const assessments = shownAssessments(own, open, telling.asked)
  const used = new Set(assessments.map(({ template, version }) => `${template}/${version}`))
  for (const { template, version } of versionsOn(templates, today)) used.add(`${template}/${version}`)
  return {
    colour: risk?.colour ?? null,
    computed: risk?.computed ?? null,
    override:
      risk?.override && said && isKind(said, 'risk.override')
        ? {
            colour: risk.override.colour,
            day: risk.override.day,
            until: risk.override.until,
            reason: (open(said.body.reason) as string | undefined) ?? null,
            by: said.authorName,
          }
        : null,
    overrideDays: policy.riskOverrideDays.value,
    key: risk?.key ?? false,
    reasons: (risk?.reasons ?? []).map((reason) => tellRisk(reason, telling)),
    assessments,
    versions: templates
      .filter(({ template, version }) => used.has(`${template}/${version}`))
      .map(({ template, version, body }) => ({ template, version, body })),
    needs: shownNeeds(own, byId, open),
  }
}

const author = (act: AuthoredAct) => ({ name: act.authorName, role: act.authorRole })

function shownAssessments(
  own: readonly AuthoredAct[],
  open: (value: unknown) => unknown,
  asked: (template: string, version: number) => Parameters<typeof score>[0] | undefined,
): ShownAssessment[] {
  const standing = new Set(assessmentsOf(own).map(({ act }) => act))
  return own
    .filter((act) => isKind(act, 'assessment.record'))
    .map((act): ShownAssessment => {
      const { day, template, version, grade } = act.body
      const words = open(act.body.words) as Words | undefined
      const body = asked(template, version)
      const scored = words && body ? score(body, words.answers) : undefined
      return {
        id: act.id as ShownAssessment['id'],
        day,
        template,
        version,
        grade,
        total: scored?.total ?? null,
        answers: words?.answers ?? null,
        vetoed: (scored?.vetoes.length ?? 0) > 0,
        ...(act.body.asked && { asked: act.body.asked as keyof typeof RELATION }),
        askedName: words?.askedName ?? null,
        note: words?.note ?? null,
        by: author(act as AuthoredAct),
        corrected: !standing.has(act.id),
      }
    })
    .reverse()
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}

function shownNeeds(
  own: readonly AuthoredAct[],
  byId: ReadonlyMap<string, AuthoredAct>,
  open: (value: unknown) => unknown,
): ShownNeed[] {
  const noteOf = (act: AuthoredAct | undefined) =>
    act && (isKind(act, 'need.record') || isKind(act, 'measure.end'))
      ? ((open(act.body.words) as { note?: string } | undefined)?.note ?? null)
      : null
  return needsOf(own)
    .map(({ act: id, day, need, measures }) => {
      const act = byId.get(id)!
      return {
        id: id as ShownNeed['id'],
        day,
        need,
        note: noteOf(act),
        by: author(act),
        measures: measures.map(({ ended, ...measure }) => ({
          ...measure,
          ended: ended && {
            day: ended.day,
            outcome: ended.outcome,
            note: noteOf(byId.get(ended.act)),
            by: byId.get(ended.act)?.authorName ?? '',
          },
        })),
      }
    })
    .reverse()
}
