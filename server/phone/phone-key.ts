import { webcrypto } from 'node:crypto'
import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

const { subtle } = webcrypto
const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
/** An uncompressed point of P-256. */
const POINT = 65
const IV = 12
export const SEALED_FOR = 'tonghu phone'

type Row = { public_key: Buffer; private_key: Buffer }

/** The public half, made when the first phone asks for it. */
export async function publicKeyFor(db: Db, deps: Deps): Promise<Buffer> {
  const find = () =>
    db.one<Row>('select public_key, private_key from phone_key where county = $1', [deps.county.code])
  const found = await find()
  if (found) return found.public_key
  const pair = await subtle.generateKey(CURVE, true, ['deriveBits'])
  const halves = [
    Buffer.from(await subtle.exportKey('raw', pair.publicKey)),
    deps.vault.sealForCounty(Buffer.from(await subtle.exportKey('pkcs8', pair.privateKey))),
  ]
  await db.run(
    'insert into phone_key (county, public_key, private_key) values ($1, $2, $3) on conflict do nothing',
    [deps.county.code, ...halves],
  )
  return (await find())!.public_key
}

/**
 * Opens what a phone sealed for the server: an ephemeral point, an initialisation vector, AES-256-GCM under a key
 * derived from both points (web/phone/store/sealing.ts seals it).
 */
export async function openFromPhone(db: Db, deps: Deps, sealed: Buffer): Promise<Buffer> {
  const row = await db.one<Row>('select public_key, private_key from phone_key where county = $1', [
    deps.county.code,
  ])
  if (!row) throw new Refusal('phoneKeyLost')
  try {
    const own = await subtle.importKey(
      'pkcs8',
      Buffer.from(deps.vault.openForCounty(row.private_key)),
      CURVE,
      false,
      ['deriveBits'],
    )
    const theirs = await subtle.importKey('raw', sealed.subarray(0, POINT), CURVE, false, [])
    const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256)
    const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
    const key = await subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: sealed.subarray(0, POINT), info: Buffer.from(SEALED_FOR) },
      material,
      { name: 'AES-GCM', length: 256 },
      false,
      ['decrypt'],
    )
    const iv = sealed.subarray(POINT, POINT + IV)
    return Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed.subarray(POINT + IV)))
  } catch {
    throw new Refusal('phoneKeyLost')
  }
}
