import { chinaDay } from '#domain/dates.ts'
import { entryOn, type PolicyEntry } from '#domain/policy/policy.ts'
import { decidePolicy, listPolicy, proposePolicy } from '#domain/policy/policy-api.ts'
import { POLICY_KEYS, type PolicyKey } from '#domain/policy/policy-keys.ts'
import { type AreaNames, areaNames } from '../area/area-names.ts'
import { createRespeller, waitingIn, wholeCounty } from '../circumstance/due.ts'
import { inTransaction } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { type Serving, serve } from '../http/serve.ts'
import { createBackground } from './background.ts'
import { measureEffect } from './effect.ts'
import { decide, entryOf, listProposals, proposal, propose } from './proposals.ts'

export function policyRoutes({ app, deps }: Serving): void {
  const complain = (problem: unknown) =>
    app.log.error(
      { kind: String((problem as Error)?.name), code: (problem as { code?: string })?.code },
      'circumstances cannot be told anew',
    )
  const respeller = createRespeller(deps, complain)
  const measuring = createMeasuring(deps, complain)
  app.addHook('onReady', async () => {
    respeller.look()
    await measuring.resume()
  })
  app.addHook('onClose', () => Promise.all([respeller.stop(), measuring.stop()]).then(() => {}))
  const named = async <O extends { db: Parameters<typeof areaNames>[1] }>(on: O) => ({
    ...on,
    deps,
    names: await areaNames(deps.pool, on.db, deps.county.code),
  })

  serve({ app, deps }, listPolicy, async ({ params, db, actor }) => {
    const on = params.on ?? chinaDay(deps.now())
    const asking = await named({ db, actor })
    const book = deps.policy.book()
    const area = `${deps.county.code}000000`
    const shown = (entry: PolicyEntry) => showEntry(entry, asking.names)
    return {
      on,
      inForce: (Object.keys(POLICY_KEYS) as PolicyKey[]).flatMap((key) => {
        const entry = entryOn(book, key, { area, day: on })
        return entry ? [shown(entry)] : []
      }),
      history: book.entries
        .filter(({ area }) => area.startsWith(deps.county.code) || deps.county.code.startsWith(area))
        .map(shown),
      proposals: await listProposals(asking),
      waiting: await waitingIn(db, deps.county.code),
    }
  })
  serve({ app, deps }, proposePolicy, async ({ body, db, actor, afterwards }) => {
    const proposed = await propose(await named({ db, actor }), body)
    afterwards(() => measuring.start(proposed.id))
    return proposed
  })
  serve({ app, deps }, decidePolicy, async ({ params, body, db, actor, afterwards, log }) => {
    const decided = await decide(await named({ db, actor }), params.proposal, body.decision)
    log.details = `${decided.key} ${decided.decision}`
    afterwards(() => void respeller.look())
    return decided
  })
}

function showEntry(entry: PolicyEntry, names: AreaNames) {
  const { id, key, area, from, value, document, clause, standing } = entry
  return {
    id,
    key,
    scope: area,
    scopeName: area === '' ? '' : names.name(area.padEnd(12, '0')),
    from,
    value: value as number | boolean | string[] | null,
    document,
    clause,
    standing,
  }
}

/** Counts what proposals would do, one after the other; what a stopped server left is counted anew. */
function createMeasuring(deps: Deps, complain: (problem: unknown) => void) {
  const background = createBackground(complain)
  const write = <T>(work: Parameters<typeof inTransaction<T>>[3]) =>
    inTransaction(deps.pool, deps.county.code, wholeCounty(deps), work)

  async function measure(id: string): Promise<void> {
    const row = await write((db) => proposal({ db, deps }, id))
    if (row.decision !== null || row.effect?.done) return
    await measureEffect(
      deps,
      entryOf(row),
      (effect) =>
        write(async (db) => {
          await db.run('update policy_entry set effect = $3 where county = $1 and id = $2', [
            deps.county.code,
            id,
            JSON.stringify(effect),
          ])
        }),
      background.ending,
    )
  }
  const start = (id: string) => background.start(() => measure(id))
  return {
    start,
    async resume(): Promise<void> {
      const left = await write((db) =>
        db.rows<{ id: string }>(
          `select id from policy_entry where county = $1 and decision is null and coalesce(effect->>'done', 'false') <> 'true'`,
          [deps.county.code],
        ),
      )
      for (const { id } of left) start(id)
    },
    stop: background.stop,
  }
}
