/** Throughput and times of one server under one load: the median of several rounds. */
export type Figure = { perSecond: number; p50: number; p95: number }

export type Line = {
  key: string
  operation: string
  /** p50 in ms of the same statements through one connection. */
  raw?: number
  bare?: { one: Figure; sixteen: Figure }
  ours?: { one: Figure; sixteen: Figure }
  /** Ours through the bare server's throughput. */
  ratio?: { one: number; sixteen: number }
  /** For what is measured alone: seconds, milliseconds, megabytes. */
  value?: { amount: number; unit: string }
  bar?: string
  pass?: boolean
  note?: string
}

export type Result = {
  at: string
  machine: string
  children: number
  counties: number
  loaded: { children: number; perSecond: number }
  lines: Line[]
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** A line that is one number under a bar of so many. */
export const single = (
  key: string,
  operation: string,
  amount: number,
  { unit, most }: { unit: string; most?: number },
): Line => ({
  key,
  operation,
  value: { amount, unit },
  ...(most !== undefined && { bar: `≤ ${most} ${unit}`, pass: amount <= most }),
})
