import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { rangeOf } from '#domain/area/area.ts'
import { wantedGrams } from '#server/child/grams.ts'
import { masterKey } from '#server/crypto/master-key.ts'
import { createVault } from '#server/crypto/vault.ts'
import { median } from './result.ts'
import type { Samples } from './samples.ts'
import { LIST, OPEN, SAVE, SEARCH_BEGINNING, SEARCH_GRAM } from './statements.ts'

type Ask = (text: string, values?: unknown[]) => Promise<unknown>
const TIMES = 200

/** The statements alone, one after the other through one connection: p50 in ms by the key of the operation. */
export async function rawSql(
  owner: pg.Client,
  samples: Samples,
  { county, dataDir }: { county: string; dataDir: string },
): Promise<Record<string, number>> {
  const vault = createVault(await masterKey(dataDir, false))
  const names = new Map<string, string>()
  const ask: Ask = (text, values = []) => {
    if (!names.has(text)) names.set(text, `raw${names.size}`)
    return owner.query({ name: names.get(text)!, text, values })
  }
  const both = async ({ count, page }: { count: string; page: string }, values: unknown[]) => {
    await ask(count, values)
    await ask(page, values)
  }
  const search = (q: string) => {
    const wanted = wantedGrams(vault, q).at(-1)!
    if ('beginning' in wanted)
      return ask(SEARCH_BEGINNING, [county, wanted.beginning, `${wanted.beginning}\u{10ffff}`])
    return 'gram' in wanted ? ask(SEARCH_GRAM, [county, wanted.gram]) : Promise.resolve()
  }
  const at = <T>(list: readonly T[], n: number) => list[n % list.length]!
  return {
    list: await p50((n) => {
      const { lo, hi } = rangeOf(at(samples.townships, n))
      return both(LIST, [county, lo, hi, [3]])
    }),
    'search two characters of a name': await p50((n) => search(at(samples.twoCharacters, n))),
    'search initials': await p50((n) => search(at(samples.initials, n))),
    'search the tail of an ID': await p50((n) => search(at(samples.tails, n))),
    open: await p50((n) => ask(OPEN, [county, at(samples.children, n)])),
    save: await p50(async (n) => {
      const [id, child] = [randomUUID(), at(samples.forSaving, n)]
      const now = new Date().toISOString()
      const act = [county, id, 'fact.record', child, now, '2026-01-01', '{"facts":{}}']
      await owner.query('begin')
      await ask(SAVE.act, act)
      await ask(SAVE.child, [county, child, '2026-01-01', Buffer.from('x')])
      await owner.query('commit')
    }),
  }
}

async function p50(work: (n: number) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < TIMES; n++) {
    const began = performance.now()
    await work(n)
    times.push(performance.now() - began)
  }
  return median(times)
}
