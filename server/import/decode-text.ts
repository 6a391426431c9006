import { isUtf8 } from 'node:buffer'
import { UnreadableFile } from './file-problem.ts'

/** How a text file is written. Offices do not say it; a mark at the beginning does, or the bytes themselves. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

const MARKS: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
]
const LOOKED_AT = 64 * 1024

/** The text of a file, or a refusal: bytes that no text has are no list. */
export function decodeText(bytes: Buffer): { text: string; encoding: Encoding } {
  const encoding = encodingOf(bytes)
  if (!encoding) throw new UnreadableFile('notXlsx')
  try {
    // GB18030 of offices has a broken byte now and then; a name with a mark is better than no list.
    const fatal = encoding === 'utf-8'
    const text = new TextDecoder(encoding, { fatal, ignoreBOM: false }).decode(bytes)
    if (hasNoText(text)) throw new UnreadableFile('notXlsx')
    return { text, encoding }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('damaged')
  }
}

function encodingOf(bytes: Buffer): Encoding | undefined {
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))
  if (marked) return marked[0]
  const wide = wideWithoutMark(bytes)
  if (wide) return wide
  if (bytes.subarray(0, LOOKED_AT).includes(0)) return undefined
  return isUtf8(bytes) ? 'utf-8' : 'gb18030'
}

/** Commas and digits of UTF-16 have a zero before or behind them, and nothing else has zeros. */
function wideWithoutMark(bytes: Buffer): Encoding | undefined {
  const looked = bytes.subarray(0, LOOKED_AT)
  const zeros = [0, 0]
  for (const [i, byte] of looked.entries()) if (byte === 0) zeros[i % 2]!++
  const [even, odd] = zeros as [number, number]
  if (even + odd < looked.length / 20) return undefined
  if (odd > even * 20) return 'utf-16le'
  return even > odd * 20 ? 'utf-16be' : undefined
}

/** Signs that steer printers stand in pictures and programs, not in lists. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001f]/g
const hasNoText = (text: string) => {
  const looked = text.slice(0, LOOKED_AT)
  const strange = (looked.match(CONTROL)?.length ?? 0) + (looked.match(/\ufffd/g)?.length ?? 0)
  return strange * 20 > looked.length
}
