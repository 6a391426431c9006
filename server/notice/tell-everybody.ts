import { createHash } from 'node:crypto'
import { may } from '#domain/access/access.ts'
import type { Role } from '#domain/access/roles.ts'
import { rangeOf } from '#domain/area/area.ts'
import { missingYears } from '#domain/calendar/calendar.ts'
import { addDays, chinaDay, type PlainDate } from '#domain/dates.ts'
import { DUTIES } from '#domain/duty/duty-acts.ts'
import { uuidv7 } from '#domain/ids.ts'
import { filled, NOTICE_KINDS, type NoticeKindKey } from '#domain/notice/notice-kinds.ts'
import { wholeCounty } from '../circumstance/due.ts'
import { type Db, inTransaction } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Deps } from '../deps.ts'
import { sendLater } from './notices.ts'
import { smsConfig } from './sms-gateway.ts'
import { webhookConfig } from './webhook.ts'

/** What somebody is told of: to accounts in whose reach `area` lies, or to those named. */
type Event = {
  kind: NoticeKindKey
  subject: string
  /** Whose reach it lies in; left out: everybody of that right. */
  area?: string
  /** Not to whoever did it himself. */
  notTo?: string
}

type Account = { id: string; role: Role; area: string | null; villages: string[] | null }
type Told = { account: string; kind: NoticeKindKey; subject: string; count: number; today: number | null }
type TaskCount = { area: string; overdue: number; due: number; lateTownship: number; lateCounty: number }

/** Kinds that end by themselves when somebody has done it. */
const WAITING: readonly NoticeKindKey[] = ['heldAct', 'handOver', 'visitReturned', 'policyProposed']
const KEPT_DAYS = 92
const DAY_MS = 86_400_000

/**
 * Looks what waits, and tells each account once: in its list, and by SMS where it wants that. Computed from what is
 * there, so that nothing is lost with a killed process, and nothing is told twice.
 */
export async function tellEverybody(deps: Deps): Promise<void> {
  const { county } = deps
  const today = chinaDay(deps.now())
  const seen = await inTransaction(
    deps.pool,
    county.code,
    wholeCounty(deps),
    (db) => whatWaits(db, deps, today),
    {
      reading: true,
    },
  )
  await inTransaction(deps.pool, county.code, { role: 'tonghu_app' }, async (db) => {
    const accounts = await db.rows<Account>(
      `select id, role, area_code as area, villages from account
        where county = $1 and status = 'active' and role is not null order by id`,
      [county.code],
    )
    const events = [...seen.events, ...(await proposalsWaiting(db, county.code))]
    const isNewDay = await beginDay(db, county.code, today)
    const wanted = [
      ...events.flatMap((event) => tellOf(event, accounts)),
      ...(isNewDay ? await ofTheDay(db, deps, { accounts, tasks: seen.tasks, today }) : []),
    ]
    await endsThemselves(db, deps, events)
    const told = await insertNotices(db, deps, wanted)
    await toTelephones(db, deps, told)
    await toMachines(db, deps, told)
    if (isNewDay)
      await db.run('delete from account_notice where county = $1 and told_at < $2', [
        county.code,
        new Date(deps.now().getTime() - KEPT_DAYS * DAY_MS),
      ])
  })
}

function isIn({ area, villages }: Account, code: string): boolean {
  // What is handed to a township may be received by each of its villages.
  const wide = code.endsWith('000')
  if (villages?.length)
    return villages.some((one) => one === code || (wide && one.startsWith(code.slice(0, 9))))
  if (area === null) return false
  const { lo, hi } = rangeOf(area)
  return code >= lo && code < hi
}

/** From near to far: who is near is told, and those above only where nobody is. */
const NEAR: readonly Role[] = ['villageDirector', 'townshipSupervisor', 'countyOfficer', 'countyLeader']

function tellOf({ kind, subject, area, notTo }: Event, accounts: readonly Account[]): Told[] {
  const { right } = NOTICE_KINDS[kind] as { right?: Parameters<typeof may>[1] }
  const able = accounts.filter((one) => one.id !== notTo && right && may(one.role, right))
  const near =
    area &&
    NEAR.map((role) => able.filter((one) => one.role === role && isIn(one, area))).find(
      (all) => all.length > 0,
    )
  return ((area ? near : able) || []).map(({ id }) => ({ account: id, kind, subject, count: 1, today: null }))
}

async function whatWaits(
  db: Db,
  deps: Deps,
  today: PlainDate,
): Promise<{ events: Event[]; tasks: TaskCount[] }> {
  const { code } = deps.county
  const held = await db.rows<{ id: string; area_code: string }>(
    'select id, area_code from held_act where county = $1 and decision is null order by n limit 5000',
    [code],
  )
  const handed = await db.rows<{ hand_over: string; handed_to: string }>(
    `select hand_over, handed_to from child where county = $1 and handed_to is not null and handed_back_on is null`,
    [code],
  )
  const returned = await db.rows<{ period: string; area_code: string }>(
    `select period, area_code from duty where county = $1 and rule = ${DUTIES.returned.n}`,
    [code],
  )
  const { visitTownshipDays, visitCountyDays } = deps.policy.book().on(code, today)
  const known = await db.one<{ day: string }>('select day from notice_day where county = $1', [code])
  const tasks =
    known && known.day >= today
      ? []
      : await db.rows<TaskCount>(
          `select area_code as area, count(*) filter (where due < $2)::int as overdue,
                  count(*) filter (where due = $2)::int as due,
                  count(*) filter (where due < $3)::int as "lateTownship",
                  count(*) filter (where due < $4)::int as "lateCounty"
             from duty where county = $1 and due <= $2 and ends > $2 and opens <= $2 group by area_code`,
          [code, today, addDays(today, -visitTownshipDays.value), addDays(today, -visitCountyDays.value)],
        )
  return {
    events: [
      ...held.map(({ id, area_code: area }): Event => ({ kind: 'heldAct', subject: id, area })),
      ...returned.map(
        ({ period, area_code: area }): Event => ({ kind: 'visitReturned', subject: period, area }),
      ),
      ...handed.map(
        ({ hand_over, handed_to }): Event => ({ kind: 'handOver', subject: hand_over, area: handed_to }),
      ),
    ],
    tasks,
  }
}

async function proposalsWaiting(db: Db, county: string): Promise<Event[]> {
  const rows = await db.rows<{ id: string; proposed_by: string }>(
    'select id, proposed_by from policy_entry where county = $1 and decision is null',
    [county],
  )
  return rows.map(({ id, proposed_by }) => ({ kind: 'policyProposed', subject: id, notTo: proposed_by }))
}

/** Of two servers one begins the day. */
const beginDay = async (db: Db, county: string, today: PlainDate): Promise<boolean> =>
  (await db.run(
    `insert into notice_day (county, day) values ($1, $2)
      on conflict (county) do update set day = excluded.day where notice_day.day < excluded.day`,
    [county, today],
  )) > 0

type Day = { accounts: readonly Account[]; tasks: readonly TaskCount[]; today: PlainDate }

async function ofTheDay(db: Db, deps: Deps, { accounts, tasks, today }: Day): Promise<Told[]> {
  const daily = (await dailyEvents(db, deps, today)).flatMap((event) => tellOf(event, accounts))
  const counted = accounts.flatMap((account): Told[] => {
    const own = tasks.filter(({ area }) => isIn(account, area))
    const sum = (key: Exclude<keyof TaskCount, 'area'>) => own.reduce((all, one) => all + one[key], 0)
    const says = (kind: NoticeKindKey, count: number, due: number | null): Told[] =>
      count > 0 ? [{ account: account.id, kind, subject: today, count, today: due }] : []
    if (account.role === 'villageDirector') return says('tasksDue', sum('overdue') + sum('due'), sum('due'))
    if (account.role === 'townshipSupervisor') return says('tasksLate', sum('lateTownship'), null)
    return account.role === 'countyOfficer' ? says('tasksLate', sum('lateCounty'), null) : []
  })
  return [...counted, ...daily]
}

async function dailyEvents(db: Db, deps: Deps, today: PlainDate): Promise<Event[]> {
  const { code } = deps.county
  const { calendar, backupDays } = deps.policy.book().on(`${code}000000`, today)
  const missing = [...new Set(missingYears(calendar, today).map(({ year }) => year))].map(
    (year): Event => ({ kind: 'calendarMissing', subject: String(year) }),
  )
  // Ids of the log go by time, so that only its newest rows are read.
  const since = new Date(deps.now().getTime() - backupDays.value * DAY_MS)
  const from = uuidv7(since.getTime(), Buffer.alloc(10))
  const log = await db.one<{ old: boolean; backup: boolean; lost: boolean }>(
    `select exists (select from audit where county = $1 and id < $2) as old,
            exists (select from audit where county = $1 and id >= $2 and endpoint = 'backup' and outcome = 'answered') as backup,
            exists (select from notice where county = $1 and given_up_at >= $3) as lost`,
    [code, from, new Date(deps.now().getTime() - DAY_MS)],
  )
  return [
    ...missing,
    ...(log!.old && !log!.backup ? [{ kind: 'backupOld', subject: today } as const] : []),
    ...(log!.lost ? [{ kind: 'undelivered', subject: today } as const] : []),
  ]
}

/** What no longer waits is no news any more. */
const endsThemselves = (db: Db, { county, now }: Deps, events: readonly Event[]) =>
  db.run(
    `update account_notice set read_at = $2 where county = $1 and read_at is null and kind = any($3::text[])
      and not (subject = any($4::text[]))`,
    [county.code, now(), WAITING, events.map(({ subject }) => subject)],
  )

/** Answers those that were not there yet. */
async function insertNotices(db: Db, { county, now }: Deps, wanted: readonly Told[]): Promise<Told[]> {
  if (wanted.length === 0) return []
  const rows = await db.rows<{ account: string; kind: string; subject: string }>(
    `insert into account_notice (county, account, kind, subject, told_at, count, today)
     select $1, w.account, w.kind, w.subject, $2, w.count, w.today
       from json_to_recordset($3) as w (account uuid, kind text, subject text, count integer, today integer)
     on conflict do nothing returning account, kind, subject`,
    [county.code, now(), JSON.stringify(wanted)],
  )
  const names = new Set(rows.map(({ account, kind, subject }) => `${account}/${kind}/${subject}`))
  return wanted.filter(({ account, kind, subject }) => names.has(`${account}/${kind}/${subject}`))
}

/** One message about tasks and one about everything else, however many there are. */
// A file that is not right is complained of where it is sent; the list is not held up by it.
async function toTelephones(db: Db, deps: Deps, told: readonly Told[]): Promise<void> {
  const config = told.length > 0 ? await smsConfig(deps.dataDir).catch(() => undefined) : undefined
  if (!config) return
  const wanting = await db.rows<{ account: string; phone: Buffer }>(
    'select account, phone from notice_preference where county = $1 and sms and phone is not null',
    [deps.county.code],
  )
  const { noticeTasksText, noticeText } = deps.policy.book().on(deps.county.code, chinaDay(deps.now()))
  for (const { account, phone } of wanting) {
    const own = told.filter((one) => one.account === account)
    const tasks = own.find(({ kind }) => kind === 'tasksDue' || kind === 'tasksLate')
    const others = own.filter((one) => one !== tasks)
    const texts = [
      ...(tasks
        ? [
            filled(noticeTasksText.value, {
              逾期: tasks.count - (tasks.today ?? 0),
              今日: tasks.today ?? 0,
            }),
          ]
        : []),
      ...(others.length > 0
        ? [
            filled(noticeText.value, {
              数量: others.length,
              事项: [...new Set(others.map(({ kind }) => NOTICE_KINDS[kind].zh))].join('、'),
            }),
          ]
        : []),
    ]
    for (const text of texts)
      await sendLater(db, deps, { phone: deps.vault.openForCounty(phone).toString(), text, config })
  }
}

/** One event, however many people are told of it; its id follows from what it is about, so that it goes once. */
async function toMachines(db: Db, deps: Deps, told: readonly Told[]): Promise<void> {
  const config = told.length > 0 ? await webhookConfig(deps.dataDir).catch(() => undefined) : undefined
  if (!config) return
  const { county, vault, now } = deps
  const events = Map.groupBy(told, ({ kind, subject }) => `${kind}/${subject}`)
  const rows = [...events].flatMap(([name, [first, ...more]]) => {
    const { kind, subject } = first!
    if (config.kinds && !config.kinds.includes(kind)) return []
    // Of tasks the numbers of everybody who is told; the widest reach counts all of them.
    const count = Math.max(first!.count, ...more.map((one) => one.count))
    const id = idOf(county.code, name)
    const at = now()
    const body = { id, kind, subject, county: county.code, at: at.toISOString(), count }
    return [[county.code, id, 'webhook', kind, vault.sealForCounty(JSON.stringify(body)), at]]
  })
  if (rows.length > 0)
    await insertRows(
      db,
      'notice',
      ['county', 'id', 'channel', 'kind', 'text', 'not_before'],
      rows,
      'on conflict do nothing',
    )
}

/** A UUID (version 8) of a name. */
function idOf(county: string, name: string): string {
  const hex = createHash('sha256').update(`${county}/${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
