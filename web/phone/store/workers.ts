import { type IDBPDatabase, openDB } from 'idb'
import { type Bytes, joined, type Key, open, random, seal } from './sealing.ts'

/** Guesses of a PIN before the way into the store is destroyed. Project default. */
export const TRIES = 5
const ROUNDS = 310_000
const SALT = 16
const DATA_KEY = 32

/** What stays on the phone of each of its people: nothing that can be read without the PIN, or by signing in again. */
type Kept = {
  id: string
  /** Name of the person, sealed with a key that cannot leave this browser: shown before the PIN is asked for. */
  label: Bytes
  labelKey: Key
  /** Cannot leave this browser either: the PIN alone opens nothing elsewhere. */
  deviceKey: Key
  salt: Bytes
  /** The store's key under PIN and device; gone after too many wrong PINs, or when the phone was locked. */
  wrapped: Bytes | null
  /** The same key for the server, which gives it back to whoever it belongs to. */
  escrow: Bytes
  wrong: number
}

export type Worker = { id: string; label: string; open: boolean }
export type Unlocked = { id: string; key: Key }
export class WrongPin extends Error {
  readonly left: number
  constructor(left: number) {
    super('wrong PIN')
    this.left = left
  }
}

const { subtle } = crypto
const utf8 = new TextEncoder()
const aes = (raw: Bytes) => subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

async function pinKey(pin: string, { salt, deviceKey }: Pick<Kept, 'salt' | 'deviceKey'>): Promise<Key> {
  const typed = await subtle.importKey('raw', utf8.encode(pin), 'PBKDF2', false, ['deriveBits'])
  const stretched = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    typed,
    256,
  )
  return aes(new Uint8Array(await subtle.sign('HMAC', deviceKey, stretched)))
}

const database = (): Promise<IDBPDatabase> =>
  openDB('t', 1, { upgrade: (db) => void db.createObjectStore('w', { keyPath: 'id' }) })

async function withDatabase<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const db = await database()
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

const read = (id: string): Promise<Kept> =>
  withDatabase(async (db) => {
    const kept: Kept | undefined = await db.get('w', id)
    if (!kept) throw new Error('nobody of this id')
    return kept
  })

const write = (kept: Kept): Promise<void> =>
  withDatabase(async (db) => {
    const tx = db.transaction('w', 'readwrite', { durability: 'strict' })
    await tx.store.put(kept)
    await tx.done
  })

/** Everybody who works with this phone. */
export async function workers(): Promise<Worker[]> {
  const all: Kept[] = await withDatabase((db) => db.getAll('w'))
  return Promise.all(
    all.map(async ({ id, label, labelKey, wrapped }) => ({
      id,
      label: new TextDecoder().decode(await open(labelKey, label)).trimEnd(),
      open: wrapped !== null,
    })),
  )
}

/** Names are padded to one length, so that nothing shows of them. */
const LABEL = 120

type New = { label: string; pin: string; escrowed(key: Bytes): Promise<Bytes> }

/** Somebody new on this phone: a key for the store, under PIN and device and for the server. */
export async function addWorker({ label, pin, escrowed }: New): Promise<Unlocked> {
  const raw = random(DATA_KEY)
  const labelKey = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const deviceKey = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const salt = random(SALT)
  const kept: Kept = {
    id: [...random(SALT)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    label: await seal(labelKey, padded(label)),
    labelKey,
    deviceKey,
    salt,
    wrapped: await seal(await pinKey(pin, { salt, deviceKey }), raw),
    escrow: await escrowed(raw),
    wrong: 0,
  }
  await write(kept)
  return { id: kept.id, key: await aes(raw) }
}

const padded = (label: string): Bytes => {
  const bytes = utf8.encode(label).subarray(0, LABEL)
  return joined(bytes, utf8.encode(' '.repeat(LABEL - bytes.length)))
}

/** Opens the store of one of the phone's people. Each guess is counted before it is judged. */
export async function unlock(id: string, pin: string): Promise<Unlocked> {
  const kept = await read(id)
  if (!kept.wrapped) throw new WrongPin(0)
  const wrong = kept.wrong + 1
  await write({ ...kept, wrong })
  try {
    const raw = await open(await pinKey(pin, kept), kept.wrapped)
    await write({ ...kept, wrong: 0 })
    return { id, key: await aes(raw) }
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'OperationError') throw error
    if (wrong >= TRIES) await write({ ...kept, wrong, wrapped: null })
    throw new WrongPin(Math.max(0, TRIES - wrong))
  }
}

/** Nobody gets in by PIN any more, only by signing in again. What is stored stays. */
export async function shut(id: string): Promise<void> {
  const kept = await read(id)
  await write({ ...kept, wrapped: null })
}

/** What the server needs to give the key back. */
export const escrowOf = async (id: string): Promise<Bytes> => (await read(id)).escrow

/** After signing in again: the same store under a new PIN. */
export async function reopen(id: string, raw: Bytes, pin: string): Promise<Unlocked> {
  const kept = await read(id)
  await write({ ...kept, wrapped: await seal(await pinKey(pin, kept), raw), wrong: 0 })
  return { id, key: await aes(raw) }
}

/** Takes somebody off this phone; only when nothing of his waits any more (store.ts). */
export const forgetWorker = (id: string): Promise<void> => withDatabase((db) => db.delete('w', id))
