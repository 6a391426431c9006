import type { NewAct } from '#domain/act/act.ts'
import { recordActs as endpoint } from '#domain/child/child-api.ts'
import { type Language, Refusal, sentence } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import { type Serving, serve } from '../http/serve.ts'
import { epochOf } from '../phone/epoch.ts'
import { type Recording, recordActs } from './record-acts.ts'

type Answer<O> = {
  id: NewAct['id']
  outcome: 'kept' | 'refused' | O
  conflict?: true
  code?: string
  message?: string
}
/** What else may become of an act that was refused: undefined leaves it refused. */
type Otherwise<O> = (act: NewAct, refusal: Refusal) => Promise<Answer<O> | undefined>

/** One act that is refused lets the others pass: each has a savepoint and an answer of its own. */
export async function recordEach<O = never>(
  recording: Recording,
  acts: readonly NewAct[],
  language: Language,
  otherwise?: Otherwise<O>,
): Promise<Answer<O>[]> {
  // Nearly always all of them are fine: together they cost little more than one.
  if (acts.length > 1 && !(await refusalOf(recording, acts)))
    return acts.map(({ id }) => ({ id, outcome: 'kept' as const }))
  const answers: Answer<O>[] = []
  for (const act of acts) answers.push(await answered(recording, act, language, otherwise))
  return answers
}

const refusalOf = (recording: Recording, acts: readonly NewAct[]): Promise<Refusal | undefined> =>
  underSavepoint(recording.db, () => recordActs(recording, acts))

/** Writes under a savepoint: when it is refused, nothing of it is written and the rest of the work stands. */
export async function underSavepoint(db: Db, write: () => Promise<unknown>): Promise<Refusal | undefined> {
  const placed = db.acts.length
  await db.rows('savepoint acts')
  try {
    await write()
    await db.settled()
    await db.rows('release savepoint acts')
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'stale') throw error
    await db.settled().catch(() => {})
    await db.rows('rollback to savepoint acts')
    db.acts.length = placed
    return error
  }
}

async function answered<O>(
  recording: Recording,
  act: NewAct,
  language: Language,
  otherwise?: Otherwise<O>,
): Promise<Answer<O>> {
  const refusal = await refusalOf(recording, [act])
  if (!refusal) return { id: act.id, outcome: 'kept' }
  const refused = {
    id: act.id,
    outcome: 'refused' as const,
    code: refusal.code,
    message: sentence(refusal.code, refusal.details, language),
  }
  return (await otherwise?.(act, refusal)) ?? refused
}

export function actRoutes({ app, deps }: Serving): void {
  serve({ app, deps }, endpoint, async ({ body, db, actor, log, language }) => {
    log.children = [...new Set(body.acts.map((act) => act.child))]
    // Why something restricted was written could tell those who read the log what it was.
    const reasons = body.acts.flatMap((act) =>
      act.kind !== 'restricted.record' && 'reason' in act.body && act.body.reason ? [act.body.reason] : [],
    )
    log.reason = reasons.join('; ') || undefined
    const { knew: place } = body
    const at = { epoch: epochOf(deps), place: place ?? 0 }
    const knew = new Map(place === undefined ? [] : body.acts.map(({ id }) => [id as string, at] as const))
    const met = new Set<string>()
    const recording = { db, deps, actor, knew, met }
    const told = (id: string) => met.has(id) && { conflict: true as const }
    if (body.acts.length === 1) {
      // Alone it needs no savepoint: its refusal is the request's.
      await recordActs(recording, body.acts)
      const { id } = body.acts[0]!
      return { answers: [{ id, outcome: 'kept' as const, ...told(id) }] }
    }
    const answers = await recordEach(recording, body.acts, language)
    log.details = `${answers.filter((a) => a.outcome === 'kept').length}/${answers.length}`
    return {
      answers: answers.map((answer) => ({ ...answer, ...(answer.outcome === 'kept' && told(answer.id)) })),
    }
  })
}
