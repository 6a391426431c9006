import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Made } from './database.ts'
import type { Line, Result } from './result.ts'

const SMALLER = 100_000
const BAR = 1.3

/** Ten times the children against the run at 100,000 beside it, where there is one: times of ours at one client. */
export function againstSmaller(dataDir: string, made: Made, lines: readonly Line[]): Line[] {
  const file = join(dirname(dataDir), String(SMALLER), 'result.json')
  if (made.children <= SMALLER || !existsSync(file)) return []
  const smaller = JSON.parse(readFileSync(file, 'utf8')) as Result
  return lines.flatMap((line) => {
    const before = smaller.lines.find(({ key }) => key === line.key)
    if (!line.ours || !before?.ours || line.key === 'save') return []
    const ratio = {
      one: line.ours.one.p50 / before.ours.one.p50,
      sixteen: line.ours.sixteen.p50 / before.ours.sixteen.p50,
    }
    return [
      {
        key: `${line.key} larger`,
        operation: `${line.operation}, times those at 100,000`,
        ratio,
        bar: `≤ ${BAR}`,
        pass: Math.max(ratio.one, ratio.sixteen) <= BAR,
      },
    ]
  })
}
