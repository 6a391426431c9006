/**
 * The least that a server can do: Node's HTTP and `pg`, prepared statements, as the database's owner. No sign-in, no
 * permissions, no row-level security, no log, no sealing, no checking. It takes the bodies that ours takes and
 * answers the same things as far as SQL alone can give them.
 */
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { rangeOf } from '#domain/area/area.ts'
import { SCHOOLING } from '#domain/fact/code-lists.ts'
import { wantedGrams } from '#server/child/grams.ts'
import { masterKey } from '#server/crypto/master-key.ts'
import { createVault } from '#server/crypto/vault.ts'
import { findRunning } from '#server/db/embedded.ts'
import { LIST, OPEN, SAVE, SEARCH_BEGINNING, SEARCH_GRAM } from './statements.ts'

const [dataDir, county] = process.argv.slice(2) as [string, string]
const vault = createVault(await masterKey(dataDir, false))
const pool = new pg.Pool({ max: 20, ...findRunning(dataDir)!.owner, ...{ pipeline: true } })

const names = new Map<string, string>()
const prepared = (text: string, values: unknown[]) => {
  if (!names.has(text)) names.set(text, `s${names.size}`)
  return { name: names.get(text)!, text, values }
}
const rows = async (text: string, values: unknown[]) => (await pool.query(prepared(text, values))).rows

async function found(text: string, values: unknown[]) {
  const shown = await rows(text, values)
  return { total: Number(shown[0].total), rows: shown }
}

type ListBody = { q?: string; area: string; where: { schooling: (keyof typeof SCHOOLING)[] } }
async function list({ q, area, where }: ListBody) {
  if (!q) {
    const { lo, hi } = rangeOf(area)
    const values = [county, lo, hi, where.schooling.map((key) => SCHOOLING[key].n)]
    const [[counted], shown] = await Promise.all([rows(LIST.count, values), rows(LIST.page, values)])
    return { total: Number(counted.total), rows: shown }
  }
  const wanted = wantedGrams(vault, q).at(-1)!
  if ('gram' in wanted) return found(SEARCH_GRAM, [county, wanted.gram])
  if ('id' in wanted) return { total: 0, rows: [] }
  return found(SEARCH_BEGINNING, [county, wanted.beginning, `${wanted.beginning}\u{10ffff}`])
}

type ActBody = {
  acts: { id: string; kind: string; child: string; writtenAt: string; body: { day: string; facts: object } }[]
}
async function save({ acts: [act] }: ActBody) {
  const { id, kind, child, writtenAt, body } = act!
  const facts = body.facts as Record<string, { value: string }>
  const client = await pool.connect()
  const written = [county, id, kind, child, writtenAt, body.day, JSON.stringify(body)]
  const now = [county, child, facts.lastParentContactOn!.value, facts.needs!.value]
  await Promise.all([
    client.query('begin'),
    client.query(prepared(SAVE.act, written)),
    client.query(prepared(SAVE.child, now)),
    client.query('commit'),
  ])
  client.release()
  return { answers: [{ id, outcome: 'kept' }] }
}

async function bodyOf(request: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString())
}

async function answer(request: IncomingMessage): Promise<unknown> {
  if (request.url === '/api/children/list') return list(await bodyOf(request))
  if (request.url === '/api/acts') return save(await bodyOf(request))
  return (await rows(OPEN, [county, request.url!.split('/').at(-1)]))[0]
}

const server = createServer(async (request, response) => {
  const text = JSON.stringify(await answer(request))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit())
