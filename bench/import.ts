import { setTimeout as sleep } from 'node:timers/promises'
import {
  commitImport,
  type ImportItem,
  importProgress,
  openImport,
  previewImport,
} from '#domain/import/import-api.ts'
import type { Operation } from './operations.ts'
import type { Server } from './processes.ts'
import { type Line, single } from './result.ts'
import { rosterFile } from './roster-file.ts'
import type { Bench } from './under-load.ts'

/** Others record a fact now and then while the import runs: some twenty a second, a busy morning of 600 workers. */
const OTHERS = { clients: 4, pause: 200, milliseconds: 2_000 }

/** A roster of 40 columns: read, checked and compared, then written, with others saving meanwhile. */
export async function measureImport(
  { ours, generator }: Bench,
  saving: Operation,
  rows: number,
): Promise<Line[]> {
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(await rosterFile(rows))]), '花名册.xlsx')
  const previewed = await timed(() => ask(ours, 'POST', previewImport.path, form))
  const { importId, created } = previewed.answer
  let over = false
  const committed = timed(() => written(ours, importId)).finally(() => {
    over = true
  })
  const slowest: number[] = []
  while (!over) {
    const { port, headers } = ours
    const load = { port, headers, requests: saving.requests, ...OTHERS }
    slowest.push((await generator.put(load)).p95)
  }
  const { seconds } = await committed
  const name = `import of ${rows} × 40`
  return [
    {
      ...single('import preview', `${name}, preview`, previewed.seconds, {
        unit: 's',
        most: (8 * rows) / 10_000,
      }),
      note: `${created} new`,
    },
    single('import commit', `${name}, commit`, seconds, { unit: 's', most: (8 * rows) / 10_000 }),
    single('import others', "others' saves meanwhile, p95", Math.max(...slowest), { unit: 'ms', most: 350 }),
  ]
}

/** From the click until the last row is written, as the page asks for it. */
async function written(ours: Server, importId: string): Promise<ImportItem> {
  const at = (path: string) => path.replace(':import', importId)
  let { status } = await ask(ours, 'POST', at(commitImport.path))
  while (status === 'committing') {
    await sleep(200)
    status = (await ask(ours, 'GET', at(importProgress.path))).status
  }
  const item = await ask(ours, 'GET', at(openImport.path))
  if (item.status !== 'committed') throw new Error(`the import ended as ${item.status}: ${item.problem}`)
  return item
}

async function ask(server: Server, method: string, path: string, body?: FormData): Promise<ImportItem> {
  const headers = Object.fromEntries(server.headers.map((line) => line.split(': ')))
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method, headers, body })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as ImportItem
}

async function timed(work: () => Promise<ImportItem>) {
  const began = performance.now()
  const answer = await work()
  return { answer, seconds: (performance.now() - began) / 1000 }
}
