import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { removeCluster } from '#server/db/embedded/places.ts'
import type { Result } from './result.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

// Whether it can still be done, and never how fast: a busy machine is no fault of the program.
test('the bench measures everything on a small county and leaves it as it was', {
  timeout: 300_000,
}, async () => {
  const data = mkdtempSync(join(tmpdir(), 'tonghu-bench-'))
  const bench = async () => {
    const args = [MAIN, '--children', '300', '--data', data, '--smoke', '--json']
    const { stdout } = await promisify(execFile)(process.execPath, args)
    return JSON.parse(stdout) as Result
  }
  try {
    const first = await bench()
    expect(first.lines.map(({ key }) => key)).toEqual([
      ...[
        'list',
        'search two characters of a name',
        'search initials',
        'search the tail of an ID',
        'open',
        'save',
        'save slow',
      ],
      ...['table today unchanged', 'table today after act', 'table after midnight', 'table past day'],
      ...['memory', 'import preview', 'import commit', 'import others', 'memory import'],
    ])
    // The second run finds the database of the first one.
    expect((await bench()).loaded).toEqual(first.loaded)
  } finally {
    removeCluster(data)
    rmSync(data, { recursive: true })
  }
})
