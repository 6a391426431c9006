import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Role } from '#domain/access/roles.ts'
import type { NewAct } from '#domain/act/act.ts'
import { chinaDay } from '#domain/dates.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { uuidv7 } from '#domain/ids.ts'
import { Refusal } from '#domain/refusals.ts'
import type { confirmSignCode, LINK_STATES } from '#domain/sign-link/sign-link-api.ts'
import { recordActs } from '../act/record-acts.ts'
import { agreementPaper } from '../agreement/agreement-pdf.ts'
import { type Db, inTransaction, withoutReach } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { sendSms, smsConfig } from '../notice/sms-gateway.ts'
import { CODE_MINUTES, CODE_SECONDS, CODES, OPEN_MINUTES, WRONG_CODES } from './link-limits.ts'
import { codeText, digestOf, freshCode, freshToken } from './links.ts'

/** Refusals leave no sooner, so that nobody tries tokens quickly. */
const REFUSED_AFTER_MS = 250

type Link = {
  id: string
  child: string
  area_code: string
  agreement: string
  person: string
  phone: Buffer
  made_by: string
  made_role: Role
  expires_at: Date
  code_sent_at: Date | null
  codes_sent: number
  tries: number
  pass: Buffer | null
  pass_until: Date | null
  used_at: Date | null
  withdrawn_at: Date | null
}

const tokenOf = (deps: Deps, token: string) => digestOf(deps.vault, 'token', token)

async function find(deps: Deps, token: string): Promise<Link> {
  const link = await withoutReach(deps.pool).one<Link>('select * from link_known($1, $2)', [
    deps.county.code,
    tokenOf(deps, token),
  ])
  if (link) return link
  await sleep(REFUSED_AFTER_MS)
  throw new Refusal('linkOver')
}

function stateOf(link: Link, now: Date): (typeof LINK_STATES)[number] {
  if (link.used_at) return 'done'
  if (link.withdrawn_at !== null || link.expires_at <= now) return 'over'
  if (link.pass_until && link.pass_until > now) return 'open'
  const lastCode = link.code_sent_at ? link.code_sent_at.getTime() + CODE_MINUTES * 60_000 : 0
  const noMoreCodes = link.codes_sent >= CODES && lastCode <= now.getTime()
  return link.tries >= WRONG_CODES || noMoreCodes ? 'over' : 'open'
}

const waitOf = ({ code_sent_at }: Link, now: Date): number =>
  code_sent_at
    ? Math.max(0, Math.ceil((code_sent_at.getTime() + CODE_SECONDS * 1000 - now.getTime()) / 1000))
    : 0

/** In the reach of the child's village and no other: as far as whoever made the link could see, and not further. */
function asItsVillage<T>(deps: Deps, link: Link, work: (db: Db, actor: Actor) => Promise<T>): Promise<T> {
  const reach = { role: 'tonghu_village' as const, villages: [link.area_code] }
  const actor: Actor = {
    account: link.made_by,
    login: '',
    name: '',
    role: link.made_role,
    area: null,
    villages: [link.area_code],
    office: null,
    reach,
    first: null,
    secondFactor: false,
  }
  return inTransaction(deps.pool, deps.county.code, reach, (db) => work(db, actor))
}

/** Whose data a request was about, for the log. */
export type OfLink = { child: string; link: string }
const about = ({ child, id }: Link): OfLink => ({ child, link: id })

async function phoneOf(deps: Deps, link: Link): Promise<string> {
  const key = await asItsVillage(deps, link, async (db) =>
    (await deps.keys.of(db, [link.person])).get(link.person),
  )
  if (!key) throw new Refusal('linkOver')
  return deps.vault.open(key, link.phone).toString()
}

export async function openLink(deps: Deps, token: string) {
  const link = await find(deps, token)
  const now = deps.now()
  const state = stateOf(link, now)
  return {
    ...about(link),
    answer: {
      state,
      county: deps.county.name,
      phone: state === 'open' ? `****${(await phoneOf(deps, link)).slice(-4)}` : '',
      wait: waitOf(link, now),
    },
  }
}

/** A code to the number on file, whoever asks. It is kept before it is sent: one that was sent is never unknown. */
export async function sendCode(deps: Deps, token: string) {
  const link = await find(deps, token)
  const now = deps.now()
  if (stateOf(link, now) !== 'open') throw new Refusal('linkOver')
  const config = await smsConfig(deps.dataDir)
  if (!config) throw new Refusal('smsNotSetUp')
  const code = freshCode()
  const put = await withoutReach(deps.pool).one<{ put: boolean }>(
    'select link_code($1, $2, $3, $4, $5, $6) as put',
    [
      deps.county.code,
      tokenOf(deps, token),
      digestOf(deps.vault, 'code', code, link.id),
      now,
      CODES,
      CODE_SECONDS,
    ],
  )
  if (!put?.put) {
    const again = await find(deps, token)
    const seconds = waitOf(again, now)
    throw seconds > 0 ? new Refusal('codeTooSoon', { seconds }) : new Refusal('linkOver')
  }
  await sendSms(config, { phone: await phoneOf(deps, link), text: codeText(deps, code) })
  return { ...about(link), answer: { wait: CODE_SECONDS } }
}

/** Five tries a link, whoever makes them and however many codes were sent. */
export async function confirmCode(deps: Deps, { token, code }: { token: string; code: string }) {
  const link = await find(deps, token)
  const now = deps.now()
  const pass = freshToken()
  const told = await withoutReach(deps.pool).one<{ told: string }>(
    'select link_try($1, $2, $3, $4, $5, $6, $7, $8) as told',
    [
      deps.county.code,
      tokenOf(deps, token),
      digestOf(deps.vault, 'code', code, link.id),
      digestOf(deps.vault, 'pass', pass, link.id),
      now,
      WRONG_CODES,
      CODE_MINUTES,
      OPEN_MINUTES,
    ],
  )
  if (told?.told === 'over') throw new Refusal('linkOver')
  if (told?.told !== 'right') {
    await sleep(REFUSED_AFTER_MS)
    const left = WRONG_CODES - (await find(deps, token)).tries
    throw left > 0 ? new Refusal('codeWrong', { left }) : new Refusal('linkOver')
  }
  const paper = await asItsVillage(deps, link, (db, actor) =>
    agreementPaper({ db, deps, actor }, link.child, link.agreement),
  )
  const answer: ResultOf<typeof confirmSignCode> = {
    pass,
    signer: paper.people.get(link.person) ?? '',
    paper: {
      title: paper.title,
      mark: paper.mark,
      rows: paper.rows.map((row) => ({ ...row })),
      clauses: paper.clauses.map(({ lines, ...clause }) => ({ ...clause, lines: [...lines] })),
      signatures: paper.signatures.map(({ party, name, manner, day }) => ({ party, name, manner, day })),
    },
  }
  return { ...about(link), answer }
}

/** The signature, once: sent again after a lost answer it is done already. */
export async function signWith(
  deps: Deps,
  { token, pass, strokes }: { token: string; pass: string; strokes: string },
) {
  const link = await find(deps, token)
  const now = deps.now()
  const right = link.pass?.equals(digestOf(deps.vault, 'pass', pass, link.id)) === true
  if (!right) await sleep(REFUSED_AFTER_MS)
  const done = { ...about(link), answer: { state: 'done' as const } }
  if (right && link.used_at) return done
  if (!right || !link.pass_until || link.pass_until <= now || stateOf(link, now) !== 'open')
    throw new Refusal('linkOver')
  await asItsVillage(deps, link, async (db, actor) => {
    // Of two clicks the second waits here, and finds it used.
    const mine = await db.run(
      `update sign_link set used_at = $3, phone = '' where county = $1 and id = $2 and used_at is null and withdrawn_at is null`,
      [deps.county.code, link.id, now],
    )
    if (mine === 0) return
    const act = {
      id: uuidv7(now.getTime(), randomBytes(10)),
      kind: 'agreement.sign',
      child: link.child,
      writtenAt: now.toISOString(),
      body: {
        day: chinaDay(now),
        agreement: link.agreement,
        party: 'principal',
        person: link.person,
        manner: 'link',
        words: { strokes },
      },
    } as unknown as NewAct
    await recordActs({ db, deps, actor, byLink: true }, [act])
  })
  return done
}
