import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto'

/**
 * A cipher suite: authenticated encryption under a 32-byte key, and a keyed digest. The first byte of
 * every sealed value names its suite, so that a county can change suites and still open what it has.
 */
export type Suite = {
  id: number
  encrypt(key: Buffer, plain: Buffer): Buffer
  decrypt(key: Buffer, sealed: Buffer): Buffer
  mac(key: Buffer, data: Buffer | string): Buffer
}

const NONCE = 12
const TAG = 16

const object = Symbol('key object')
type Key = Buffer & { [object]?: KeyObject }

// Node 24 looks four times as long at a key that is a Buffer (12 µs) as a whole encryption takes with a KeyObject;
// and making the KeyObject takes as long as the encryption. On the key itself, since tidying up a WeakMap of a hundred
// thousand keys takes longer than all of that.
function keyObject(key: Key): KeyObject {
  key[object] ??= createSecretKey(key)
  return key[object]
}

const hmac = (hash: string, key: Buffer, data: Buffer | string) =>
  createHmac(hash, keyObject(key)).update(data).digest()

const pool = Buffer.alloc(12_288)
let used = pool.length

/** Drawn thousands at a time, since a draw of 12 bytes takes as long as one of 12,288. To be copied at once. */
export function freshBytes(n: number): Buffer {
  if (used + n > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += n
  return pool.subarray(used - n, used)
}

export const AES: Suite = {
  id: 1,
  encrypt(key, plain) {
    const nonce = freshBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce)
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },
  decrypt(key, sealed) {
    const decipher = createDecipheriv('aes-256-gcm', keyObject(key), sealed.subarray(0, NONCE))
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()])
  },
  mac: (key, data) => hmac('sha256', key, data),
}

/** 商密: SM4-CTR, then HMAC-SM3 over nonce and text (GB/T 39786 level 3 expects SM2/3/4 of government systems). */
export const SM: Suite = {
  id: 2,
  encrypt(key, plain) {
    const nonce = randomBytes(16)
    const cipher = createCipheriv('sm4-ctr', key.subarray(0, 16), nonce)
    const body = Buffer.concat([nonce, cipher.update(plain), cipher.final()])
    return Buffer.concat([body, SM.mac(key.subarray(16), body)])
  },
  decrypt(key, sealed) {
    const body = sealed.subarray(0, sealed.length - 32)
    if (!timingSafeEqual(SM.mac(key.subarray(16), body), sealed.subarray(sealed.length - 32)))
      throw new Error('sealed value does not authenticate')
    const decipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), body.subarray(0, 16))
    return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()])
  },
  mac: (key, data) => hmac('sm3', key, data),
}

/** No sealing at all: the control that proves that a search of the disk would find what is not sealed. Tests only. */
export const PLAIN: Suite = {
  ...AES,
  id: 0,
  encrypt: (_key, plain) => plain,
  decrypt: (_key, sealed) => sealed,
}

export const SUITES = [AES, SM]
