import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT, type Run, runTool } from '#server/cli/test-tool.ts'
import { PLANTED_FAULTS, type PlantedFault } from './planted-faults.ts'

const HISTORIES = 2_000
/** As many at once as an office PC has cores. */
const LANES = 2
/** So many histories find each of the planted faults many times over. */
const PER_FAULT = 60

const SOURCES = ['domain', 'server', 'web', 'testing', 'package.json', 'vitest.config.ts', 'tsconfig.json']
const TEST = 'server/phone/sync.test.ts'
const LINE =
  /sequences (\d+), acts accepted by phones (\d+), on the server exactly once (\d+), lost (\d+), doubled (\d+)/

const play = (first: number, count: number, root = ROOT): Promise<Run> =>
  runTool('vitest/vitest.mjs', ['run', '--root', root, TEST], {
    TONGHU_HISTORY: String(first),
    TONGHU_HISTORIES: String(count),
  })

/** Thousands of random histories of phones and server, and whether faults planted on purpose are found by them. */
async function main(): Promise<number> {
  const lane = HISTORIES / LANES
  const runs = await Promise.all(Array.from({ length: LANES }, (_, i) => play(1 + i * lane, lane)))
  const sums = [0, 0, 0, 0, 0]
  for (const { output } of runs) {
    const found = LINE.exec(output)
    if (found) for (const [i, n] of found.slice(1).entries()) sums[i]! += Number(n)
  }
  const [sequences, accepted, once, lost, doubled] = sums
  console.log(
    `sequences ${sequences}, acts accepted by phones ${accepted}, on the server exactly once ${once}, lost ${lost}, doubled ${doubled}`,
  )
  for (const { code, output } of runs) if (code !== 0) console.log(output)
  let missed = 0
  for (const fault of PLANTED_FAULTS) {
    const caught = await withFault(fault, (root) => play(1, PER_FAULT, root))
    console.log(`planted fault "${fault.name}": ${caught ? 'caught' : 'NOT CAUGHT'}`)
    if (!caught) missed += 1
  }
  return runs.every(({ code }) => code === 0) && sequences === HISTORIES && missed === 0 ? 0 : 1
}

/** In a copy of the program with the fault in it; true when its histories end badly, and not for want of running. */
async function withFault(fault: PlantedFault, run: (root: string) => Promise<Run>): Promise<boolean> {
  const root = mkdtempSync(join(tmpdir(), 'tonghu-fault-'))
  try {
    for (const name of SOURCES) cpSync(join(ROOT, name), join(root, name), { recursive: true })
    for (const name of ['node_modules', 'data', 'conventions'])
      symlinkSync(join(ROOT, name), join(root, name))
    const file = join(root, fault.file)
    let source = readFileSync(file, 'utf8')
    for (const { from, to } of fault.changes) {
      if (!source.includes(from)) throw new Error(`the fault "${fault.name}" fits the source no longer`)
      source = source.replace(from, () => to)
    }
    writeFileSync(file, source)
    const { code, output } = await run(root)
    const played = LINE.exec(output)
    return code !== 0 && played !== null && Number(played[1]) === PER_FAULT
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

process.exitCode = await main()
