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

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

/** Every node of a plan; the index scan below a bitmap is told its table. */
const nodes = (plan: Plan): Plan[] => [
  plan,
  ...(plan.Plans ?? []).flatMap((below) => nodes({ 'Relation Name': plan['Relation Name'], ...below })),
]

const WHOLE = ['seqscan', 'hashjoin', 'mergejoin']

/** Walked in order until a page is full, so a condition on the county alone is what it should have. */
const WALKED = ['child_pinyin', 'child_birth']

/** A whole table, or a whole county of it: without an index, or with one that is asked for nothing but the county. */
function readsWhole(node: Plan): boolean {
  if (!LARGE.includes(node['Relation Name'] ?? '')) return false
  if (node['Node Type'] === 'Seq Scan') return true
  if (!/^(Index|Index Only|Bitmap Index) Scan$/.test(node['Node Type'])) return false
  if (WALKED.includes(node['Index Name']!)) return false
  const asked = node['Index Cond']?.match(/\(+"?(\w+)"?\)?(::text)? (=|<|>|<=|>=) /g) ?? []
  // Counting what is in reach reads what is in reach; everything else must be asked for by more than its reach.
  const reach = ['child', 'child_state'].includes(node['Relation Name']!) ? /county/ : /county|area_code/
  return asked.every((column) => reach.test(column))
}

/**
 * A connection that explains every statement before it runs it, as the role that runs it. With sequential scans and
 * joins of whole tables made dear, one that is still in the plan is there because no index can serve the condition
 * under row-level security: on a large county it would read every row. `bad` collects them. Asked with bitmaps and
 * without, since a bitmap of everything is the cheapest way through a table of a few pages.
 */
export function explaining(db: Db): Db & { bad: string[]; seen: number } {
  const watch = { bad: [] as string[], seen: 0 }
  const planWith = (ways: readonly string[], state: 'on' | 'off') =>
    Promise.all(ways.map((way) => db.rows(`set local enable_${way} = ${state}`)))
  // One at a time: statements are sent without waiting for each other, and the settings are the transaction's.
  let turn: Promise<unknown> = Promise.resolve()
  const explain = (text: string, values?: unknown[]) => {
    turn = turn.then(() => explainNow(text, values))
    return turn
  }
  const wholeReads = async (without: readonly string[], text: string, values: unknown[]) => {
    await planWith(without, 'off')
    const [row] = await db.rows<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${text}`, values)
    await planWith(without, 'on')
    return nodes(row!['QUERY PLAN'][0]!.Plan).filter(readsWhole)
  }
  const explainNow = async (text: string, values: unknown[] = []) => {
    if (!/^\s*(select|with|update|delete)/i.test(text)) return
    watch.seen++
    const found = await wholeReads(WHOLE, text, values)
    if (found.length === 0 || (await wholeReads([...WHOLE, 'bitmapscan'], text, values)).length === 0) return
    for (const node of found)
      watch.bad.push(
        `${node['Node Type']} ${node['Relation Name'] ?? node['Index Name']} by ${node['Index Cond']}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`,
      )
  }
  return Object.assign(watch, {
    acts: db.acts,
    later: db.later,
    settled: db.settled,
    idle: db.idle,
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
