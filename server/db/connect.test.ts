import { expect, test } from 'vitest'
import { connectionsFrom } from './connect.ts'

test('the application logs in beside the owner with a password derived from the owner’s', () => {
  const { owner, app } = connectionsFrom('postgres://civil:s%40crit@db.example:5433/county')
  expect(owner).toMatchObject({
    host: 'db.example',
    port: 5433,
    database: 'county',
    user: 'civil',
    password: 's@crit',
  })
  expect(app).toMatchObject({ host: 'db.example', port: 5433, database: 'county', user: 'tonghu_app' })
  expect(app.password).toMatch(/^[0-9a-f]{64}$/)
})

test('without a password in the address there is none for the application either', () => {
  const { owner, app } = connectionsFrom('postgres://civil@localhost/county?host=%2Frun%2Fpostgresql')
  expect(owner).toMatchObject({ host: '/run/postgresql', database: 'county', user: 'civil' })
  expect(app.password).toBeUndefined()
})
