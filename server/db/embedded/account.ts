import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { ExplainedError } from '#server/explained-error.ts'

/** The operating system's user as whom PostgreSQL runs. */
export type Account = { name: string; uid: number; gid: number }
export type Finished = { code: number; output: string }

const SYSTEM_USER = 'tonghu'

export const isRoot = (): boolean => process.getuid?.() === 0

export function ownAccount(): Account {
  try {
    const { username, uid, gid } = userInfo()
    return { name: username, uid, gid }
  } catch {
    throw new ExplainedError(
      `当前用户（uid ${process.getuid?.()}）在系统中没有名字，PostgreSQL 无法运行；请换一个用户，或用 DATABASE_URL 指定数据库。`,
      `The current user (uid ${process.getuid?.()}) has no name on this system, which PostgreSQL needs; use another user or DATABASE_URL.`,
    )
  }
}

/** Who owns what lies at the path: a cluster can only be run by its owner. */
export function ownerOf(path: string): Account {
  const { uid, gid } = statSync(path)
  if (uid === process.getuid?.()) return ownAccount()
  return { name: idOf('-nu', String(uid)) ?? String(uid), uid, gid }
}

/** PostgreSQL refuses to run as uid 0, so that root gets it a user of its own. */
export function systemAccount(): Account {
  const found = findAccount(SYSTEM_USER)
  if (found) return found
  const made = hasCommand('useradd')
    ? quiet('useradd', [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/bin/false',
        SYSTEM_USER,
      ])
    : quiet('addgroup', ['-S', SYSTEM_USER]) +
      quiet('adduser', [
        '-S',
        '-D',
        '-H',
        '-h',
        '/nonexistent',
        '-s',
        '/bin/false',
        '-G',
        SYSTEM_USER,
        SYSTEM_USER,
      ])
  // Looked up again rather than trusting the exit code: two first starts at once both try.
  const account = findAccount(SYSTEM_USER)
  if (account) return account
  throw new ExplainedError(
    `无法建立系统用户 ${SYSTEM_USER}（PostgreSQL 不能以 root 运行）。${made}\n请手工建立该用户，或以普通用户启动。`,
    `Could not make the system user ${SYSTEM_USER} (PostgreSQL does not run as root). Make it by hand, or start as an ordinary user.`,
  )
}

/** Runs a program to its end as that account, in a place and an environment that it can use. */
export function runAs(
  account: Account,
  file: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<Finished> {
  const asOther = account.uid === process.getuid?.() ? {} : { uid: account.uid, gid: account.gid }
  const child: ChildProcess = spawn(file, args, {
    ...asOther,
    cwd: '/',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk))
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function findAccount(name: string): Account | undefined {
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined
}

function idOf(flag: string, user: string): string | undefined {
  const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

const hasCommand = (name: string): boolean =>
  spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined

function quiet(file: string, args: string[]): string {
  const { status, stderr, error } = spawnSync(file, args, { encoding: 'utf8' })
  return status === 0 ? '' : ` ${file}: ${error?.message ?? stderr.trim()}`
}
