import type { BodyOf } from '#domain/endpoint.ts'
import type { NoticeItem, readNotices, setNoticePreference } from '#domain/notice/notice-api.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { smsConfig } from './sms-gateway.ts'

const SHOWN = 100

type Row = {
  kind: NoticeItem['kind']
  subject: string
  told_at: Date
  count: number
  today: number | null
  read_at: Date | null
}

export async function noticesOf(
  db: Db,
  { county }: Deps,
  { account }: Actor,
  shown = SHOWN,
): Promise<NoticeItem[]> {
  const rows = await db.rows<Row>(
    `select kind, subject, told_at, count, today, read_at from account_notice where county = $1 and account = $2
      order by told_at desc, kind, subject limit $3`,
    [county.code, account, shown],
  )
  return rows.map(({ kind, subject, told_at, count, today, read_at }) => ({
    kind,
    subject,
    toldAt: told_at.toISOString(),
    count,
    today,
    read: read_at !== null,
  }))
}

export const unreadOf = async (db: Db, { county }: Deps, { account }: Actor): Promise<number> =>
  (await db.one<{ n: number }>(
    'select count(*)::int as n from account_notice where county = $1 and account = $2 and read_at is null',
    [county.code, account],
  ))!.n

/** What came later, while the page was open, stays unread. */
export const readUntil = (
  db: Db,
  { county, now }: Deps,
  { account }: Actor,
  { until, kind, subject }: BodyOf<typeof readNotices>,
): Promise<number> =>
  db.run(
    `update account_notice set read_at = $3 where county = $1 and account = $2 and read_at is null and told_at <= $4
      and ($5::text is null or kind = $5) and ($6::text is null or subject = $6)`,
    [county.code, account, now(), until, kind ?? null, subject ?? null],
  )

export async function preferenceOf(db: Db, { county, vault, dataDir }: Deps, { account }: Actor) {
  const row = await db.one<{ sms: boolean; phone: Buffer | null }>(
    'select sms, phone from notice_preference where county = $1 and account = $2',
    [county.code, account],
  )
  const phone = row?.phone ? vault.openForCounty(row.phone).toString() : null
  return {
    sms: row?.sms ?? false,
    phone: phone && `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    gateway: (await smsConfig(dataDir)) !== undefined,
  }
}

export const setPreference = (
  db: Db,
  { county, vault }: Deps,
  { account }: Actor,
  { sms, phone }: BodyOf<typeof setNoticePreference>,
): Promise<number> =>
  db.run(
    `insert into notice_preference (county, account, sms, phone) values ($1, $2, $3, $4)
      on conflict (county, account) do update
        set sms = excluded.sms, phone = coalesce(excluded.phone, notice_preference.phone)`,
    [county.code, account, sms, phone ? vault.sealForCounty(phone) : null],
  )
