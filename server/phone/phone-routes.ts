import type { NewAct } from '#domain/act/act.ts'
import * as api from '#domain/phone/phone-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { inPerson } from '../account/in-person.ts'
import type { Sessions } from '../account/sessions.ts'
import { recordEach } from '../act/act-routes.ts'
import { addEvidence, type Cleaned } from '../child/evidence.ts'
import { withoutReach } from '../db/db.ts'
import { type Before, type Serving, serve } from '../http/serve.ts'
import { receiveFiles } from '../http/upload.ts'
import { epochOf } from './epoch.ts'
import { decideHeld, heldActs, holdAct, isLost } from './held-acts.ts'
import { openFromPhone, publicKeyFor } from './phone-key.ts'
import { enrol, heardOf, lock, phonesInSight } from './phones.ts'
import { dropHeld, dropUpload, holdUpload, openPhoto, receivePiece } from './photos.ts'
import { pull } from './pull-slice.ts'

/** Sixteen bytes that say whose key it is, then the key. */
const ACCOUNT_BYTES = 16

export function phoneRoutes(serving: Serving, sessions: Sessions): void {
  const { deps } = serving

  serve(serving, api.enrolPhone, async ({ db, actor, body, log }) => {
    inPerson(actor)
    const enrolled = await enrol(db, deps, actor, body.label)
    log.details = enrolled.phone
    return { ...enrolled, serverKey: (await publicKeyFor(db, deps)).toString('base64') }
  })

  serve(serving, api.reopenPhone, async ({ db, actor, body }) => {
    inPerson(actor)
    const opened = await openFromPhone(db, deps, Buffer.from(body.sealed, 'base64'))
    const account = opened.subarray(0, ACCOUNT_BYTES).toString('hex')
    // The store of another person stays shut, whoever holds the phone.
    if (account !== actor.account.replaceAll('-', '')) throw new Refusal('phoneKeyLost')
    return { key: opened.subarray(ACCOUNT_BYTES).toString('base64') }
  })

  serve(serving, api.listPhones, async ({ db, actor }) => ({
    now: deps.now().toISOString(),
    phones: await phonesInSight(db, deps, actor),
  }))

  serve(serving, api.lockPhone, async ({ db, actor, params, log }) => {
    inPerson(actor)
    const account = await lock(db, deps, actor, params.phone)
    if (!account) throw new Refusal('notFound')
    log.details = params.phone
    sessions.forget(account)
    return {}
  })

  serve(serving, api.pullSlice, async ({ db, actor, body, log, afterwards }) => {
    const pulled = await pull({ db, deps, actor }, body)
    log.children = pulled.rows.map(({ id }) => id)
    const { token } = actor
    // When this connection is given back: whoever waits for a second one while he holds the first may wait for ever.
    if (token)
      afterwards(() => void heardOf(withoutReach(deps.pool), deps, token, body.waiting).catch(() => {}))
    return pulled
  })

  serve(serving, api.pushActs, async ({ db, actor, body, log, language }) => {
    const knew = new Map(
      body.acts.flatMap(({ id }, i) => {
        const known = body.knew?.[i]
        return known ? [[id as string, known] as const] : []
      }),
    )
    const on = { db, deps, actor, knew }
    const lost: NewAct[] = []
    const answers = await recordEach(on, body.acts, language, async (act, refusal) => {
      if (!isLost(act, refusal)) return undefined
      lost.push(act)
      return { id: act.id, outcome: 'held' as const }
    })
    // Last, like the places: the county's order is locked from here to the commit.
    for (const act of lost) await holdAct(on, act, { knew: knew.get(act.id) })
    const written = answers.flatMap(({ id, outcome }) => (outcome === 'kept' ? [id] : []))
    if (written.length > 0)
      await db.rows('select held_no_more($1, $2::uuid[], $3)', [deps.county.code, written, actor.account])
    const kept = new Set(written)
    log.children = [...new Set(body.acts.flatMap(({ id, child }) => (kept.has(id) ? [child] : [])))]
    const count = (outcome: string) => answers.filter((one) => one.outcome === outcome).length
    log.details = `${count('kept')}+${count('held')}/${answers.length}`
    return { now: deps.now().toISOString(), epoch: epochOf(deps), answers }
  })

  const receive: Before<typeof api.uploadPhoto, number> = async ({ request, params, actor }) => {
    const [piece, ...more] = await receiveFiles(request, api.PHOTO_PIECE)
    if (!piece || more.length > 0) throw new Refusal('invalidInput', { problem: 'one piece' })
    const { upload, at } = params
    return receivePiece(deps.dataDir, { account: actor.account, upload, at, bytes: piece.bytes })
  }
  serve(serving, api.uploadPhoto, async ({ before: has }) => ({ has }), receive)

  const open: Before<typeof api.addPhoto, Cleaned | undefined> = ({ actor, body }) =>
    openPhoto(deps.dataDir, actor.account, body)
  serve(
    serving,
    api.addPhoto,
    async ({ db, actor, body, before: photo, log, afterwards }) => {
      const { child, upload, act } = body
      // Sent twice at once, the second would seal the file anew under the first one's row.
      await db.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [act])
      const there =
        (await db.one('select from act_digests($1, $2::uuid[])', [deps.county.code, [act]])) ??
        (await db.one('select from held_ids($1, $2::uuid[])', [deps.county.code, [act]]))
      afterwards(() => void dropUpload(deps.dataDir, actor.account, upload))
      // The answer to the first time was lost.
      if (there) return { held: false }
      if (!photo) throw new Refusal('uploadBroken')
      const inReach = await db.one('select from child where county = $1 and id = $2', [
        deps.county.code,
        child,
      ])
      if (!inReach) {
        const { key, name } = body
        await holdUpload(deps.dataDir, actor.account, body)
        await holdAct({ db, deps, actor }, api.photoAct(body), { photo: { key, name } })
        return { held: true }
      }
      await addEvidence({ db, deps, actor }, child, photo, [], body)
      log.children = [child]
      return { held: false }
    },
    open,
  )

  serve(serving, api.listHeldActs, async ({ db, actor, log, language }) => {
    const rows = await heldActs({ db, deps, actor }, language)
    log.children = [...new Set(rows.map(({ child }) => child))]
    return { rows }
  })

  serve(serving, api.decideHeldActs, async ({ db, actor, body, log, language, afterwards }) => {
    const { answers, children } = await decideHeld({ db, deps, actor }, body, language)
    log.children = children
    log.reason = body.reason
    log.details = `${body.decision} ${answers.length}`
    afterwards(() => {
      for (const { id, outcome } of answers) if (outcome !== 'refused') void dropHeld(deps.dataDir, id)
    })
    return { answers }
  })
}
