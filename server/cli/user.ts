import { ROLES, Role } from '#domain/access/roles.ts'
import { createAccount } from '#domain/account/account-api.ts'
import { type AccountRow, findByLogin, listAccountRows } from '#server/account/account-queries.ts'
import { accountItem } from '#server/account/account-routes.ts'
import { add, disable, reset } from '#server/account/change-account.ts'
import { freshPassword } from '#server/account/passwords.ts'
import { areaNames } from '#server/area/area-names.ts'
import type { OpenCounty } from '#server/county/open-county.ts'
import { type Db, inTransaction } from '#server/db/db.ts'
import { ExplainedError } from '#server/explained-error.ts'
import { defineCommand, type Out, UsageError } from './command.ts'
import { COUNTY_OPTIONS, withCounty } from './with-county.ts'

type Wish = { name?: string; role?: string; area?: string; villages?: string }
type Doing = { db: Db; deps: OpenCounty; log: { details?: string } }

export const command = defineCommand({
  usage:
    'list | add LOGIN --name NAME --role ROLE [--area CODE] [--villages A,B] | disable LOGIN | reset LOGIN',
  options: {
    ...COUNTY_OPTIONS,
    name: { type: 'string', value: 'NAME', help: '姓名\nname of the person' },
    role: { type: 'string', value: 'ROLE', help: `岗位 role: ${Object.keys(ROLES).join(', ')}` },
    area: { type: 'string', value: 'CODE', help: '儿童督导员的乡镇（12 位代码）\ntownship of a supervisor' },
    villages: {
      type: 'string',
      value: 'A,B',
      help: '儿童主任的村（12 位代码，逗号分隔）\nvillages of a director',
    },
  },
  positionals: { min: 1, max: 2 },
  async run({ values, positionals: [verb, login] }, out) {
    if (verb === 'list' && login === undefined) return list(values, out)
    if (verb === 'add' && login !== undefined) return addUser(values, login, out)
    if (verb === 'disable' && login !== undefined) return disableUser(values, login, out)
    if (verb === 'reset' && login !== undefined) return resetUser(values, login, out)
    throw new UsageError(
      '用法：user list、user add|disable|reset LOGIN，见 --help。\nUse user list or user add|disable|reset LOGIN; see --help.',
    )
  },
})

async function list(values: { data?: string }, out: Out): Promise<number> {
  const accounts = await inCounty(values, 'cli.user.list', async ({ db, deps }) => {
    const names = await areaNames(deps.pool, db, deps.county.code)
    return (await listAccountRows(db, deps.county.code)).map((row) => accountItem(row, names, deps.now()))
  })
  out.answer(accounts, () =>
    accounts
      .map(({ login, name, role, status, area, villages }) =>
        [
          login.padEnd(16),
          status.padEnd(8),
          role ? ROLES[role].zh : '—',
          name,
          area?.name ?? villages.map((one) => one.name).join('、'),
        ].join('  '),
      )
      .join('\n'),
  )
  return 0
}

async function addUser(values: Wish & { data?: string }, login: string, out: Out): Promise<number> {
  const account = readAccount(values, login)
  const { password, hash } = await freshPassword()
  const id = await inCounty(values, 'cli.user.add', async ({ db, deps, log }) => {
    const made = await add({ db, deps }, { ...account, hash })
    log.details = `${made} ${account.role} ${account.area ?? account.villages.join(' ')}`.trim()
    return made
  })
  const { name, role } = account
  out.answer({ id, login: account.login, name, role, password }, () =>
    [
      `已新建账号 ${account.login}（${name}，${ROLES[role].zh}）。初始密码只显示这一次，首次登录须修改：`,
      'The account is made. Its initial password is shown only now and must be changed at the first sign-in:',
      `  ${password}`,
    ].join('\n'),
  )
  return 0
}

async function disableUser(values: { data?: string }, login: string, out: Out): Promise<number> {
  const { id } = await inCounty(values, 'cli.user.disable', async (doing) => {
    const account = await mustFind(doing, login)
    await disable(doing, account.id)
    return account
  })
  out.answer({ id, login, status: 'disabled' }, () => `已停用 ${login}。 Disabled.`)
  return 0
}

async function resetUser(values: { data?: string }, login: string, out: Out): Promise<number> {
  const { password, hash } = await freshPassword()
  const { id } = await inCounty(values, 'cli.user.reset', async (doing) => {
    const account = await mustFind(doing, login)
    await reset(doing, account.id, { hash })
    return account
  })
  out.answer({ id, login, password }, () =>
    [
      `已重置 ${login} 的密码和动态验证码。初始密码只显示这一次，首次登录须修改：`,
      'Password and second factor are reset. The initial password is shown only now:',
      `  ${password}`,
    ].join('\n'),
  )
  return 0
}

async function mustFind({ db, deps, log }: Doing, login: string): Promise<AccountRow> {
  const account = await findByLogin(db, deps.county.code, login.trim().toLowerCase())
  if (!account) throw new ExplainedError(`没有账号“${login}”。`, `There is no account "${login}".`)
  log.details = account.id
  return account
}

function readAccount({ name, role, area, villages }: Wish, login: string) {
  const person = createAccount.body!.safeParse({ login, name })
  const known = Role.safeParse(role)
  if (!person.success)
    throw new UsageError(
      '请给出登录名（2–60 位字母、数字、汉字或 . _ @ -）和 --name 姓名。\nGive a login (2–60 letters, digits or . _ @ -) and --name.',
    )
  if (!known.success)
    throw new UsageError(
      `--role 应是其中之一 is one of: ${Object.entries(ROLES)
        .map(([key, { zh }]) => `${key}（${zh}）`)
        .join('、')}`,
    )
  return {
    ...person.data,
    role: known.data,
    area,
    villages: villages?.split(/[,，\s]+/).filter(Boolean) ?? [],
  }
}

/** In one transaction with its row in the log. Nobody is named in it: whoever holds the data folder may do this. */
const inCounty = <T>(
  values: { data?: string },
  endpoint: string,
  work: (doing: Doing) => Promise<T>,
): Promise<T> =>
  withCounty(values, ({ deps }) =>
    inTransaction(deps.pool, deps.county.code, { role: 'tonghu_app' }, async (db) => {
      const log: Doing['log'] = {}
      const answer = await work({ db, deps, log })
      await deps.audit.writeIn(db, { at: deps.now(), endpoint, outcome: 'answered', status: 200, ...log })
      return answer
    }),
  )
