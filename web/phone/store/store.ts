import { deleteDB, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb'
import type { NewAct } from '#domain/act/act.ts'
import type { Knew, Shared } from '#domain/phone/phone-api.ts'
import type { SliceChild } from '#domain/phone/slice.ts'
import { type Bytes, joined, type Key, open, seal } from './sealing.ts'
import type { Unlocked } from './workers.ts'

/** Raised when what is stored changes its shape: what the server can send again is dropped, what waits is kept. */
export const FORMAT = 2

/** An act written on this phone. Refused ones wait for a person; all others go out by themselves. */
export type Entry = {
  /** Place in the order of writing; receipts keep it. */
  n: number
  act: NewAct
  /** Up to where the phone had read when it was written. */
  knew?: Knew
  refused?: { code: string; message: string }
}

/** The server has it. `sure`: the place that was pulled lies behind it, so that losing it would be noticed. */
export type Receipt = {
  n: number
  act: NewAct
  knew?: Knew
  held: boolean
  sure: boolean
  epoch: string
  at: string
}

/** A picture that belongs to a file. It goes out by itself, piece by piece, under a key of its own. */
export type Photo = {
  n: number
  upload: string
  evidence: string
  act: string
  child: string
  writtenAt: string
  day: string
  name: string
  /** AES-256-GCM, base64. */
  key: string
  /** Sealed with it already: as it leaves. */
  sealed: Bytes
  refused?: { code: string; message: string }
}

/** How far pulling has come; `full` while everything is being read, page by page. */
export type Progress = {
  cursor: string | null
  epoch: string | null
  /** Of the cursor, in the county's order. */
  place?: number | undefined
  full?: { cursor: string; place?: number | undefined; after: string }
  shared?: { digest: string; content: Shared }
  /** Server's clock minus the phone's. */
  offset: number
  syncedAt: string | null
  token: string
  /** Server's key, for what only the server may open. */
  serverKey: string
}

type Name = 'rows' | 'outbox' | 'receipts' | 'photos' | 'sent' | 'meta'
/** Nothing but ids and sealed bytes is stored; the stores' own names say nothing either. */
const STORES: Record<Name, string> = {
  rows: 'r',
  outbox: 'o',
  receipts: 'k',
  photos: 'p',
  sent: 's',
  meta: 'm',
}
/** Pictures that the server has and that are kept for a while: some ten megabytes. Project default. */
const KEPT_PICTURES = 50
const META = 0
const DRAFTS = 1

const utf8 = new TextEncoder()
const text = new TextDecoder()
/** Sealed values are filled up to multiples of this: their length tells little. */
const BLOCK = 256

const sealed = async (key: Key, value: unknown): Promise<Bytes> => {
  const plain = utf8.encode(JSON.stringify(value))
  return seal(key, joined(plain, utf8.encode(' '.repeat(BLOCK - (plain.length % BLOCK)))))
}
const opened = async <T>(key: Key, bytes: Bytes): Promise<T> =>
  JSON.parse(text.decode(await open(key, bytes))) as T

type Writing = IDBPObjectStore<unknown, string[], string, 'readwrite'>

async function move(from: Writing, to: Writing, at: number): Promise<void> {
  const bytes = await from.get(at)
  if (bytes) await Promise.all([to.put(bytes, at), from.delete(at)])
}

/** The oldest go first; a phone's storage is small. */
async function keepFew(sent: Writing): Promise<void> {
  const places = await sent.getAllKeys()
  await Promise.all(places.slice(0, -KEPT_PICTURES).map((at) => sent.delete(at)))
}

/** What is said of a picture, its length before it, and the picture, which is sealed already. */
async function sealedPhoto(key: Key, { sealed: picture, ...told }: Omit<Photo, 'n'>): Promise<Bytes> {
  const words = await sealed(key, told)
  return joined(new Uint8Array(new Uint32Array([words.length]).buffer), words, picture)
}
async function openedPhoto(key: Key, n: number, bytes: Bytes): Promise<Photo> {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const told = await opened<Omit<Photo, 'n' | 'sealed'>>(key, bytes.slice(4, 4 + length))
  return { ...told, n, sealed: bytes.slice(4 + length) }
}

const nameOf = (id: string) => `t-${id}`

type Change = {
  rows?: readonly SliceChild[]
  dropped?: readonly string[]
  outbox?: readonly Entry[]
  sent?: readonly number[]
  photos?: readonly Photo[]
  /** With a receipt of their own; the pictures are kept for a while, in case the server loses them. */
  photosSent?: readonly number[]
  /** Lost by the server: on their way again, where the picture is still here. */
  photosLost?: readonly number[]
  receipts?: readonly Receipt[]
  forgotten?: readonly number[]
  progress?: Progress
  drafts?: Drafts
}

/** What was typed into a form and not saved yet, by the form's place. */
export type Drafts = Readonly<Record<string, unknown>>

export type Store = Awaited<ReturnType<typeof openStore>>

/**
 * One person's store on this phone. What `change` is given is written as one transaction or not at all; when it ends,
 * it is on the disk.
 */
export async function openStore({ id, key }: Unlocked, format = FORMAT) {
  let closed = false
  const db: IDBPDatabase = await openDB(nameOf(id), format, {
    upgrade(database, before, _, tx) {
      for (const name of Object.values(STORES))
        if (!database.objectStoreNames.contains(name)) database.createObjectStore(name)
      // Missing children are noticed and sent again (sync/engine.ts).
      if (before > 0) void tx.objectStore(STORES.rows).clear()
    },
    // Another page of the same phone wants to go on with a newer app.
    blocking: () => {
      closed = true
      db.close()
    },
  })

  const all = async <T>(name: Name): Promise<T[]> =>
    Promise.all(((await db.getAll(STORES[name])) as Bytes[]).map((bytes) => opened<T>(key, bytes)))

  /** What is kept in order is known by its place, which is no part of what is sealed. */
  async function inOrder<T>(name: Name): Promise<(T & { n: number })[]> {
    const tx = db.transaction(STORES[name])
    const [places, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll() as Promise<Bytes[]>])
    return Promise.all(
      values.map(async (bytes, i) => ({ ...(await opened<T>(key, bytes)), n: places[i] as number })),
    )
  }

  /** What is written now goes before pictures that the server has. */
  async function accept(
    acts: readonly NewAct[],
    photos: readonly Omit<Photo, 'n'>[] = [],
    knew?: Knew,
  ): Promise<number[]> {
    try {
      return await append(acts, photos, knew)
    } catch (error) {
      if ((error as { name?: string })?.name !== 'QuotaExceededError') throw error
      await db.clear(STORES.sent)
      return append(acts, photos, knew)
    }
  }

  /** Behind everything that was ever written here, found and taken in one transaction: two pages never take the same place. */
  async function append(
    acts: readonly NewAct[],
    photos: readonly Omit<Photo, 'n'>[],
    knew: Knew | undefined,
  ): Promise<number[]> {
    const bytes = await Promise.all(acts.map((act) => sealed(key, { act, knew } satisfies Omit<Entry, 'n'>)))
    const pictures = await Promise.all(photos.map((photo) => sealedPhoto(key, photo)))
    const all = [STORES.outbox, STORES.receipts, STORES.photos, STORES.sent]
    const tx = db.transaction(all, 'readwrite', { durability: 'strict' })
    tx.done.catch(() => {})
    const outbox = tx.objectStore(STORES.outbox)
    const lasts = await Promise.all(all.map((name) => tx.objectStore(name).openKeyCursor(null, 'prev')))
    const last = Math.max(0, ...lasts.map((cursor) => (cursor ? (cursor.primaryKey as number) : 0)))
    // Acts first, then pictures.
    const places = [...bytes, ...pictures].map((_, i) => last + 1 + i)
    for (const [i, one] of bytes.entries()) outbox.put(one, places[i]).catch(() => {})
    for (const [i, one] of pictures.entries())
      tx.objectStore(STORES.photos)
        .put(one, places[bytes.length + i])
        .catch(() => {})
    await tx.done
    return places
  }

  async function change({
    rows,
    dropped,
    outbox,
    sent,
    receipts,
    forgotten,
    photos,
    photosSent,
    photosLost,
    progress,
    drafts,
  }: Change): Promise<void> {
    // Sealing first: a transaction ends by itself as soon as something else is waited for.
    const put = async (name: Name, at: string | number, value: unknown) => ({
      name,
      at,
      bytes: await sealed(key, value),
    })
    const puts = await Promise.all([
      ...(rows ?? []).map((row) => put('rows', row.id, row)),
      ...(outbox ?? []).map(({ n, ...entry }) => put('outbox', n, entry)),
      ...(receipts ?? []).map(({ n, ...receipt }) => put('receipts', n, receipt)),
      ...(photos ?? []).map(async ({ n, ...photo }) => ({
        name: 'photos' as const,
        at: n,
        bytes: await sealedPhoto(key, photo),
      })),
      ...(progress ? [put('meta', META, progress)] : []),
      ...(drafts ? [put('meta', DRAFTS, drafts)] : []),
    ])
    const tx = db.transaction(Object.values(STORES), 'readwrite', { durability: 'strict' })
    const done = tx.done
    done.catch(() => {})
    const deletes = [
      ...(dropped ?? []).map((at) => ({ name: 'rows' as const, at })),
      ...(sent ?? []).map((at) => ({ name: 'outbox' as const, at })),
      ...(forgotten ?? []).flatMap((at) => [
        { name: 'receipts' as const, at },
        ...(photosLost?.includes(at) ? [] : [{ name: 'sent' as const, at }]),
      ]),
    ]
    for (const { name, at } of deletes)
      tx.objectStore(STORES[name])
        .delete(at)
        .catch(() => {})
    for (const { name, at, bytes } of puts)
      tx.objectStore(STORES[name])
        .put(bytes, at)
        .catch(() => {})
    const moves = [
      ...(photosSent ?? []).map((at) => ({ at, from: 'photos' as const, to: 'sent' as const })),
      ...(photosLost ?? []).map((at) => ({ at, from: 'sent' as const, to: 'photos' as const })),
    ]
    for (const { at, from, to } of moves)
      void move(tx.objectStore(STORES[from]), tx.objectStore(STORES[to]), at).catch(() => {})
    if (photosSent && photosSent.length > 0) void keepFew(tx.objectStore(STORES.sent)).catch(() => {})
    await done
  }

  return {
    id,
    get closed() {
      return closed
    },
    change,
    accept,
    rows: () => all<SliceChild>('rows'),
    rowIds: async () => (await db.getAllKeys(STORES.rows)) as string[],
    outbox: () => inOrder<Omit<Entry, 'n'>>('outbox'),
    receipts: () => inOrder<Omit<Receipt, 'n'>>('receipts'),
    async photos(): Promise<Photo[]> {
      const tx = db.transaction(STORES.photos)
      const [places, values] = await Promise.all([
        tx.store.getAllKeys(),
        tx.store.getAll() as Promise<Bytes[]>,
      ])
      return Promise.all(values.map((bytes, i) => openedPhoto(key, places[i] as number, bytes)))
    },
    async progress(): Promise<Progress | undefined> {
      const bytes: Bytes | undefined = await db.get(STORES.meta, META)
      return bytes && opened<Progress>(key, bytes)
    },
    async drafts(): Promise<Drafts> {
      const bytes: Bytes | undefined = await db.get(STORES.meta, DRAFTS)
      return bytes ? opened<Drafts>(key, bytes) : {}
    },
    close: () => db.close(),
  }
}

/** Everything of one person, for good. */
export const deleteStore = (id: string): Promise<void> => deleteDB(nameOf(id))
