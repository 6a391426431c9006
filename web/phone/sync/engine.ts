import type { NewAct } from '#domain/act/act.ts'
import type { AnyEndpoint, BodyInputOf, ResultOf } from '#domain/endpoint.ts'
import {
  addPhoto,
  CHILDREN_A_PAGE,
  MOST_ACTS,
  MOST_CHECKED,
  OFFERED_DAYS,
  PHOTO_PIECE,
  type Pulled,
  photoAct,
  pullSlice,
  pushActs,
} from '#domain/phone/phone-api.ts'
import type { SliceChild } from '#domain/phone/slice.ts'
import type { Bytes } from '../store/sealing.ts'
import type { Entry, Progress, Receipt, Store } from '../store/store.ts'

/** How the phone asks the server. Throws Refused with the server's answer, or anything else where there was none. */
export type Ask = <E extends AnyEndpoint>(endpoint: E, body: BodyInputOf<E>) => Promise<ResultOf<E>>

export type Sync = {
  store: Store
  ask: Ask
  /** One piece of a photo; answers how much of it the server has. */
  sendPiece(upload: string, at: number, piece: Bytes): Promise<number>
  /** The phone's own clock, which may be wrong; nothing is decided by it. */
  now(): number
  /** Digest of all ids, as the server makes it. */
  digest(ids: readonly string[]): Promise<string>
  /** Whether an error is the server's refusal of what was sent, and no fault of the line or the moment. */
  refusalOf(error: unknown): { code: string; message: string } | undefined
}

const DAY = 86_400_000

/**
 * Push first and in order, then pull. Whatever is cut off at any point is done again the next time: acts have ids, and
 * the server passes over what it has already. An act leaves the outbox with its receipt, in one transaction.
 */
export async function synchronise(sync: Sync): Promise<void> {
  await push(sync)
  await pull(sync)
  await sendPhotos(sync)
  // What waited for its photo alone.
  await push(sync)
}

/** What can go out now: not what a person has to mend, nor a signature on paper before the photo of the paper. */
async function sendable({ store }: Sync): Promise<Entry[]> {
  const [outbox, photos] = await Promise.all([store.outbox(), store.photos()])
  const onTheirWay = new Set(photos.flatMap(({ refused, evidence }) => (refused ? [] : [evidence])))
  return outbox.filter(
    ({ refused, act }) => !refused && !onTheirWay.has((act.body as { evidence?: string }).evidence ?? ''),
  )
}

const progressOf = async ({ store }: Sync): Promise<Progress> => {
  const progress = await store.progress()
  if (!progress) throw new Error('the phone is not enrolled')
  return progress
}

async function push(sync: Sync): Promise<void> {
  for (;;) {
    const waiting = (await sendable(sync)).slice(0, MOST_ACTS)
    if (waiting.length === 0) return
    try {
      await pushThese(sync, waiting)
    } catch (error) {
      const refusal = sync.refusalOf(error)
      if (!refusal) throw error
      // Something in the parcel cannot even be read: each alone, so that the others pass.
      if (waiting.length === 1) await refuse(sync, waiting[0]!, refusal)
      else for (const entry of waiting) await pushAlone(sync, entry)
    }
  }
}

async function pushAlone(sync: Sync, entry: Entry): Promise<void> {
  try {
    await pushThese(sync, [entry])
  } catch (error) {
    const refusal = sync.refusalOf(error)
    if (!refusal) throw error
    await refuse(sync, entry, refusal)
  }
}

const refuse = ({ store }: Sync, entry: Entry, refused: NonNullable<Entry['refused']>) =>
  store.change({ outbox: [{ ...entry, refused }] })

async function pushThese(sync: Sync, waiting: readonly Entry[]): Promise<void> {
  const { store, ask } = sync
  const { answers, epoch, now } = await ask(pushActs, {
    acts: waiting.map(({ act }) => act),
    knew: waiting.map(({ knew }) => knew ?? null),
  })
  const sent: number[] = []
  const receipts: Receipt[] = []
  const outbox: Entry[] = []
  for (const entry of waiting) {
    const answer = answers.find(({ id }) => id === entry.act.id)
    // No answer is no receipt.
    if (!answer) continue
    if (answer.outcome === 'refused') {
      const { code = 'unexpected', message = '' } = answer
      outbox.push({ ...entry, refused: { code, message } })
      continue
    }
    sent.push(entry.n)
    receipts.push({
      n: entry.n,
      act: entry.act,
      ...(entry.knew && { knew: entry.knew }),
      held: answer.outcome === 'held',
      sure: false,
      epoch,
      at: now,
    })
  }
  if (sent.length + outbox.length === 0) throw new Error('the server answered nothing')
  await store.change({ sent, receipts, outbox, progress: withClock(await progressOf(sync), now, sync) })
}

/** Pictures have receipts like acts, and go out in their own way. */
export const isPhoto = ({ kind }: Pick<NewAct, 'kind'>) => kind === 'evidence.add'

const withClock = (progress: Progress, serverNow: string, { now }: Pick<Sync, 'now'>): Progress => ({
  ...progress,
  offset: Date.parse(serverNow) - now(),
})

async function pull(sync: Sync): Promise<void> {
  const { store } = sync
  const receipts = await store.receipts()
  const before = await progressOf(sync)
  let checked = receipts.filter(({ sure }) => !sure).slice(0, MOST_CHECKED)
  let first = await asked(sync, before, checked)
  if (!first.known || (before.epoch !== null && before.epoch !== first.epoch)) {
    // Another life of the server: everything that it ever confirmed is offered again.
    const doubtful = receipts.map((receipt) => ({ ...receipt, sure: false }))
    await store.change({
      receipts: doubtful,
      progress: { ...before, cursor: null, place: undefined, full: undefined, epoch: first.epoch },
    })
    checked = doubtful.slice(0, MOST_CHECKED)
    first = await asked(sync, await progressOf(sync), checked)
  }
  let page = await applied(sync, first, checked)
  while (page.next) page = await applied(sync, await asked(sync, await progressOf(sync), []), [])
  await matchIds(sync, page)
  await putAside(sync, page)
  // What the server turned out not to hold goes out again, and so does what was checked only in part.
  const again = (await sendable(sync)).length > 0
  const unsure = (await store.receipts()).some(({ sure }) => !sure)
  if (again) await synchronise(sync)
  else if (unsure && checked.length === MOST_CHECKED) await pull(sync)
}

async function asked({ ask, store }: Sync, progress: Progress, checked: readonly Receipt[]): Promise<Pulled> {
  const outbox = await store.outbox()
  return ask(pullSlice, {
    cursor: progress.full ? null : progress.cursor,
    ...(progress.full && { after: progress.full.after }),
    shared: progress.shared?.digest ?? '',
    check: checked.map(({ act }) => act.id),
    waiting: outbox.length,
  } as BodyInputOf<typeof pullSlice>)
}

/** One page as one transaction: rows, how far it has come, and which receipts are sure from now on. */
async function applied(sync: Sync, pulled: Pulled, checked: readonly Receipt[]): Promise<Pulled> {
  const { store } = sync
  const before = await progressOf(sync)
  const missing = new Set<string>(pulled.missing)
  const lost = checked.filter(({ act }) => missing.has(act.id))
  // While everything is read, the place that counts is that of the first page: later ones may miss what changed between.
  const cursor = before.full?.cursor ?? pulled.cursor
  const place = before.full ? before.full.place : pulled.place
  const full = pulled.next ? { cursor, place, after: pulled.next as string } : undefined
  await store.change({
    rows: [...pulled.rows, ...(await respelled(store, pulled))],
    // Acts that the server has lost wait again, in the order in which they were written.
    outbox: lost
      .filter(({ act }) => !isPhoto(act))
      .map(({ n, act, knew }) => ({ n, act, ...(knew && { knew }) })),
    photosLost: lost.filter(({ act }) => isPhoto(act)).map(({ n }) => n),
    forgotten: lost.map(({ n }) => n),
    receipts: checked
      .filter(({ act }) => !missing.has(act.id))
      .map((receipt) => ({ ...receipt, sure: true, epoch: pulled.epoch })),
    progress: {
      ...withClock(before, pulled.now, sync),
      cursor: full ? before.cursor : cursor,
      place: full ? before.place : place,
      full,
      epoch: pulled.epoch,
      shared: pulled.shared ?? before.shared,
      syncedAt: full ? before.syncedAt : pulled.now,
    },
  })
  return pulled
}

async function respelled(store: Store, { spells, rows }: Pulled): Promise<SliceChild[]> {
  if (Object.keys(spells).length === 0) return []
  const fresh = new Set<string>(rows.map(({ id }) => id))
  return (await store.rows()).flatMap((row) =>
    spells[row.id] && !fresh.has(row.id) ? [{ ...row, spells: spells[row.id]! }] : [],
  )
}

/** Who has left the reach, or came into it without an act that would tell: ids are compared. */
async function matchIds(sync: Sync, pulled: Pulled): Promise<void> {
  const { store, ask } = sync
  const own = await store.rowIds()
  if ((await sync.digest([...own].sort())) === pulled.digest) return
  const progress = await progressOf(sync)
  const told = await ask(pullSlice, { cursor: progress.cursor, ids: true, wanted: [] })
  const there = new Set<string>(told.ids)
  const have = new Set<string>(own)
  await store.change({ dropped: own.filter((id) => !there.has(id)) })
  const wanted = (told.ids ?? []).filter((id) => !have.has(id))
  for (let at = 0; at < wanted.length; at += CHILDREN_A_PAGE) {
    const page = await ask(pullSlice, {
      cursor: progress.cursor,
      wanted: wanted.slice(at, at + CHILDREN_A_PAGE),
    })
    await store.change({ rows: page.rows })
  }
}

/** Receipts that are older than what a restored server could have lost, by the server's clock. */
async function putAside({ store }: Sync, { now }: Pulled): Promise<void> {
  const since = new Date(Date.parse(now) - OFFERED_DAYS * DAY).toISOString()
  const forgotten = (await store.receipts()).filter(({ sure, at }) => sure && at < since).map(({ n }) => n)
  if (forgotten.length > 0) await store.change({ forgotten })
}

/** What a person has mended goes out again. */
export const mend = (store: Store, entry: Entry, act: NewAct): Promise<void> =>
  store.change({ outbox: [{ n: entry.n, act, ...(entry.knew && { knew: entry.knew }) }] })

/** Each photo from where it stopped the last time, then its key: until then the server cannot open it. */
async function sendPhotos(sync: Sync): Promise<void> {
  const { store, ask, sendPiece } = sync
  for (const photo of (await store.photos()).filter(({ refused }) => !refused)) {
    const { n, sealed, refused: _, ...named } = photo
    try {
      // An empty piece asks how much there is.
      let has = await sendPiece(photo.upload, 0, sealed.slice(0, 0))
      while (has < sealed.length)
        has = await sendPiece(photo.upload, has, sealed.slice(has, has + PHOTO_PIECE))
      const { held } = await ask(addPhoto, named as BodyInputOf<typeof addPhoto>)
      const { epoch, offset } = await progressOf(sync)
      const at = new Date(sync.now() + offset).toISOString()
      const receipt: Receipt = { n, act: photoAct(photo), held, sure: false, epoch: epoch ?? '', at }
      await store.change({ photosSent: [n], receipts: [receipt] })
    } catch (error) {
      const refused = sync.refusalOf(error)
      if (!refused) throw error
      await store.change({ photos: [{ ...photo, refused }] })
    }
  }
}
