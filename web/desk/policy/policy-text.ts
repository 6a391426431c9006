import { DAY_MARKS, partOf } from '#domain/calendar/calendar.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { type PolicyBook, type PolicyEntry, policyBook } from '#domain/policy/policy.ts'
import type { listPolicy } from '#domain/policy/policy-api.ts'
import { POLICY_KEYS, type PolicyKey } from '#domain/policy/policy-keys.ts'
import type { useLanguage } from '#web/messages/language.tsx'

type Words = ReturnType<typeof useLanguage>

/** A value as its page says it: 6 个月, 是, 重残、重病. */
export function policyValueText(
  key: PolicyKey,
  value: number | boolean | string | readonly string[] | null,
  { t, label, language }: Words,
): string {
  const { type } = POLICY_KEYS[key]
  if (value === null) return t.policy.asWider
  if (type.kind === 'number') return `${value} ${label(type)}`
  if (type.kind === 'yesNo') return value ? t.common.yes : t.common.no
  if (type.kind === 'text') return String(value)
  if (type.kind === 'calendar')
    return (value as readonly string[])
      .flatMap((text) => partOf(text) ?? [])
      .map(({ mark, from, until, name }) => {
        const days = from === until ? from.slice(5) : `${from.slice(5)}～${until.slice(5)}`
        const what = label(DAY_MARKS[mark])
        return `${name === what ? '' : `${name} `}${what} ${days}`
      })
      .join(t.common.semicolon)
  const codes = type.list as Record<string, { zh: string; en: string }>
  return (value as readonly string[]).map((code) => label(codes[code])).join(language === 'zh' ? '、' : ', ')
}

/** What the county goes by, from what its page lists: the same rules as on the server. */
export const bookOf = (history: ResultOf<typeof listPolicy>['history']): PolicyBook =>
  policyBook(history.map(({ scope, ...entry }) => ({ ...entry, area: scope }) as PolicyEntry))
