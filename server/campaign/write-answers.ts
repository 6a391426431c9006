import { ANSWER, NOT_SEEN } from '#domain/campaign/campaign-acts.ts'
import type { Answered, AskedBy } from '#domain/campaign/campaigns.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'

type Writing = { db: Db; deps: Pick<Deps, 'county'> }
/** What campaigns know of a child, and which campaigns were asked. */
export type AnsweredChild = {
  child: string
  area: string
  asked: readonly AskedBy[]
  answers: readonly Answered[]
}

const COLUMNS = [
  'county',
  'campaign',
  'child',
  'late',
  'area_code',
  'answer',
  'why',
  'act',
  'day',
  'first_at',
  'place',
]

/** Nothing stands there yet of these children. */
export const insertAnswers = ({ db, deps }: Writing, children: readonly AnsweredChild[]) =>
  insertRows(
    db,
    'campaign_answer',
    COLUMNS,
    children.flatMap(({ child, area, answers }) =>
      answers.map((one) => [
        deps.county.code,
        one.campaign,
        child,
        one.late,
        area,
        ANSWER[one.answer].n,
        one.why && NOT_SEEN[one.why].n,
        one.act,
        one.day,
        one.firstAt,
        one.place,
      ]),
    ),
  )

/** Of the campaigns that were asked; what others know stays. */
export async function replaceAnswers(on: Writing, children: readonly AnsweredChild[]): Promise<void> {
  const asked = children.filter((child) => child.asked.length > 0)
  if (asked.length === 0) return
  const cleared = on.db.run(
    'delete from campaign_answer where county = $1 and child = any($2::uuid[]) and campaign = any($3::uuid[])',
    [
      on.deps.county.code,
      asked.map(({ child }) => child),
      [...new Set(asked.flatMap((child) => child.asked.map(({ id }) => id)))],
    ],
  )
  await Promise.all([cleared, insertAnswers(on, asked)])
}
