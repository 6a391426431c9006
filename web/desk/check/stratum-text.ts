import type { Draw } from '#domain/check/check-api.ts'
import { GROUP, type Group, STRATIFIED_BY } from '#domain/check/draw.ts'
import { TIER, type Tier } from '#domain/duty/duties.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'

type Words = { t: Messages; label(entry: Labelled | undefined): string }

/** What a stratum is beside its village. */
export function stratumText(stratum: string, { t, label }: Words): string {
  const [, part] = stratum.split('/')
  if (!part) return ''
  return part in TIER
    ? `${t.visits.tier}${t.common.colon}${label(TIER[part as Tier])}`
    : label(GROUP[part as Group])
}

/** 村（居）和关注程度，按比例（%） 10，每层至少一名 */
export const ruleText = ({ rule }: Pick<Draw, 'rule'>, { t, label }: Words): string =>
  [
    label(STRATIFIED_BY[rule.by]),
    t.checks.sizes[rule.size](rule.n),
    rule.atLeastOne && rule.size !== 'each' && t.checks.atLeastOne,
  ]
    .filter(Boolean)
    .join(t.common.list)
