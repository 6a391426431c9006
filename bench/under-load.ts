import type { Load, Loaded } from './load.ts'
import type { Operation } from './operations.ts'
import type { Server, startGenerator } from './processes.ts'
import { type Figure, type Line, median } from './result.ts'

export type Pace = { rounds: number; milliseconds: number }
export type Bench = {
  bare: Server
  ours: Server
  generator: ReturnType<typeof startGenerator>
  pace: Pace
}

/** Design §7: reads at half of the bare server's throughput, saves at a third. */
const BARS = { read: 0.5, save: 1 / 3 }

/** The two servers by turns, so that a busy moment of the machine falls on both. */
export async function compare(bench: Bench, { key, title, kind, requests }: Operation): Promise<Line> {
  const measured: Record<'bare' | 'ours', Record<'one' | 'sixteen', Loaded[]>> = {
    bare: { one: [], sixteen: [] },
    ours: { one: [], sixteen: [] },
  }
  for (const [clients, of] of [
    [1, 'one'],
    [16, 'sixteen'],
  ] as const) {
    // The first round warms caches and plans up and is not counted.
    for (let round = 0; round <= bench.pace.rounds; round++)
      for (const which of ['bare', 'ours'] as const) {
        const { port, headers } = bench[which]
        const milliseconds = bench.pace.milliseconds
        const loaded = await put(bench, { port, headers, clients, milliseconds, requests }, `${key} ${which}`)
        if (round > 0) measured[which][of].push(loaded)
      }
  }
  const figures = (which: 'bare' | 'ours') => ({
    one: figure(measured[which].one),
    sixteen: figure(measured[which].sixteen),
  })
  const [bare, ours] = [figures('bare'), figures('ours')]
  const ratio = {
    one: ours.one.perSecond / bare.one.perSecond,
    sixteen: ours.sixteen.perSecond / bare.sixteen.perSecond,
  }
  const least = BARS[kind]
  const bar = `≥ ${least === 0.5 ? '½' : '⅓'} of bare`
  return { key, operation: title, bare, ours, ratio, bar, pass: Math.min(ratio.one, ratio.sixteen) >= least }
}

async function put({ generator }: Bench, load: Load, what: string): Promise<Loaded> {
  const loaded = await generator.put(load)
  if (loaded.failures > 0) throw new Error(`${what}: ${loaded.failures} failed\n${loaded.firstFailure}`)
  return loaded
}

const figure = (rounds: readonly Loaded[]): Figure => ({
  perSecond: median(rounds.map((r) => r.perSecond)),
  p50: median(rounds.map((r) => r.p50)),
  p95: median(rounds.map((r) => r.p95)),
})
