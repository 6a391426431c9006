import { z } from 'zod'
import type { CodeList } from '../fact/code-lists.ts'

/** What strata are made of, beside the village. */
export const STRATIFIED_BY = {
  tier: { n: 1, zh: '村（居）和关注程度', en: 'Village and attention' },
  circumstance: { n: 2, zh: '村（居）和儿童类别', en: 'Village and circumstance' },
  village: { n: 3, zh: '村（居）', en: 'Village' },
} as const satisfies CodeList
export type StratifiedBy = keyof typeof STRATIFIED_BY

/** Groups of children by their circumstances, each in the first that holds. */
export const GROUP = {
  leftBehind: { n: 1, zh: '农村留守儿童', en: 'Left-behind' },
  inDifficulty: { n: 2, zh: '其他困境儿童', en: 'Otherwise in difficulty' },
  other: { n: 3, zh: '其他儿童', en: 'Others' },
} as const satisfies CodeList
export type Group = keyof typeof GROUP

/** share: so many of a hundred. total: so many in all. each: so many of every stratum. */
export const SIZES = {
  share: { zh: '按比例（%）', en: 'Share (%)', most: 100 },
  total: { zh: '总人数', en: 'In all', most: 2_000 },
  each: { zh: '每层人数', en: 'Of each stratum', most: 50 },
} as const
export type SizeKind = keyof typeof SIZES

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])

/** How a sample is drawn; it stands in the file of the draw, so that anybody can draw again. */
export const DrawRule = z
  .strictObject({
    by: key<StratifiedBy>(STRATIFIED_BY),
    size: key<SizeKind>(SIZES),
    n: z.number().int().min(1),
    atLeastOne: z.boolean().describe('每层至少一名'),
  })
  .refine(({ size, n }) => n <= SIZES[size].most, { message: 'n' })
export type DrawRule = z.infer<typeof DrawRule>

/** A child that may be drawn, by its opaque id. */
export type Listed = { child: string; village: string; stratum: string }

/**
 * How many are drawn of each stratum. `share` rounds the whole up, never a stratum. Seats go by the largest remainder,
 * of equal ones the stratum whose name comes first; with `atLeastOne` the sample grows rather than leave one out.
 */
export function allocate(
  sizes: ReadonlyMap<string, number>,
  { size, n, atLeastOne }: Pick<DrawRule, 'size' | 'n' | 'atLeastOne'>,
): Map<string, number> {
  const strata = [...sizes].sort(([a], [b]) => (a < b ? -1 : 1))
  if (size === 'each') return new Map(strata.map(([name, there]) => [name, Math.min(n, there)]))
  const all = strata.reduce((sum, [, there]) => sum + there, 0)
  const wanted = size === 'share' ? Math.ceil((all * n) / 100) : Math.min(n, all)
  // Whole numbers throughout: another machine must not round otherwise.
  const seats = strata.map(([name, there]) => {
    const whole = all === 0 ? 0 : Math.floor((wanted * there) / all)
    const raised = atLeastOne && whole === 0 && there > 0
    return { name, n: raised ? 1 : whole, rest: raised ? 0 : wanted * there - whole * all }
  })
  const left = wanted - seats.reduce((sum, seat) => sum + seat.n, 0)
  const next = seats.toSorted((a, b) => b.rest - a.rest || (a.name < b.name ? -1 : 1))
  for (const seat of next.slice(0, Math.max(0, left))) if (seat.rest > 0) seat.n += 1
  return new Map(seats.map((seat) => [seat.name, seat.n]))
}

/** The seed: what the system had fixed before, and a public number behind it where there is one. */
export const seedOf = ({ secret, publicNumber }: { secret: string; publicNumber: string }): string =>
  publicNumber ? `${secret}/${publicNumber}` : secret

/**
 * Draws: within each stratum children stand in the order of sha256(seed/child), and the first are taken. `sha256` answers
 * hex; it is handed in, since nothing here knows a machine.
 */
export function drawSample(
  frame: readonly Listed[],
  rule: DrawRule,
  seed: string,
  sha256: (text: string) => string,
): Listed[] {
  const strata = Map.groupBy(frame, ({ stratum }) => stratum)
  const seats = allocate(new Map([...strata].map(([name, all]) => [name, all.length])), rule)
  return [...seats].flatMap(([name, n]) =>
    (strata.get(name) ?? [])
      .map((one) => ({ one, mark: sha256(`${seed}/${one.child}`) }))
      .sort((a, b) => (a.mark < b.mark ? -1 : 1))
      .slice(0, n)
      .map(({ one }) => one),
  )
}
