import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { columnOf } from '../domain/fact/columns.ts'
import { GLOSSARY, TERMS } from '../domain/glossary.ts'
import { GLOSSARY_PAGE, glossaryPage } from '../tools/write-glossary.ts'
import { codeIn, FILES, read } from './repository.ts'

test('docs/glossary.md is what tools/write-glossary.ts writes', () => {
  expect(readFileSync(GLOSSARY_PAGE, 'utf8')).toBe(glossaryPage())
})

test('a word stands once, for one Chinese concept', () => {
  const words = GLOSSARY.flatMap(({ terms }) => Object.keys(terms))
  expect(words.length).toBe(new Set(words).size)
  const concepts = Object.values(TERMS).map(({ zh }) => zh)
  expect(concepts.filter((zh, i) => concepts.indexOf(zh) !== i)).toEqual([])
})

test('every word of the glossary is one that the code uses', () => {
  const sources = [...codeIn('domain', 'server', 'web'), ...FILES.filter((file) => file.endsWith('.sql'))]
    .filter((file) => file !== 'domain/glossary.ts')
    .map(read)
    .join('\n')
  const used = new Set(sources.match(/[A-Za-z_]+/g))
  const forms = (word: string) => [word, `${word}s`, columnOf(word), word[0]!.toUpperCase() + word.slice(1)]
  expect(Object.keys(TERMS).filter((word) => !forms(word).some((form) => used.has(form)))).toEqual([])
})
