import { POLICY_KEYS, type PolicyKey } from '#domain/policy/policy-keys.ts'
import type { useLanguage } from '#web/messages/language.tsx'

type Words = ReturnType<typeof useLanguage>

/** A value as its page says it: 6 个月, 是, 重残、重病. */
export function policyValueText(
  key: PolicyKey,
  value: number | boolean | readonly string[] | null,
  { t, label, language }: Words,
): string {
  const { type } = POLICY_KEYS[key]
  if (value === null) return t.policy.asWider
  if (type.kind === 'number') return `${value} ${label(type)}`
  if (type.kind === 'yesNo') return value ? t.common.yes : t.common.no
  const codes = type.list as Record<string, { zh: string; en: string }>
  return (value as readonly string[]).map((code) => label(codes[code])).join(language === 'zh' ? '、' : ', ')
}
