import { ANSWER, type Answer } from '#domain/campaign/campaign-acts.ts'
import type { SliceAnswer, SliceCampaign } from '#domain/campaign/on-phone.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

type On = { db: Db; deps: Deps }

/** Running campaigns with whom of the asker's reach they ask about; those that ask about nobody there are left out. */
export async function campaignsOnPhone({ db, deps }: On): Promise<SliceCampaign[]> {
  const rows = await db.rows<SliceCampaign>(
    `select g.id, g.name, g.purpose, g.first_day as first, g.last_day as last, l.children
       from campaign g
       cross join lateral (
         select array_agg(l.child order by l.child) as children from campaign_child l
           join child c on c.county = l.county and c.id = l.child and c.status = 1
          where l.county = g.county and l.campaign = g.id) l
      where g.county = $1 and g.closed_at is null and l.children is not null order by g.first_day, g.id`,
    [deps.county.code],
  )
  return rows
}

/** What running campaigns know of children. */
export async function answersOf(
  { db, deps }: On,
  ids: readonly string[],
): Promise<Map<string, SliceAnswer[]>> {
  const rows = await db.rows<{ child: string; campaign: string; answer: number }>(
    `select a.child, a.campaign, a.answer from campaign_answer a
       join campaign g on g.county = a.county and g.id = a.campaign and g.closed_at is null
      where a.county = $1 and a.child = any($2::uuid[])`,
    [deps.county.code, ids],
  )
  const answers = new Map<string, SliceAnswer[]>()
  for (const { child, campaign, answer: n } of rows) {
    const answer = (Object.keys(ANSWER) as Answer[]).find((key) => ANSWER[key].n === n)!
    answers.set(child, [
      ...(answers.get(child) ?? []),
      { campaign: campaign as SliceAnswer['campaign'], answer },
    ])
  }
  return answers
}
