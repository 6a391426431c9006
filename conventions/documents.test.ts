import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { FILES, ROOT, read, textFiles } from './repository.ts'

const decisions = FILES.filter((file) => file.startsWith('docs/decisions/'))
const pages = FILES.filter((file) => file.endsWith('.md'))

test('each decision has a number of its own, a title, and at most one page', () => {
  const numbers = decisions.map((file) => /\/(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1])
  expect(numbers).not.toContain(undefined)
  expect(new Set(numbers).size).toBe(numbers.length)
  decisions.forEach((file, i) => {
    const text = read(file)
    expect(text, file).toMatch(new RegExp(`^# ${numbers[i]} \\S`))
    for (const part of ['## Context', '## Decision', '## Consequences']) expect(text, file).toContain(part)
    expect(text.trim().split('\n').length, file).toBeLessThanOrEqual(60)
  })
})

test('links between pages lead to files', () => {
  for (const page of pages)
    for (const [, target] of read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g))
      if (!/^[a-z]+:/.test(target!))
        expect(existsSync(join(ROOT, dirname(page), target!)), `${page}: ${target}`).toBe(true)
})

test('files that pages name exist', () => {
  const roots = [...new Set(FILES.filter((file) => file.includes('/')).map((file) => file.split('/')[0]))]
  const path = new RegExp(`\`((?:${roots.join('|')})/[\\w./-]+\\.\\w+)\``, 'g')
  for (const page of pages.filter((file) => file !== 'CHANGELOG.md'))
    for (const [, file] of read(page).matchAll(path)) expect(FILES, page).toContain(file)
})

// Brackets, so that this file does not contain what it looks for.
const MACHINE = /(?<![\w.])\/(?:[w]ork|[r]oot|[h]ome)\//
const UNFINISHED = /[T]ODO|[F]IXME/

test('no file speaks of the machine on which it was written, or of work left undone', () => {
  for (const file of textFiles()) {
    if (file === 'package-lock.json') continue
    expect(MACHINE.exec(read(file))?.[0], file).toBeUndefined()
    expect(UNFINISHED.exec(read(file))?.[0], file).toBeUndefined()
  }
})
