import type { RowIssue } from '#domain/import/import-api.ts'

export type Weight = 'refused' | 'flagged' | 'noted'
export type ProblemGroup = { key: string; weight: Weight; message: string; count: number; places: string }

/** 6, 7, 8, 12 → "6–8, 12". */
export function rowRanges(rows: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const row of [...new Set(rows)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && row === last[1] + 1) last[1] = row
    else ranges.push([row, row])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}

function placesOf(issues: readonly RowIssue[]): string {
  const bySheet = Map.groupBy(issues, ({ file, sheet }) => sheet || file)
  return [...bySheet].map(([sheet, all]) => `${sheet} ${rowRanges(all.map(({ row }) => row))}`).join('; ')
}

/** The same problem in forty rows is one line with the rows where it occurs, the heavier and more frequent first. */
export const problemGroups = (weight: Weight, issues: readonly RowIssue[]): ProblemGroup[] =>
  [...Map.groupBy(issues, ({ code, message }) => `${code}/${message}`)]
    .map(([key, same]) => ({
      key: `${weight}/${key}`,
      weight,
      message: same[0]!.message,
      count: same.length,
      places: placesOf(same),
    }))
    .sort((a, b) => b.count - a.count)
