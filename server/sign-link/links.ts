import { randomBytes, randomInt } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { MANNER } from '#domain/agreement/agreement-acts.ts'
import { agreementsOf, statusOn } from '#domain/agreement/agreements.ts'
import { relativeLessons } from '#domain/child/child-now.ts'
import { valueIn } from '#domain/circumstance/knowledge.ts'
import { chinaDay } from '#domain/dates.ts'
import type { BodyOf, ResultOf } from '#domain/endpoint.ts'
import { foldFacts } from '#domain/fact/fold-facts.ts'
import { uuidv7 } from '#domain/ids.ts'
import { Refusal } from '#domain/refusals.ts'
import type { makeSignLink } from '#domain/sign-link/sign-link-api.ts'
import { actsOfFile } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { type Reading, readFile } from '../child/open-file.ts'
import type { Deps } from '../deps.ts'
import { sendLater } from '../notice/notices.ts'
import { smsConfig } from '../notice/sms-gateway.ts'
import { CODE_MINUTES, LINK_DAYS } from './link-limits.ts'

const TOKEN_BYTES = 20

export const freshToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')
export const freshCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

type Secret = 'token' | 'code' | 'pass'
/** What is kept of a secret: nobody who reads the database can use it. A code belongs to its link alone. */
export const digestOf = (vault: Deps['vault'], what: Secret, secret: string, link = ''): Buffer =>
  vault.blind(`sign-${what}`, `${link}/${secret}`)

/** Numbers that can be reached by SMS. */
const MOBILE = /^1\d{10}$/

/** Makes a link for a parent whose signature is missing; an earlier one for him ends. */
export async function makeLink(
  reading: Reading,
  { child, agreement }: { child: string; agreement: string },
  wished: BodyOf<typeof makeSignLink>,
  request: FastifyRequest,
): Promise<ResultOf<typeof makeSignLink>> {
  const { db, deps, actor } = reading
  const county = deps.county.code
  const now = deps.now()
  const today = chinaDay(now)
  const config = await smsConfig(deps.dataDir)
  if (!config) throw new Refusal('smsNotSetUp')
  const { acts, own, keys } = await readFile(reading, child, actsOfFile)
  const found = agreementsOf(own).find(({ act }) => act === agreement)
  if (!found) throw new Refusal('notFound')
  if (statusOn(found, today) !== 'preparing') throw new Refusal('agreementNotOpen')
  const { person } = wished
  if (!found.missing.some((one) => one.party === 'principal' && one.person === person))
    throw new Refusal('signedAlready')
  const key = keys.get(person)
  const lessons = relativeLessons(
    acts.filter((act) => !act.child),
    person,
  )
  const facts = foldFacts(lessons, { on: today })
  const phones = (openValue(deps.vault, key, valueIn(facts, 'phones')) as string[] | undefined) ?? []
  const phone = phones[wished.phone]?.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')
  if (!key || !phone || !MOBILE.test(phone)) throw new Refusal('noPhone')

  const token = freshToken()
  const expiresAt = new Date(now.getTime() + LINK_DAYS * 86_400_000)
  await db.run(
    `update sign_link set withdrawn_at = $4
      where county = $1 and child = $2 and agreement = $3 and person = $5 and used_at is null and withdrawn_at is null`,
    [county, child, agreement, now, person],
  )
  const at = await db.one<{ area_code: string }>(
    'select area_code from child where county = $1 and id = $2',
    [county, child],
  )
  await db.run(
    `insert into sign_link (county, id, child, area_code, agreement, person, token, phone, made_by, made_role, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      county,
      uuidv7(now.getTime(), randomBytes(10)),
      child,
      at!.area_code,
      agreement,
      person,
      digestOf(deps.vault, 'token', token),
      deps.vault.seal(key, phone),
      actor.account,
      actor.role,
      now,
      expiresAt,
    ],
  )
  const origin = config.publicUrl ?? request.headers.origin ?? `${request.protocol}://${request.host}`
  const url = `${origin.replace(/\/$/, '')}/sign#${token}`
  const leaves = wished.send
    ? await sendLater(db, deps, { phone, text: invitation(deps, url), config })
    : undefined
  return {
    url,
    expiresAt: expiresAt.toISOString(),
    waitsUntil: leaves && leaves > now ? leaves.toISOString() : null,
  }
}

/** No name: a telephone lies on tables. */
const invitation = ({ county }: Deps, url: string): string =>
  `【童护】${county.name}请您签署委托照护协议，${LINK_DAYS}天内有效：${url} 打开后按提示输入验证码，${MANNER.link.zh}。`

export const codeText = ({ county }: Deps, code: string): string =>
  `【童护】${county.name}：验证码${code}，${CODE_MINUTES}分钟内有效，用于签署委托照护协议。请勿告诉他人。`
