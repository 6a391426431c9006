import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { findPlaces } from '#server/db/embedded/places.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { freePort, runProgram, temporaryFolder } from '#testing/program.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const folder = () => {
  const made = temporaryFolder()
  undo.push(() => made.remove())
  return made
}

async function run(...args: string[]): Promise<{ code: number | NodeJS.Signals; said: string }> {
  const program = runProgram(args)
  return { code: await program.exit(), said: program.said() }
}

async function serve(data: string) {
  const program = runProgram(['start', '--demo', '--data', data, '--port', await freePort()])
  undo.push(async () => {
    program.kill('SIGKILL')
    await program.exit()
  })
  await program.waitFor(/http:\/\/127\.0\.0\.1/)
  return program
}

test('backed up while it runs, restored elsewhere, verified, started', { timeout: 240_000 }, async () => {
  const [here, there] = [folder(), folder()]
  const [file, secret] = [join(here.path, '备份 1.tonghu'), join(here.path, '口令.txt')]
  writeFileSync(secret, '一句只有我们知道的话\n')
  const withSecret = ['--passphrase-file', secret]
  const server = await serve(here.data)
  const backup = await run('backup', file, '--data', here.data, ...withSecret)
  expect(backup).toMatchObject({ code: 0, said: expect.stringContaining('已备份') })
  expect(await run('backup', file, '--data', here.data)).toMatchObject({
    code: 2,
    said: expect.stringContaining('TONGHU_PASSPHRASE'),
  })
  server.kill('SIGKILL')
  await server.exit()
  expect(await run('verify', '--data', here.data)).toMatchObject({ code: 0 })

  const restore = await run('restore', file, '--data', there.data, ...withSecret)
  expect(restore).toMatchObject({ code: 0, said: expect.stringContaining('逐表核对一致') })
  const verify = await run('verify', '--data', there.data, '--json')
  expect(verify.code).toBe(0)
  expect(JSON.parse(verify.said)).toMatchObject({ whole: true, problems: [], unsealed: 0 })
  expect(readFileSync(join(there.data, 'setup.json'), 'utf8')).toContain('demo')
  await serve(there.data)
})

test('refusals say what to do, and leave nothing behind', { timeout: 180_000 }, async () => {
  const { path, data } = folder()
  writeFileSync(join(path, 'p'), 'passphrase')
  const secret = ['--passphrase-file', join(path, 'p')]
  const roster = join(path, '名册.xlsx')
  writeFileSync(roster, 'PK')
  for (const [args, words] of [
    [['verify', '--data', data], '没有数据'],
    [['backup', join(path, 'b'), '--data', data, ...secret], '没有数据'],
    [['restore', roster, '--data', data, ...secret], '不是童护的备份'],
    [['restore', join(path, 'none'), '--data', data, ...secret], '找不到文件'],
  ] as const)
    expect(await run(...args)).toMatchObject({ code: 1, said: expect.stringContaining(words) })
  expect(await run('restore', roster, ...secret)).toMatchObject({
    code: 2,
    said: expect.stringContaining('--data'),
  })
  expect(findPlaces(data)).toBeUndefined()
})

test('verify says what is wrong, and where, and ends with 1', { timeout: 180_000 }, async () => {
  const { data } = folder()
  const server = await serve(data)
  server.kill('SIGTERM')
  await server.exit()
  const embedded = await startEmbedded(data)
  const client = new pg.Client(embedded.owner)
  await client.connect()
  await client.query(`insert into audit (county, id, epoch, at, endpoint, outcome, status, hmac)
    values ('210421', gen_random_uuid(), 1, now(), 'openChildFile', 'answered', 200, '\\x00')`)
  await client.query('delete from act where id = (select act from act_place order by seq limit 1)')
  await client.end()
  await embedded.stop()
  const found = await run('verify', '--data', data)
  expect(found).toMatchObject({ code: 1 })
  expect(found.said).toMatch(/✗ 审计行被改动或伪造：[0-9a-f-]{36}.*openChildFile/)
  expect(found.said).toMatch(/✗ 1 个序号没有记录/)
})
