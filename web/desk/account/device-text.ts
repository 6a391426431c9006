const SYSTEMS = [/Windows/, /Android/, /iPhone|iPad/, /Mac OS/, /Linux/] as const
const BROWSERS = [
  [/MicroMessenger/, '微信'],
  [/Edg\//, 'Edge'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const

/** "Chrome · Windows" of a user agent: enough for somebody to know the own computer again. */
export function deviceText(agent: string | null): string {
  if (!agent) return '—'
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent))?.[1]
  const system = SYSTEMS.map((pattern) => agent.match(pattern)?.[0]).find(Boolean)
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40)
}
