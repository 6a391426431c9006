import type { NewAct } from '#domain/act/act.ts'
import { isKind, type StoredAct } from '#domain/act/stored-act.ts'
import { contains } from '#domain/area/area.ts'
import { chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Family } from '../act/project.ts'
import type { Recording } from '../act/record-acts.ts'
import type { Asked } from './asked-by.ts'

type AnswerAct = Extract<NewAct, { kind: 'campaign.answer' }>
type File = { asked: Asked; before: ReadonlyMap<string, StoredAct[]>; family: Family }

/**
 * Whether campaigns take these answers. One that is closed takes none; what was written before that, without a network,
 * is kept in the file and counts for nothing (ADR 0027).
 */
export async function checkAnswers(
  recording: Recording,
  acts: readonly NewAct[],
  { asked, before, family }: File,
): Promise<void> {
  for (const act of acts) {
    if (act.kind !== 'campaign.answer') continue
    const campaign = asked.campaigns.find(({ id }) => id === act.body.campaign)
    const area = family.areas.get(act.child)
    const listed = asked.of(act.child, [act]).some((one) => one.id === act.body.campaign && one.listed)
    if (!campaign || !area || !(listed || contains(campaign.scope, area))) throw new Refusal('notFound')
    const { closedAt, first } = campaign
    if (closedAt !== null && new Date(act.writtenAt).toISOString() >= closedAt)
      throw new Refusal('campaignClosed', { day: chinaDay(new Date(closedAt)) })
    if (act.body.day < first) throw new Refusal('dayTooEarly', { day: first })
    if (act.body.answer !== 'found' && !listed) throw new Refusal('notOnList')
    if (act.body.answer === 'found' && (listed || openedOn(act, acts, before) < first))
      throw new Refusal('onListAlready')
    if (act.body.answer === 'changed') await checkChange(recording, act, first, acts)
  }
}

const openedOn = ({ child }: AnswerAct, acts: readonly NewAct[], before: File['before']): string =>
  acts.find((act) => act.kind === 'child.open' && act.child === child)?.body.day ??
  before.get(child)?.find((act) => isKind(act, 'child.open'))?.day ??
  ''

/** What has changed is told by the file: of the child, its kin or a relative, within the campaign. */
async function checkChange(
  { db, deps }: Recording,
  { child }: AnswerAct,
  first: string,
  acts: readonly NewAct[],
): Promise<void> {
  if (acts.some((act) => act.child === child && TELLING.includes(act.kind) && act.body.day >= first)) return
  const told = await db.one(
    'select from acts_of_file($1, $2) a where a.kind = any($3::text[]) and a.day >= $4 limit 1',
    [deps.county.code, child, TELLING, first],
  )
  if (!told) throw new Refusal('nothingChanged')
}
const TELLING = ['fact.record', 'relative.record', 'kin.record', 'service.record'] as string[]
