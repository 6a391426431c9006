import type { CampaignItem } from '#domain/campaign/campaign-api.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'

type Words = { t: Messages; label(entry: Labelled | undefined): string }

/** Whom it asks about, in words. */
export function whomText(
  { circumstances, fromAge, toAge }: Pick<CampaignItem, 'circumstances' | 'fromAge' | 'toAge'>,
  { t, label }: Words,
): string {
  const kinds = circumstances.map((one) => label(CIRCUMSTANCE[one])).join(t.common.list)
  return [kinds || t.campaigns.everybody, t.campaigns.agesText(fromAge, toAge)].filter(Boolean).join(' ')
}

export const stateOf = ({ closed, last }: Pick<CampaignItem, 'closed' | 'last'>, today: string) =>
  closed ? 'closed' : last < today ? 'overdue' : 'running'
export const TONES = { closed: 'grey', overdue: 'red', running: 'blue' } as const
