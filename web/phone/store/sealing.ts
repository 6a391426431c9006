const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const INFO = new TextEncoder().encode('tonghu phone')
export const IV = 12

export type Bytes = Uint8Array<ArrayBuffer>
export type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

export const joined = (...parts: Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export const random = (bytes: number): Bytes => crypto.getRandomValues(new Uint8Array(bytes))

/** AES-256-GCM with a fresh initialisation vector before it. */
export async function seal(key: Key, plain: Bytes): Promise<Bytes> {
  const iv = random(IV)
  return joined(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)))
}

/** Throws where the key is another one or a bit was changed. */
export async function open(key: Key, sealed: Bytes): Promise<Bytes> {
  const iv = sealed.subarray(0, IV)
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed.subarray(IV)))
}

/** For the server alone (server/phone/phone-key.ts opens it): nothing on the phone can read it any more. */
export async function sealForServer(serverKey: Bytes, plain: Bytes): Promise<Bytes> {
  const { subtle } = crypto
  const theirs = await subtle.importKey('raw', serverKey, CURVE, false, [])
  const own = await subtle.generateKey(CURVE, false, ['deriveBits'])
  const point = new Uint8Array(await subtle.exportKey('raw', own.publicKey))
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256)
  const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: point, info: INFO },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  return joined(point, await seal(key, plain))
}
