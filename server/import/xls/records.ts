import { UnreadableFile } from '../file-problem.ts'

/** The records of BIFF8 that tell what stands in cells; all others are passed over. */
export const KIND = {
  begin: 0x0809,
  end: 0x000a,
  continue: 0x003c,
  encrypted: 0x002f,
  dateSystem: 0x0022,
  sheet: 0x0085,
  format: 0x041e,
  cellFormat: 0x00e0,
  strings: 0x00fc,
  columns: 0x007d,
  number: 0x0203,
  shortNumber: 0x027e,
  shortNumbers: 0x00bd,
  stringInTable: 0x00fd,
  text: 0x0204,
  richText: 0x00d6,
  truthOrError: 0x0205,
  formula: 0x0006,
  formulaText: 0x0207,
  merges: 0x00e5,
} as const

export type BiffRecord = { kind: number; at: number; data: Buffer }

/** Records one after the other from a place in the stream; what is cut off is damaged, not ignored. */
export function* recordsFrom(stream: Buffer, from = 0): Generator<BiffRecord, void, undefined> {
  for (let at = from; at + 4 <= stream.length; ) {
    const kind = stream.readUInt16LE(at)
    const length = stream.readUInt16LE(at + 2)
    if (kind === 0 && length === 0) return
    if (at + 4 + length > stream.length) throw new UnreadableFile('damaged')
    yield { kind, at, data: stream.subarray(at + 4, at + 4 + length) }
    at += 4 + length
  }
}

/** Four bytes that hold a number: whole or not, perhaps divided by a hundred. */
export function shortNumber(data: Buffer, at: number): number {
  const raw = data.readInt32LE(at)
  const eight = Buffer.alloc(8)
  eight.writeInt32LE(raw & ~3, 4)
  const value = raw & 2 ? raw >> 2 : eight.readDoubleLE(0)
  return raw & 1 ? value / 100 : value
}
