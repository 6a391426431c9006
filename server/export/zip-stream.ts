import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

/** A part of a zip; its content comes piece by piece and is never held as a whole. */
export type ZipPart = { name: string; pieces: Iterable<Piece> | AsyncIterable<Piece> }
type Piece = string | Uint8Array

const deflated = promisify(deflateRaw as (piece: Buffer, options: object, done: Done) => void)
type Done = (error: Error | null, packed: Buffer) => void

// Each piece ends on a byte and needs nothing of the one before, so that pieces are packed one by one and only when
// they are asked for: whoever stops asking has stopped all of the work.
const OPEN_END = { finishFlush: constants.Z_SYNC_FLUSH }
const LAST_BLOCK = Buffer.from([3, 0])

/** Sizes and sum stand behind the content; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
/** Midnight of 1 January 1980: the file says itself when it was made. */
const NO_TIME = 0x0021_0000
const VERSION = 20

type Written = { name: Buffer; sum: number; packed: number; bytes: number; at: number }

/** A zip of these parts, as bytes to send on. */
export async function* zipStream(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let at = 0
  for (const { name, pieces } of parts) {
    const part: Written = { name: Buffer.from(name), sum: 0, packed: 0, bytes: 0, at }
    const head = local(part)
    yield head
    for await (const text of pieces) {
      const piece = Buffer.from(text as string)
      const packed = (await deflated(piece, OPEN_END)) as Buffer
      part.sum = crc32(piece, part.sum)
      part.bytes += piece.length
      part.packed += packed.length
      yield packed
    }
    part.packed += LAST_BLOCK.length
    const end = Buffer.concat([LAST_BLOCK, record('PK\x07\x08', [], sizes(part))])
    yield end
    at += head.length + part.packed + end.length - LAST_BLOCK.length
    written.push(part)
  }
  const directory = Buffer.concat(written.map(central))
  const count = written.length
  yield Buffer.concat([directory, record('PK\x05\x06', [0, 0, count, count], [directory.length, at], [0])])
}

const sizes = ({ sum, packed, bytes }: Written) => [sum, packed, bytes]

const local = ({ name }: Written) =>
  Buffer.concat([
    record('PK\x03\x04', [VERSION, FLAGS, DEFLATED], [NO_TIME, 0, 0, 0], [name.length, 0]),
    name,
  ])

const central = (part: Written) =>
  Buffer.concat([
    record(
      'PK\x01\x02',
      [VERSION, VERSION, FLAGS, DEFLATED],
      [NO_TIME, ...sizes(part)],
      [part.name.length, 0, 0, 0, 0],
      [0, part.at],
    ),
    part.name,
  ])

/** Numbers of two and of four bytes by turns, behind the mark. What a zip cannot count throws. */
function record(mark: string, ...numbers: number[][]): Buffer {
  const fields = numbers.flatMap((some, turn) =>
    some.map((n) => {
      const field = Buffer.alloc(turn % 2 === 0 ? 2 : 4)
      if (turn % 2 === 0) field.writeUInt16LE(n)
      else field.writeUInt32LE(n)
      return field
    }),
  )
  return Buffer.concat([Buffer.from(mark, 'latin1'), ...fields])
}
