import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

/**
 * data/areas/areas.bin: the length of the index (4 bytes), the index, and one block for each prefecture, each
 * compressed by itself, so that one county is read without unpacking the country. A block is lines: `#` and
 * nine digits and a name for a township, three digits and a name for each of its villages.
 */
export type AreaIndex = {
  /** The day on which the statistics bureau closed the list. */
  asOf: string
  /** Provinces (2 digits), prefectures (4) and counties (6) with their names. */
  above: [digits: string, name: string][]
  /** Offset behind the index and length, by the four digits of the prefecture. */
  blocks: Record<string, [offset: number, length: number]>
}

const FILE = new URL('../../data/areas/areas.bin', import.meta.url)

export function openAreaFile() {
  const file = readFileSync(FILE)
  const blocksFrom = 4 + file.readUInt32BE(0)
  // Written by our own tool and kept in the repository, so its shape is trusted.
  const index = JSON.parse(brotliDecompressSync(file.subarray(4, blocksFrom)).toString()) as AreaIndex

  function linesOf(prefecture: string): string[] {
    const [offset, length] = index.blocks[prefecture] ?? [0, 0]
    if (length === 0) return []
    const from = blocksFrom + offset
    return brotliDecompressSync(file.subarray(from, from + length))
      .toString()
      .split('\n')
  }
  return { index, linesOf }
}
