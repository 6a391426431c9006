/**
 * A signature as lines on a sheet of this size: a path of SVG with M and L alone and whole numbers, so that it is drawn
 * the same on a screen and on paper, and is never anything but lines.
 */
export const SHEET = { width: 600, height: 240 } as const

export const LONGEST_SIGNATURE = 20_000

const PATH = /^(M\d{1,3} \d{1,3}(L\d{1,3} \d{1,3})*)+$/
export const isStrokes = (path: string): boolean => PATH.test(path)

/** As little as this may be a finger that slipped. */
const LEAST_POINTS = 4

type Point = { x: number; y: number }

/** What a pen has drawn on a sheet of any size; undefined where that is no signature. */
export function strokesOf(
  lines: readonly (readonly Point[])[],
  size: { width: number; height: number },
): string | undefined {
  const scale = Math.min(SHEET.width / size.width, SHEET.height / size.height)
  const within = (n: number, most: number) => Math.min(most, Math.max(0, Math.round(n * scale)))
  const drawn = lines.filter((line) => line.length > 0).map((line) => thinned(line))
  if (drawn.reduce((sum, line) => sum + line.length, 0) < LEAST_POINTS) return undefined
  const path = drawn
    .map((line) =>
      line
        .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${within(x, SHEET.width)} ${within(y, SHEET.height)}`)
        .join(''),
    )
    .join('')
  return path.length <= LONGEST_SIGNATURE ? path : undefined
}

/** A slow finger gives more points than anybody sees. */
const MOST_POINTS = 150
function thinned(line: readonly Point[]): readonly Point[] {
  const step = Math.ceil(line.length / MOST_POINTS)
  return step === 1 ? line : line.filter((_, i) => i % step === 0 || i === line.length - 1)
}

/** The lines as pairs of numbers: to be set on paper. */
export const linesOf = (strokes: string): [number, number][][] =>
  strokes
    .split('M')
    .slice(1)
    .map((line) => line.split('L').map((point) => point.split(' ').map(Number) as [number, number]))
