import type {
  Draft,
  decideDraft,
  saveDraft,
  TrialEffect,
  Version,
} from '#domain/assessment/assessment-api.ts'
import { checkTemplate } from '#domain/assessment/check-template.ts'
import { Template } from '#domain/assessment/template.ts'
import { versionsOn } from '#domain/assessment/template-book.ts'
import { chinaDay } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

type On = { db: Db; deps: Deps; actor: Actor }
export type DraftRow = {
  id: string
  template: string
  version: number | null
  from_day: string
  body: unknown
  reason: string
  revision: number
  effect: TrialEffect | null
  drafted_by: string
  drafted_at: Date
  decision: 'approved' | 'rejected' | null
  drafter: string | null
  decider: string | null
}

const ROWS = `select t.*, p.name as drafter, d.name as decider from assessment_template t
  left join account p on p.id = t.drafted_by left join account d on d.id = t.decided_by where t.county = $1`

/** Every version, shipped ones too, and what is being drafted. */
export async function listTemplates(
  on: On,
): Promise<{ today: string; versions: Version[]; drafts: Draft[] }> {
  const { db, deps, actor } = on
  const today = chinaDay(deps.now())
  const rows = await db.rows<DraftRow>(`${ROWS} order by t.drafted_at desc`, [deps.county.code])
  const { templates } = deps.policy.book()
  const asked = versionsOn(templates, today)
  const order = [...new Set(templates.map(({ template }) => template))]
  return {
    today,
    versions: order
      .flatMap((key) => templates.filter(({ template }) => template === key))
      .map((one) => ({
        template: one.template,
        version: one.version,
        from: one.from,
        body: one.body,
        asked: asked.includes(one),
        publishedBy:
          rows.find(({ template, version }) => template === one.template && version === one.version)
            ?.decider ?? null,
      })),
    drafts: rows.filter(({ decision }) => decision === null).map((row) => show(actor, row)),
  }
}

export async function draftRow({ db, deps }: Pick<On, 'db' | 'deps'>, id: string): Promise<DraftRow> {
  const row = await db.one<DraftRow>(`${ROWS} and t.id = $2`, [deps.county.code, id])
  if (!row) throw new Refusal('notFound')
  return row
}

const held = ({ db, deps }: On, id: string) =>
  db.rows('select from assessment_template where county = $1 and id = $2 for update', [deps.county.code, id])

/** The same click twice is one edit; an edit of what somebody has decided meanwhile is refused. */
export async function writeDraft(on: On, body: BodyOf<typeof saveDraft>): Promise<Draft> {
  const { db, deps, actor } = on
  const now = deps.now()
  if (body.revision === 0)
    await db.run(
      `insert into assessment_template (county, id, template, from_day, body, reason, revision, drafted_by, drafted_at)
        values ($1, $2, $3, $4, $5, $6, 1, $7, $8) on conflict do nothing`,
      [
        deps.county.code,
        body.id,
        body.template,
        body.from,
        JSON.stringify(body.body),
        body.reason,
        actor.account,
        now,
      ],
    )
  await held(on, body.id)
  const row = await draftRow(on, body.id)
  if (row.drafted_by !== actor.account) throw new Refusal('notAllowed')
  if (row.decision !== null || row.template !== body.template) throw new Refusal('stale')
  const same =
    JSON.stringify(Template.parse(row.body)) === JSON.stringify(body.body) &&
    row.reason === body.reason &&
    row.from_day === body.from
  if (same && row.revision <= body.revision + 1) return show(actor, row)
  if (row.revision !== body.revision) throw new Refusal('stale')
  await db.run(
    `update assessment_template set from_day = $3, body = $4, reason = $5, revision = revision + 1, effect = null,
       drafted_at = $6 where county = $1 and id = $2`,
    [deps.county.code, body.id, body.from, JSON.stringify(body.body), body.reason, now],
  )
  return show(actor, await draftRow(on, body.id))
}

/**
 * Published by a second person who has seen this very draft and what it would make of past answers; whoever wrote it may
 * take it back. Everybody is told anew afterwards: cadence and colours may be others.
 */
export async function decide(
  on: On,
  id: string,
  { decision, revision }: BodyOf<typeof decideDraft>,
): Promise<{ template: string; version: number | null }> {
  const { db, deps, actor } = on
  await held(on, id)
  const row = await draftRow(on, id)
  if (row.decision === decision) return row
  if (row.decision !== null || row.revision !== revision) throw new Refusal('stale')
  if (decision === 'approved') checkPublishing(actor, row)
  const version = decision === 'approved' ? await nextVersion(on, row.template) : null
  await db.run('delete from assessment_trial where county = $1 and draft = $2', [deps.county.code, id])
  await db.run(
    `update assessment_template set decision = $3, version = $4, decided_by = $5, decided_at = $6
      where county = $1 and id = $2`,
    [deps.county.code, id, decision, version, actor.account, deps.now()],
  )
  if (version !== null)
    await db.rows('select due_in($1, $2, $3)', [
      deps.county.code,
      `${deps.county.code}000000`,
      `${Number(deps.county.code) + 1}`.padStart(6, '0').padEnd(12, '0'),
    ])
  return { template: row.template, version }
}

function checkPublishing(actor: Actor, row: DraftRow): void {
  if (row.drafted_by === actor.account) throw new Refusal('secondPersonNeeded')
  const problems = checkTemplate(Template.parse(row.body))
  if (problems.length > 0) throw new Refusal('draftIncomplete', { n: problems.length })
  if (!row.effect?.done) throw new Refusal('effectNotCounted')
}

async function nextVersion({ db, deps }: On, template: string): Promise<number> {
  const published = await db.one<{ n: number | null }>(
    'select max(version) as n from assessment_template where county = $1 and template = $2',
    [deps.county.code, template],
  )
  const shipped = deps.policy.book().templates.filter((one) => one.template === template)
  return Math.max(0, published?.n ?? 0, ...shipped.map(({ version }) => version)) + 1
}

function show(actor: Actor, row: DraftRow): Draft {
  const body = Template.parse(row.body)
  return {
    id: row.id,
    template: row.template,
    from: row.from_day,
    body,
    reason: row.reason,
    revision: row.revision,
    problems: checkTemplate(body),
    draftedBy: row.drafter ?? '',
    draftedAt: row.drafted_at.toISOString(),
    own: row.drafted_by === actor.account,
    effect: row.effect,
  }
}
