import { expect, test } from 'vitest'
import { cloneDatabase } from './database.ts'

test('every test file gets a database of its own, migrated, with both its roles', async () => {
  const [one, other] = await Promise.all([cloneDatabase(), cloneDatabase()])
  await one.owner.query('create table only_here (n integer)')
  const { rows } = await other.app.query(`select current_user as role, to_regclass('only_here') as found`)
  expect(rows).toEqual([{ role: 'tonghu_app', found: null }])
  expect((await one.owner.query('select from schema_migration')).rowCount).toBeGreaterThan(0)
  await Promise.all([one.drop(), other.drop()])
})
