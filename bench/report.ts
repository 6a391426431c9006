import type { Figure, Line, Result } from './result.ts'

const number = (n: number): string =>
  n >= 100 ? String(Math.round(n)) : n >= 10 ? n.toFixed(1) : n.toFixed(2)
const times = ({ p50, p95, perSecond }: Figure): string =>
  `${number(p50)}/${number(p95)} ${Math.round(perSecond)}/s`

const HEADS = [
  'operation',
  'raw SQL',
  'bare 1',
  'bare 16',
  'ours 1',
  'ours 16',
  'ratio 1',
  'ratio 16',
  'bar',
  '',
]

function cells({ operation, raw, bare, ours, ratio, value, bar, pass, note }: Line): string[] {
  return [
    operation,
    raw === undefined ? '' : number(raw),
    bare ? times(bare.one) : '',
    bare ? times(bare.sixteen) : '',
    ours ? times(ours.one) : value ? `${number(value.amount)} ${value.unit}` : '',
    ours ? times(ours.sixteen) : (note ?? ''),
    ratio ? ratio.one.toFixed(2) : '',
    ratio ? ratio.sixteen.toFixed(2) : '',
    bar ?? '',
    pass === undefined ? '' : pass ? 'pass' : 'MISS',
  ]
}

/** For people: times in ms, p50/p95, and answers a second. */
export function printed(result: Result): string {
  const rows = [HEADS, ...result.lines.map(cells)]
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const table = rows.map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
  const missed = result.lines.filter(({ pass }) => pass === false).length
  return [
    `${result.children} children in ${result.counties === 1 ? 'one county' : `${result.counties} counties`}, ${result.machine}`,
    `loaded by the product's own way of writing: ${result.loaded.perSecond} children/s; times in ms, p50/p95`,
    '',
    ...table,
    '',
    missed === 0
      ? 'every bar holds'
      : `${missed} of ${result.lines.filter(({ bar }) => bar).length} bars missed`,
  ].join('\n')
}
