import { hostname } from 'node:os'
import { chinaDay } from '#domain/dates.ts'
import type { Tls } from '#server/http/create-app.ts'
import { addresses, choosePort, hostsOf } from './address.ts'
import type { Out } from './command.ts'
import type { makeShutdown } from './shutdown.ts'

const HOST_NAME = /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/

type Tools = { shutdown: ReturnType<typeof makeShutdown>; out: Out; port: number }

/** For trials: a certificate of this machine's own authority, and beside it the page that says how to trust it. */
export async function tryHttps(
  dataDir: string,
  host: string,
  { shutdown, out, port }: Tools,
): Promise<{ tls: Tls }> {
  // Loaded by nobody else: the library costs a moment.
  const { trialHttps } = await import('#server/trial-https/authority.ts')
  const { serveTrust } = await import('#server/trial-https/trust-server.ts')
  const own = hostname().toLowerCase()
  const names = [
    ...new Set([...hostsOf(host), '127.0.0.1', 'localhost', ...(HOST_NAME.test(own) ? [own] : [])]),
  ].filter((name) => !name.includes(':'))
  const trial = await trialHttps(dataDir, names, new Date())
  const beside = await choosePort(undefined, host, port + 1)
  const shown = { names, addresses: addresses(host, port, true) }
  const trust = await serveTrust(trial, shown, { host, port: beside })
  shutdown.add(() => trust.close(), 500)
  out.warn(
    `--https 仅供试用：证书由本机签发，只对 ${names.join('、')} 有效，到 ${chinaDay(trial.until)} 为止（重新启动即续）。\n` +
      '--https is for trial only: signed by this machine, for these names, and renewed at each start.',
  )
  if (trial.made)
    out.warn('这是新的证书，手机和电脑须（重新）信任。 A new authority: it has to be trusted (again).')
  out.say(`证书指纹 Fingerprint (SHA-256): ${trial.fingerprint}`)
  out.say(`下载证书和安装步骤 How to trust it: ${addresses(host, beside).join('  ')}`)
  return trial
}
