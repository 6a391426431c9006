import { expect, test } from 'vitest'
import type { ReadLayout } from '#domain/import/import-api.ts'
import { isChanged, mappingOf, problemOf, saidBy } from './column-drafts.ts'

const column = (letters: string, head: string, target: string): ReadLayout['columns'][number] => ({
  key: head,
  column: letters,
  head,
  samples: [],
  target,
  sureness: 'exact',
})
const LAYOUT: ReadLayout = {
  layout: 'ab',
  tables: [],
  said: null,
  columns: [
    column('A', '姓名', 'name'),
    column('B', '家长', 'ignored'),
    column('AA', '电话', 'contact.phones'),
  ],
}

test('what is said takes the place of what was proposed', () => {
  const drafts = { ab: { 家长: 'father.name' } }
  expect(mappingOf(LAYOUT, drafts)).toEqual({ 姓名: 'name', 家长: 'father.name', 电话: 'contact.phones' })
  expect([isChanged(LAYOUT, drafts), isChanged(LAYOUT, { ab: { 家长: 'ignored' } })]).toEqual([true, false])
})

test('two columns for one thing, or none for the name, cannot be read', () => {
  expect(problemOf(LAYOUT, { ab: { 家长: 'name' } })).toEqual({ why: 'twice', targets: ['name'] })
  expect(problemOf(LAYOUT, { ab: { 姓名: 'ignored' } })).toEqual({ why: 'nameless' })
  expect(problemOf(LAYOUT, { ab: { 电话: 'ignored' } })).toBeUndefined()
})

test('a saved mapping speaks of columns by head or by letters', () => {
  expect(saidBy({ AA: 'father.phones', 家长: 'father.name', 备注: 'note' }, [LAYOUT])).toEqual({
    ab: { 家长: 'father.name', 电话: 'father.phones' },
  })
})
