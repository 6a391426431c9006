/**
 * What a roster may cost to read. The largest township fits many times; a hostile file is refused before it costs
 * more. Declared sizes are never believed: bytes are counted while unpacking.
 */
export const READ_LIMITS = {
  sheets: 100,
  /** Rows with something in them, over all sheets. */
  rows: 120_000,
  columns: 256,
  /** No fact holds more; the rest of a longer text is not kept. */
  cellLength: 4_000,
  unpackedBytes: 300 * 1024 * 1024,
  /** The table of strings is unpacked whole, unlike the sheets. */
  stringBytes: 64 * 1024 * 1024,
  milliseconds: 60_000,
  heapMegabytes: 384,
}
export type ReadLimits = typeof READ_LIMITS
