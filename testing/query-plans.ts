import type { Db } from '#server/db/db.ts'

const LARGE = [
  'act',
  'act_place',
  'child',
  'kin',
  'child_state',
  'child_gram',
  'evidence',
  'audit',
  'person_key',
]

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] }

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

/**
 * A connection that explains every statement before it runs it, as the role that runs it. With sequential scans
 * made dear, one that is still in the plan is there because no index can serve the condition under row-level
 * security: on a large county it would read every row. `bad` collects them.
 */
export function explaining(db: Db): Db & { bad: string[]; seen: number } {
  const watch = { bad: [] as string[], seen: 0 }
  const explain = async (text: string, values: unknown[] = []) => {
    if (!/^\s*(select|with|update|delete)/i.test(text)) return
    await db.rows('set local enable_seqscan = off')
    const [row] = await db.rows<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${text}`, values)
    await db.rows('set local enable_seqscan = on')
    watch.seen++
    for (const node of nodes(row!['QUERY PLAN'][0]!.Plan))
      if (node['Node Type'] === 'Seq Scan' && LARGE.includes(node['Relation Name'] ?? ''))
        watch.bad.push(`${node['Relation Name']}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`)
  }
  return Object.assign(watch, {
    acts: db.acts,
    rows: async <R>(text: string, values?: unknown[]) => {
      await explain(text, values)
      return db.rows<R>(text, values)
    },
    one: async <R>(text: string, values?: unknown[]) => {
      await explain(text, values)
      return db.one<R>(text, values)
    },
    run: async (text: string, values?: unknown[]) => {
      await explain(text, values)
      return db.run(text, values)
    },
  })
}
