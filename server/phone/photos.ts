import { createDecipheriv } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BodyOf } from '#domain/endpoint.ts'
import { type addPhoto, MOST_PHOTO_BYTES } from '#domain/phone/phone-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { cleanEvidence } from '../child/clean-evidence.ts'
import type { Cleaned } from '../child/evidence.ts'

const IV = 12
const TAG = 16
/** A phone that has not come back for so long begins that photo anew. */
const KEPT_DAYS = 30
const DAY = 86_400_000
/** Photos of one person on their way at once; more are no phone's. */
const MOST_UPLOADS = 500

const folderOf = (dataDir: string, account: string) => join(dataDir, 'uploads', account)
const pathOf = (dataDir: string, account: string, upload: string) => join(folderOf(dataDir, account), upload)

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.size ?? 0

type Piece = { account: string; upload: string; at: number; bytes: Buffer }

/** Pieces of one photo one after the other, also when a phone sends one twice at once. */
const turns = new Map<string, Promise<number>>()

/** Adds a piece where it fits; answers how much there is. What arrives is sealed, and its key is not here. */
export function receivePiece(dataDir: string, piece: Piece): Promise<number> {
  const path = pathOf(dataDir, piece.account, piece.upload)
  const mine = (turns.get(path) ?? Promise.resolve(0)).catch(() => 0).then(() => append(dataDir, path, piece))
  turns.set(path, mine)
  return mine.finally(() => turns.get(path) === mine && turns.delete(path))
}

async function append(dataDir: string, path: string, { account, at, bytes }: Piece): Promise<number> {
  const has = await sizeOf(path)
  if (at !== has) return has
  if (has + bytes.length > MOST_PHOTO_BYTES)
    throw new Refusal('fileTooLarge', { megabytes: MOST_PHOTO_BYTES / 1024 / 1024 })
  const folder = folderOf(dataDir, account)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (has === 0 && (await readdir(folder)).length >= MOST_UPLOADS) throw new Refusal('tooManyRequests')
  await appendFile(path, bytes, { mode: 0o600 })
  return has + bytes.length
}

/** Photos about children who have left the reach, as they came: their keys lie with the acts that are held. */
const HELD = 'held'
const heldPath = (dataDir: string, act: string) => join(folderOf(dataDir, HELD), act)

/** Keeps an upload beside its held act. */
export async function holdUpload(
  dataDir: string,
  account: string,
  { upload, act }: { upload: string; act: string },
) {
  await mkdir(folderOf(dataDir, HELD), { recursive: true, mode: 0o700 })
  await rename(pathOf(dataDir, account, upload), heldPath(dataDir, act))
}

/** The photo of a held act, for whoever takes it. */
export const openHeld = (
  dataDir: string,
  { act, ...named }: Opening & { act: string },
): Promise<Cleaned | undefined> => openSealed(heldPath(dataDir, act), named)

export const dropHeld = (dataDir: string, act: string): Promise<void> =>
  rm(heldPath(dataDir, act), { force: true })

/** The photo as it was taken, drawn anew; what cannot be opened has to come again from its beginning. */
export const openPhoto = (
  dataDir: string,
  account: string,
  { upload, ...named }: Opening & { upload: string },
): Promise<Cleaned | undefined> => openSealed(pathOf(dataDir, account, upload), named)

type Opening = Pick<BodyOf<typeof addPhoto>, 'key' | 'name'>

async function openSealed(path: string, { key, name }: Opening): Promise<Cleaned | undefined> {
  const sealed = await readFile(path).catch(() => undefined)
  if (!sealed) return undefined
  let bytes: Buffer
  try {
    const opening = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), sealed.subarray(0, IV))
    opening.setAuthTag(sealed.subarray(-TAG))
    bytes = Buffer.concat([opening.update(sealed.subarray(IV, -TAG)), opening.final()])
  } catch {
    await rm(path, { force: true })
    throw new Refusal('uploadBroken')
  }
  return { name, ...(await cleanEvidence(bytes)) }
}

export const dropUpload = (dataDir: string, account: string, upload: string): Promise<void> =>
  rm(pathOf(dataDir, account, upload), { force: true })

/** At the start: photos that nobody went on with. */
export async function sweepUploads(dataDir: string, now: Date): Promise<void> {
  const root = join(dataDir, 'uploads')
  for (const account of await readdir(root).catch(() => [])) {
    // These wait for a person.
    if (account === HELD) continue
    for (const name of await readdir(join(root, account))) {
      const path = join(root, account, name)
      if (now.getTime() - (await stat(path)).mtimeMs > KEPT_DAYS * DAY) await rm(path, { force: true })
    }
  }
}
