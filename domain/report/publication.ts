import type { Figure } from './figure.ts'
import { ETHNICITY, GUARDIAN_KEYS, SEX_KEYS } from './figure.ts'

/**
 * The smallest number of children that may be made public: behind fewer of them stands somebody whom a village
 * recognises. Project default, not law.
 */
export const SMALLEST_PUBLISHED = 5

/** Figures that make a sum; whoever knows all of them but one knows that one too. */
type Sum = readonly Figure[]

/**
 * The numbers (Figure.n) that a report for the public must not tell: the small ones, and as many of those beside
 * them in a sum that none of the small ones can be reckoned back.
 */
export function hiddenFigures(figures: readonly Figure[]): Set<number> {
  const hidden = new Set(figures.filter(isSmall).map(({ n }) => n))
  const sums = sumsOf(figures)
  for (let settled = false; !settled; ) {
    settled = true
    for (const sum of sums) {
      const open = oneMoreToHide(sum, hidden)
      if (!open) continue
      hidden.add(open.n)
      settled = false
    }
  }
  return hidden
}

const isSmall = ({ value }: Figure) => value > 0 && value < SMALLEST_PUBLISHED

/** Two unknowns of a sum guard each other, unless together they are so few that each must be one or two. */
function oneMoreToHide(sum: Sum, hidden: ReadonlySet<number>): Figure | undefined {
  const [total, ...parts] = sum
  const unknown = sum.filter(({ n }) => hidden.has(n))
  if (unknown.length === 0) return undefined
  const together = unknown.filter((one) => one !== total).reduce((all, { value }) => all + value, 0)
  if (unknown.length > 1 && together >= SMALLEST_PUBLISHED) return undefined
  // A small total tells nothing more of its parts than that they are small, which their absence says too.
  if (hidden.has(total!.n) && parts.every((part) => hidden.has(part.n) || part.value === 0)) return undefined
  const next = parts
    .filter(({ n, value }) => !hidden.has(n) && value > 0)
    .toSorted((a, b) => a.value - b.value)[0]
  return next ?? (hidden.has(total!.n) ? undefined : total)
}

function sumsOf(figures: readonly Figure[]): Sum[] {
  const whole = figures.filter(({ inRow }) => !inRow)
  const rows = [
    ...Map.groupBy(
      figures.filter(({ inRow }) => inRow),
      ({ area }) => area,
    ).values(),
  ]
  const sum = (of: readonly Figure[], keys: readonly string[]) =>
    ['total', ...keys].flatMap((key) => of.filter((one) => one.key === key))
  const down = ['total', ...SEX_KEYS].map((key) => figures.filter((one) => one.key === key))
  return [
    ...[whole, ...rows].map((of) => sum(of, SEX_KEYS)),
    ...down,
    sum(whole, GUARDIAN_KEYS),
    sum(whole, [ETHNICITY]),
  ].filter((one) => one.length > 1)
}
