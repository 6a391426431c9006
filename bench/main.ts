/** ./tonghu bench, in a process of its own: node bench/main.ts with the options of server/cli/bench.ts. */
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchDatabase } from './database.ts'
import { machine, measure } from './measure.ts'
import { printed } from './report.ts'
import type { Line, Result } from './result.ts'

const { values } = parseArgs({
  options: {
    children: { type: 'string', default: '100000' },
    visits: { type: 'string' },
    counties: { type: 'string' },
    data: { type: 'string' },
    json: { type: 'boolean' },
    import: { type: 'boolean' },
    tables: { type: 'boolean' },
    phone: { type: 'boolean' },
    coverage: { type: 'boolean' },
    tasks: { type: 'boolean' },
    check: { type: 'boolean' },
    rows: { type: 'string', default: '10000' },
    // For the bench's own test: one short round of everything that needs no start of the whole program.
    smoke: { type: 'boolean' },
  },
})
const children = Number(values.children)
const counties = Number(values.counties ?? (children > 100_000 ? 10 : 1))
const folder = values.data ?? fileURLToPath(new URL(`../.tmp/bench/${children}`, import.meta.url))
const say = (text: string) => process.stderr.write(`${text}\n`)

const print = (result: Result) => console.log(values.json ? JSON.stringify(result) : printed(result))
/** What is measured alone, on a county made for it. */
const alone = (lines: Line[], { children: written, perSecond }: { children: number; perSecond: number }) =>
  print({
    at: new Date().toISOString(),
    machine: machine(),
    children: written,
    counties: 1,
    loaded: { children: written, perSecond },
    lines,
  })

if (values.visits) say('走访用 --phone、--coverage 测。 Visits are measured by --phone and --coverage.')
if (values.phone) {
  const { measurePhones } = await import('./phone.ts')
  const phones = values.data ?? fileURLToPath(new URL('../.tmp/bench/phone', import.meta.url))
  const { lines, children: written } = await measurePhones(phones, say)
  alone(lines, { children: written, perSecond: 0 })
  process.exit()
}
if (values.coverage) {
  const { checkCoverage } = await import('./check-coverage.ts')
  const visited = values.data ?? fileURLToPath(new URL(`../.tmp/bench/coverage-${children}`, import.meta.url))
  const { written, perSecond } = await benchDatabase(visited, { children, counties: 1, visits: true }, say)
  alone(await checkCoverage(realpathSync(visited), say), { children: written, perSecond })
  process.exit()
}
if (values.tasks) {
  const { measureTasks } = await import('./tasks.ts')
  const owing = values.data ?? fileURLToPath(new URL(`../.tmp/bench/tasks-${children}`, import.meta.url))
  const { written, perSecond } = await benchDatabase(owing, { children, counties: 1, visits: true }, say)
  alone(await measureTasks(realpathSync(owing), say), { children: written, perSecond })
  process.exit()
}
const made = await benchDatabase(folder, { children, counties }, say)
const pace = values.smoke ? { rounds: 1, milliseconds: 50 } : { rounds: 5, milliseconds: 1_000 }
const result = await measure(realpathSync(folder), made, {
  pace,
  smoke: values.smoke === true,
  importOf: values.import ? Number(values.rows) : undefined,
  tablesOnly: values.tables === true,
  check: values.check === true,
  say,
})
print(result)
process.exit()
