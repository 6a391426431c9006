import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '#testing/database.ts'
import { migrate } from './migrate.ts'

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await cloneDatabase()
})

afterAll(() => database.drop())

beforeEach(async () => {
  await database.owner.query('drop table if exists schema_migration, alpha, beta')
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  write('0001-alpha.sql', 'create table alpha (n integer);')
  return () => rmSync(folder, { recursive: true })
})

const write = (name: string, sql: string): void => writeFileSync(join(folder, name), sql)
const run = async (): Promise<string[]> =>
  (await migrate(database.connections.owner, folder)).map(({ name }) => name)

test('applies what is new, once', async () => {
  expect(await run()).toEqual(['alpha'])
  write('0002-beta.sql', 'create table beta (n integer); insert into beta values (1);')
  expect(await run()).toEqual(['beta'])
  expect(await run()).toEqual([])
})

test('two programs at once take turns', async () => {
  expect((await Promise.all([run(), run(), run()])).flat()).toEqual(['alpha'])
})

test('a migration that fails leaves nothing of itself', async () => {
  await run()
  write('0002-beta.sql', 'create table beta (n integer); select 1 / 0;')
  await expect(run()).rejects.toThrow('2-beta failed')
  write('0002-beta.sql', 'create table beta (n integer);')
  expect(await run()).toEqual(['beta'])
})

test('a file changed after it was applied is refused, other line ends are not a change', async () => {
  write('0001-alpha.sql', 'create table alpha\n(n integer);')
  await run()
  write('0001-alpha.sql', 'create table alpha\r\n(n integer);')
  expect(await run()).toEqual([])
  write('0001-alpha.sql', 'create table alpha (m integer);')
  await expect(run()).rejects.toThrow('was changed')
})

test('a database newer than the program is refused', async () => {
  write('0002-beta.sql', 'create table beta (n integer);')
  await run()
  rmSync(join(folder, '0002-beta.sql'))
  await expect(run()).rejects.toThrow('newer than this program')
})

test('numbers have no gaps and names have one form', async () => {
  write('0003-gamma.sql', 'select 1')
  await expect(run()).rejects.toThrow('without gaps')
  write('Gamma.sql', 'select 1')
  await expect(run()).rejects.toThrow('NNNN-name.sql')
})
