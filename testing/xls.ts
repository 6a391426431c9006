/** A record of BIFF8: its kind and its bytes. */
export type XlsRecord = [kind: number, data: Buffer]

type Xls = { name?: string; records: XlsRecord[] }

const SECTOR = 512
const END_OF_CHAIN = 0xfffffffe

/**
 * A workbook of Excel 97–2003 around these records, which stand between the beginning and the end of the workbook's
 * stream. Longer than the small sectors, so that it has none.
 */
export function xlsOf({ name = 'Workbook', records }: Xls): Buffer {
  const written = Buffer.concat(records.map(recordOf))
  const begin = recordOf([0x0809, beginning(5)])
  const stream = Buffer.concat([begin, written, recordOf([0x000a, Buffer.alloc(0)])])
  const data = padded(Buffer.concat([stream, Buffer.alloc(Math.max(0, 4096 - stream.length))]))
  const sectors = data.length / SECTOR
  const tables = Math.ceil((sectors + 2) / 126)
  // Sectors: the tables of chains, the directory, the stream.
  const first = tables + 1
  const chains = Buffer.alloc(tables * SECTOR, 0xff)
  for (let i = 0; i < tables; i++) chains.writeUInt32LE(0xfffffffd, i * 4)
  chains.writeUInt32LE(END_OF_CHAIN, tables * 4)
  for (let i = 0; i < sectors; i++)
    chains.writeUInt32LE(i === sectors - 1 ? END_OF_CHAIN : first + i + 1, (first + i) * 4)
  const directory = padded(
    Buffer.concat([entryOf('Root Entry', 5), entryOf(name, 2, { start: first, size: data.length })]),
  )
  return Buffer.concat([headerOf(tables), chains, directory, data])
}

export const recordOf = ([kind, data]: XlsRecord): Buffer => {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(kind, 0)
  head.writeUInt16LE(data.length, 2)
  return Buffer.concat([head, data])
}

/** What begins the workbook (5) or a sheet (16). */
export function beginning(kind: number): Buffer {
  const data = Buffer.alloc(16)
  data.writeUInt16LE(0x0600, 0)
  data.writeUInt16LE(kind, 2)
  return data
}

function headerOf(tables: number): Buffer {
  const header = Buffer.alloc(SECTOR)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(tables, 44)
  header.writeUInt32LE(tables, 48)
  header.writeUInt32LE(4096, 56)
  header.writeUInt32LE(END_OF_CHAIN, 60)
  header.writeUInt32LE(END_OF_CHAIN, 68)
  header.fill(0xff, 76)
  for (let i = 0; i < tables; i++) header.writeUInt32LE(i, 76 + i * 4)
  return header
}

function entryOf(name: string, kind: number, { start = END_OF_CHAIN, size = 0 } = {}): Buffer {
  const entry = Buffer.alloc(128)
  entry.write(name, 0, 'utf16le')
  entry.writeUInt16LE((name.length + 1) * 2, 64)
  entry[66] = kind
  entry.fill(0xff, 68, 80)
  entry.writeUInt32LE(start, 116)
  entry.writeUInt32LE(size, 120)
  return entry
}

const padded = (bytes: Buffer) =>
  Buffer.concat([bytes, Buffer.alloc((SECTOR - (bytes.length % SECTOR)) % SECTOR)])
