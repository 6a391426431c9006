import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { startServer } from '#server/app.ts'
import { openDatabase } from '#server/db/connect.ts'
import { type FileLock, tryLock } from '#server/db/file-lock.ts'
import { ExplainedError } from '#server/explained-error.ts'
import { buildDesk } from '#server/http/build-desk.ts'
import type { Tls } from '#server/http/create-app.ts'
import { addresses, choosePort } from './address.ts'
import { defineCommand, type Out, UsageError } from './command.ts'
import { firstPasswords } from './first-passwords.ts'
import { chooseSetup, dataFolder, type Setup, writeSetup } from './setup.ts'
import { makeShutdown, type Stop, untilStop } from './shutdown.ts'
import { tlsFiles } from './tls-files.ts'
import { tryHttps } from './try-https.ts'

type Plan = {
  dataDir: string
  host: string
  port: number
  setup: Setup | undefined
  tls?: Tls
  https?: boolean
}
type Tools = { lock: FileLock; shutdown: ReturnType<typeof makeShutdown>; stop: Stop; out: Out }

export const command = defineCommand({
  usage:
    '[--demo | --empty --county CODE] [--data DIR] [--port N] [--host ADDR] [--tls-cert F --tls-key F | --https]',
  options: {
    demo: { type: 'boolean', help: '演示县：100 名虚构儿童\nthe demo county with 100 invented children' },
    empty: { type: 'boolean', help: '正式使用，从空白开始\na real county, beginning empty' },
    county: { type: 'string', value: 'CODE', help: '县级区划代码或名称\ncode or name of the county' },
    data: { type: 'string', value: 'DIR', help: '数据文件夹，默认 data/county 或 data/demo\ndata folder' },
    port: {
      type: 'string',
      value: 'N',
      help: '端口，默认 8520 起第一个空闲的\nport, by default the first free one from 8520',
    },
    'tls-cert': {
      type: 'string',
      value: 'F',
      help: '证书（PEM，含证书链）：手机应用须用 https\ncertificate with its chain; the phone app wants https',
    },
    'tls-key': { type: 'string', value: 'F', help: '证书的私钥（PEM）\nits private key' },
    https: {
      type: 'boolean',
      help: '仅供试用：用本机自签的证书提供 https\nfor trial only: https by an authority of this machine',
    },
    host: { type: 'string', value: 'ADDR', help: '监听地址，默认 127.0.0.1\naddress to listen on' },
  },
  async run({ values }, out) {
    const setup = await chooseSetup(values)
    const { tls, warning } = tlsFiles(values['tls-cert'], values['tls-key'], new Date())
    if (warning) out.warn(warning)
    if (values.https && tls)
      throw new UsageError(
        '--https 仅供试用，不能与 --tls-cert 同时使用\n--https is for trials and does not go with --tls-cert',
      )
    const stop = untilStop()
    const folder = dataFolder({ ...values, demo: values.demo || setup?.kind === 'demo' })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const dataDir = realpathSync(folder)
    const lock = lockFolder(dataDir)
    const shutdown = makeShutdown()
    shutdown.add(async () => lock.release(), 100)
    try {
      const host = values.host ?? '127.0.0.1'
      const port = await choosePort(values.port, host)
      await Promise.race([
        stop.asked,
        start({ dataDir, host, port, setup, tls, https: values.https }, { lock, shutdown, stop, out }),
      ])
      out.say(`收到 ${await stop.asked}，正在停止…… Stopping.`)
    } finally {
      await shutdown.run()
    }
    out.say('已停止。 Stopped.')
    return 0
  },
})

/**
 * A stop may come at any moment. What is being opened then is waited for and closed, or it would go on running alone;
 * the next step is not begun, since it would find the one before it closed.
 */
async function start(
  { dataDir, host, port, setup, tls: given, https }: Plan,
  { lock, shutdown, stop, out }: Tools,
): Promise<void> {
  if (setup) writeSetup(dataDir, setup)
  const opening = openDatabase(dataDir)
  shutdown.add(async () => (await opening.catch(() => undefined))?.close(), 4_500)
  const database = await opening
  for (const orphan of database.embedded?.orphans ?? []) out.warn(remains(orphan))
  if (stop.isAsked()) return
  await buildDesk(out.say)
  if (stop.isAsked()) return
  const trial = https ? await tryHttps(dataDir, host, { shutdown, out, port }) : undefined
  const tls = given ?? trial?.tls
  const serving = startServer({ database, dataDir, port, host, setup, tls })
  shutdown.add(async () => (await serving.catch(() => undefined))?.close(), 2_000)
  const server = await serving
  if (stop.isAsked()) return
  const [first, ...others] = addresses(host, server.port, tls !== undefined)
  lock.setNote(first!)
  if (server.prepared.passwords.length > 0) out.say(firstPasswords(server.prepared.passwords))
  out.say(`童护已启动，请用浏览器打开 Tonghu is running, open: ${[first, ...others].join('  ')}`)
  out.say(`数据文件夹 Data folder: ${dataDir}    停止 Stop: Ctrl+C`)
}

const remains = (orphan: string): string =>
  `${orphan} 是以前在此位置的数据文件夹的数据库；如果那个文件夹已删除（不是移走），可以把它也删除。\n` +
  `${orphan} is the database of an earlier data folder at this path; delete it if that folder was deleted, not moved.`

function lockFolder(dataDir: string): FileLock {
  const lock = tryLock(join(dataDir, 'server.lock'))
  if (!('holder' in lock)) return lock
  const { pid, note } = lock.holder
  throw new ExplainedError(
    `这个数据文件夹的服务已在运行：进程 ${pid}，${note || '正在启动'}`,
    `A server already runs on this data folder: process ${pid}, ${note || 'still starting'}`,
  )
}
