import { deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { NewAct } from '#domain/act/act.ts'
import type { Shared } from '#domain/phone/phone-api.ts'
import type { SliceChild } from '#domain/phone/slice.ts'
import { type Bytes, joined, type Key, open, seal } from './sealing.ts'
import type { Unlocked } from './workers.ts'

/** Raised when what is stored changes its shape: what the server can send again is dropped, what waits is kept. */
export const FORMAT = 1

/** An act written on this phone. Refused ones wait for a person; all others go out by themselves. */
export type Entry = {
  /** Place in the order of writing; receipts keep it. */
  n: number
  act: NewAct
  refused?: { code: string; message: string }
}

/** The server has it. `sure`: the place that was pulled lies behind it, so that losing it would be noticed. */
export type Receipt = { n: number; act: NewAct; held: boolean; sure: boolean; epoch: string; at: string }

/** How far pulling has come; `full` while everything is being read, page by page. */
export type Progress = {
  cursor: string | null
  epoch: string | null
  full?: { cursor: string; after: string }
  shared?: { digest: string; content: Shared }
  /** Server's clock minus the phone's. */
  offset: number
  syncedAt: string | null
  token: string
  /** Server's key, for what only the server may open. */
  serverKey: string
}

type Name = 'rows' | 'outbox' | 'receipts' | 'meta'
/** Nothing but ids and sealed bytes is stored; the stores' own names say nothing either. */
const STORES: Record<Name, string> = { rows: 'r', outbox: 'o', receipts: 'k', meta: 'm' }
const META = 0

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

const nameOf = (id: string) => `t-${id}`

type Change = {
  rows?: readonly SliceChild[]
  dropped?: readonly string[]
  outbox?: readonly Entry[]
  sent?: readonly number[]
  receipts?: readonly Receipt[]
  forgotten?: readonly number[]
  progress?: Progress
}

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

  /** Behind everything that was ever written here, found and taken in one transaction: two pages never take the same place. */
  async function accept(acts: readonly NewAct[]): Promise<number[]> {
    const bytes = await Promise.all(acts.map((act) => sealed(key, { act } satisfies Omit<Entry, 'n'>)))
    const tx = db.transaction([STORES.outbox, STORES.receipts], 'readwrite', { durability: 'strict' })
    tx.done.catch(() => {})
    const outbox = tx.objectStore(STORES.outbox)
    const lasts = await Promise.all(
      [outbox, tx.objectStore(STORES.receipts)].map((one) => one.openKeyCursor(null, 'prev')),
    )
    const last = Math.max(0, ...lasts.map((cursor) => (cursor ? (cursor.primaryKey as number) : 0)))
    const places = bytes.map((_, i) => last + 1 + i)
    for (const [i, one] of bytes.entries()) outbox.put(one, places[i]).catch(() => {})
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
    progress,
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
      ...(progress ? [put('meta', META, progress)] : []),
    ])
    const tx = db.transaction(Object.values(STORES), 'readwrite', { durability: 'strict' })
    const done = tx.done
    done.catch(() => {})
    const deletes = [
      ...(dropped ?? []).map((at) => ({ name: 'rows' as const, at })),
      ...(sent ?? []).map((at) => ({ name: 'outbox' as const, at })),
      ...(forgotten ?? []).map((at) => ({ name: 'receipts' as const, at })),
    ]
    for (const { name, at } of deletes)
      tx.objectStore(STORES[name])
        .delete(at)
        .catch(() => {})
    for (const { name, at, bytes } of puts)
      tx.objectStore(STORES[name])
        .put(bytes, at)
        .catch(() => {})
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
    async progress(): Promise<Progress | undefined> {
      const bytes: Bytes | undefined = await db.get(STORES.meta, META)
      return bytes && opened<Progress>(key, bytes)
    },
    close: () => db.close(),
  }
}

/** Everything of one person, for good. */
export const deleteStore = (id: string): Promise<void> => deleteDB(nameOf(id))
