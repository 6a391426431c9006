import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { aChild } from '#testing/acts.ts'
import { childrenOf, freePort, runProgram, temporaryFolder } from '#testing/program.ts'
import { DEMO_PASSWORD } from './account/first-accounts.ts'
import { findPlaces } from './db/embedded/places.ts'
import { readPostmaster } from './db/embedded/postmaster.ts'
import { findRunning } from './db/embedded.ts'

/** A release is tried with twenty; two in every run. */
const ROUNDS = Number(process.env.TONGHU_CRASH_ROUNDS ?? 2)
const WRITERS = 3
const folder = temporaryFolder()
afterAll(() => folder.remove())

async function signIn(address: string): Promise<Record<string, string>> {
  const headers = { 'content-type': 'application/json', origin: address }
  const body = JSON.stringify({ login: 'officer', password: DEMO_PASSWORD })
  const answer = await fetch(`${address}/api/session`, { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
  return { ...headers, cookie: answer.headers.getSetCookie()[0]!.split(';')[0]! }
}

/** Opens files until the server dies; answers the acts that it had kept. */
async function writeUntilKilled(address: string, headers: Record<string, string>): Promise<string[]> {
  const kept: string[] = []
  for (;;) {
    const act = aChild({ day: '2026-01-10' })
    try {
      const answer = await fetch(`${address}/api/acts`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ acts: [act] }),
      })
      const text = await answer.text()
      if (answer.status !== 200) throw new Error(text)
      kept.push(act.id)
    } catch (error) {
      if (error instanceof TypeError) return kept // the connection broke
      throw error
    }
  }
}

/** As a power cut: the program, the database and all its processes at once. */
function killEverything(program: number): void {
  const postmaster = readPostmaster(findPlaces(folder.data)!.cluster)!.pid
  for (const pid of [program, postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Ended by itself meanwhile.
    }
  }
}

async function missing(acts: readonly string[]): Promise<{ acts: number; gaps: number }> {
  const client = new pg.Client(findRunning(folder.data)!.owner)
  await client.connect()
  const { rows } = await client.query(
    `select (select count(*)::int from unnest($1::uuid[]) as kept (id) where not exists
              (select from act join act_place p on p.county = act.county and p.act = act.id where act.id = kept.id)) as acts,
            (select (max(seq) - count(*))::int from act_place) as gaps`,
    [acts],
  )
  await client.end()
  return rows[0]
}

test(`kill -9 of everything, ${ROUNDS} rounds under writing: every act that was answered is there, and start works`, {
  timeout: ROUNDS * 40_000,
}, async () => {
  const kept: string[] = []
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  for (let round = 0; round <= ROUNDS; round += 1) {
    const program = runProgram(['start', '--demo', '--data', folder.data, '--port', port])
    await program.waitFor(/Tonghu is running/)
    expect(await missing(kept)).toEqual({ acts: 0, gaps: 0 })
    if (round < ROUNDS) {
      const headers = await signIn(address)
      const writers = Array.from({ length: WRITERS }, () => writeUntilKilled(address, headers))
      setTimeout(() => killEverything(program.pid), 300 + ((round * 137) % 500))
      kept.push(...(await Promise.all(writers)).flat())
      await program.exit()
    } else {
      program.kill('SIGTERM')
      expect(await program.exit()).toBe(0)
    }
  }
  expect(kept.length).toBeGreaterThan(ROUNDS * WRITERS)
  const verify = runProgram(['verify', '--data', folder.data])
  expect(await verify.exit(), verify.said()).toBe(0)
})
