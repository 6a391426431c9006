import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ExplainedError } from '#server/explained-error.ts'
import { runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Places } from './places.ts'
import { type Options, OWNER } from './settings.ts'

/** Bare, so that nobody's PGDATA, PGOPTIONS or LC_ALL reaches the server; its libraries do not all find each other. */
export function bareEnvironment({ lib }: Binaries): NodeJS.ProcessEnv {
  const bare = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'Asia/Shanghai' }
  return lib && process.platform === 'linux' ? { ...bare, LD_LIBRARY_PATH: lib } : bare
}

/** Makes the cluster if there is none yet. Under another name first: an initdb that was killed leaves half a cluster. */
export async function makeCluster(places: Places, binaries: Binaries, options: Options): Promise<void> {
  if (existsSync(join(places.cluster, 'PG_VERSION'))) return checkVersion(places.cluster, binaries)
  const unfinished = `${places.cluster}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const { code, output } = await runAs(
    places.account,
    join(binaries.bin, 'initdb'),
    ['-D', unfinished, ...initdbArguments(binaries.major, options)],
    bareEnvironment(binaries),
  )
  if (code !== 0) {
    throw new ExplainedError(
      `无法建立数据库：\n${output}`,
      'The database cluster could not be made (see above).',
    )
  }
  renameSync(unfinished, places.cluster)
}

/** Columns choose their own collation ("C" or ICU's zh-Hans-CN); the default must not depend on the system's libc. */
function initdbArguments(major: number, { forTests }: Options): string[] {
  const provider = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  return [
    '-U',
    OWNER,
    '--auth=peer',
    '--encoding=UTF8',
    '--locale=C',
    ...provider,
    '--data-checksums',
    ...(forTests ? ['--no-sync'] : []),
  ]
}

function checkVersion(cluster: string, { major }: Binaries): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found === String(major)) return
  throw new ExplainedError(
    `该文件夹的数据库是 PostgreSQL ${found}，本程序带的是 ${major}：请用原版本备份，再用本版本恢复。`,
    `The database in this folder is of PostgreSQL ${found}, this program brings ${major}: back up with the old program, restore with this one.`,
  )
}
