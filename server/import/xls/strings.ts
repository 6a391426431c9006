import { UnreadableFile } from '../file-problem.ts'

/** Text of BIFF8: a count of characters, a flag whether each takes two bytes, the characters. */
export function textIn(data: Buffer, { at, countBytes }: { at: number; countBytes: 1 | 2 }): string {
  const count = countBytes === 1 ? data.readUInt8(at) : data.readUInt16LE(at)
  if (count === 0) return ''
  const isWide = (data.readUInt8(at + countBytes) & 1) === 1
  const from = at + countBytes + 1
  const to = from + count * (isWide ? 2 : 1)
  if (to > data.length) throw new UnreadableFile('damaged')
  return data.toString(isWide ? 'utf16le' : 'latin1', from, to)
}

/**
 * The table of strings. It goes over several records, and a string may be cut anywhere between two characters;
 * the rest then begins with a flag of its own.
 */
export function stringTable(records: readonly Buffer[], most: number): string[] {
  const reader = new Joined(records)
  reader.skip(4)
  const count = Math.min(reader.uint32(), most)
  const strings: string[] = []
  while (strings.length < count && !reader.atEnd()) strings.push(reader.string())
  return strings
}

const RICH = 8
const ASIAN = 4

class Joined {
  readonly #records: readonly Buffer[]
  #record = 0
  #at = 0

  constructor(records: readonly Buffer[]) {
    this.#records = records
  }

  #left(): number {
    return (this.#records[this.#record]?.length ?? 0) - this.#at
  }

  /** Steps over the ends of records; false at the end of the last. */
  #settle(): boolean {
    while (this.#record < this.#records.length && this.#left() === 0) {
      this.#record++
      this.#at = 0
    }
    return this.#record < this.#records.length
  }

  atEnd(): boolean {
    return !this.#settle()
  }

  #byte(): number {
    if (!this.#settle()) throw new UnreadableFile('damaged')
    return this.#records[this.#record]![this.#at++]!
  }

  #uint16(): number {
    return this.#byte() | (this.#byte() << 8)
  }

  uint32(): number {
    return (this.#uint16() | (this.#uint16() << 16)) >>> 0
  }

  skip(bytes: number): void {
    for (let left = bytes; left > 0; ) {
      if (!this.#settle()) throw new UnreadableFile('damaged')
      const step = Math.min(left, this.#left())
      this.#at += step
      left -= step
    }
  }

  string(): string {
    const count = this.#uint16()
    let flags = this.#byte()
    const runs = flags & RICH ? this.#uint16() : 0
    const extra = flags & ASIAN ? this.uint32() : 0
    let text = ''
    for (let left = count; left > 0; ) {
      if (this.#left() === 0) flags = this.#byte()
      const width = flags & 1 ? 2 : 1
      const take = Math.min(left, Math.floor(this.#left() / width))
      if (take === 0) throw new UnreadableFile('damaged')
      const record = this.#records[this.#record]!
      text += record.toString(width === 2 ? 'utf16le' : 'latin1', this.#at, this.#at + take * width)
      this.#at += take * width
      left -= take
    }
    this.skip(runs * 4 + extra)
    return text
  }
}
