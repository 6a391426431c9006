export type FirstPassword = { login: string; name: string; role: string; password: string }

/** Initial passwords as the console shows them: once, never again. */
export function firstPasswords(accounts: readonly FirstPassword[]): string {
  if (accounts.length === 0) return ''
  const lines = accounts.map(({ login, name, password }) => `  ${login.padEnd(14)}${password}   ${name}`)
  return [
    '以下初始密码只显示这一次，请分别交给三位管理员和经办人，首次登录须修改：',
    'These initial passwords are shown only once; hand each to its person, who must change it at the first sign-in:',
    ...lines,
  ].join('\n')
}
